namespace GanGate.Tests;

public class ErrorCodeTests
{
    [Test]
    public void Every_code_has_a_section_with_its_title_and_exit_code()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors.md"));

        Assert.Multiple(() =>
        {
            foreach (ErrorCode code in ErrorCode.All)
            {
                Assert.That(page, Does.Contain($"### {code.Id}\n\n**{code.Title}.** Exit code {code.ExitCode}."));
            }
        });
    }

    [Test]
    public void No_section_explains_a_code_that_does_not_exist()
    {
        IEnumerable<string> explained = File.ReadLines(Path.Combine(Repository.Root, "docs", "errors.md"))
            .Where(line => line.StartsWith("### GG", StringComparison.Ordinal))
            .Select(line => line[4..]);

        Assert.That(explained, Is.EqualTo(ErrorCode.All.Select(code => code.Id)));
    }

    [Test]
    public void Help_links_lead_to_the_section() =>
        Assert.That(ErrorCodes.LimitExceeded.HelpLink, Does.EndWith("docs/errors.md#gg1001"));
}
