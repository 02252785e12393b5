namespace GanGate.Tests;

public class UsageTests
{
    [TestCase("gat", "'gat'")]
    [TestCase("gate --max-fd 3", "--max-fd")]
    [TestCase("gate --max-fid 1,5", "--max-fid needs a number of at least 0, written like 0.5, not '1,5'")]
    [TestCase("gate --max-fid -1", "--max-fid needs a number of at least 0, written like 0.5, not '-1'")]
    [TestCase("gate --max-fid NaN", "--max-fid needs a number of at least 0, written like 0.5, not 'NaN'")]
    [TestCase("gate --batch-size 0", "--batch-size needs a whole number of at least 1, not '0'")]
    [TestCase("gate --threads two", "--threads needs a whole number of at least 1, not 'two'")]
    [TestCase("gate --timeout soon", "--timeout needs a limit of time such as 90 (seconds), 15m or 2h, not 'soon'")]
    [TestCase("gate --timeout 0", "--timeout needs a limit of time such as 90 (seconds), 15m or 2h, not '0'")]
    [TestCase("gate --timeout m", "--timeout needs a limit of time such as 90 (seconds), 15m or 2h, not 'm'")]
    [TestCase("gate --reference r.npz --max-fid 3", "--generated is missing: give --generated and --reference, or --config")]
    [TestCase("gate --generated g --max-fid 3", "--reference is missing")]
    [TestCase("gate --generated g --reference r", "gate 'gate' has no rule: give a baseline (--baseline), a limit (--max-fid) or")]
    [TestCase("gate --generated g --reference r --max-fid 3 --max-regression 5%", "allows a regression but names no baseline (--baseline)")]
    [TestCase("gate --config c.json --max-fid 3", "--max-fid cannot be given beside --config: the file says it for each gate")]
    [TestCase("fid samples", "gangate fid --help")]
    [TestCase("stats photos", "--output")]
    [TestCase("stats merge -o x.npz", "gangate stats merge --help")]
    public async Task Wrong_usage_is_one_line_with_a_code_and_exit_2(string arguments, string reason)
    {
        GanGateCommand command = await GanGateCommand.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.Out, Is.Empty);
        Assert.That(command.Error.TrimEnd('\n').Split('\n'), Has.Length.EqualTo(1));
        Assert.That(command.Error, Does.StartWith("gangate : error GG2001: ").And.Contain(reason));
    }

    [Test]
    public async Task An_empty_value_is_wrong_usage_too()
    {
        GanGateCommand command = await GanGateCommand.Run("fid", "a", "b", "--timeout", "");

        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2001: --timeout needs a limit of time such as 90 (seconds), 15m or 2h, not ''"));
    }

    [Test]
    public async Task Wrong_usage_under_json_is_an_object_on_standard_output()
    {
        GanGateCommand command = await GanGateCommand.Run("gate", "--max-fid", "x", "--json");

        Assert.That((string?)command.Json["error"]!["code"], Is.EqualTo("GG2001"));
        Assert.That((string?)command.Json["error"]!["help"], Does.EndWith("#gg2001"));
    }

    [TestCase("--help", "demo")]
    [TestCase("gate --help", "--max-regression")]
    [TestCase("--version", "")]
    public async Task Help_and_version_exit_with_0(string arguments, string content)
    {
        GanGateCommand command = await GanGateCommand.Run(arguments.Split(' '));

        Assert.That(command.ExitCode, Is.Zero);
        Assert.That(command.Out, Is.Not.Empty.And.Contain(content));
        Assert.That(command.Error, Is.Empty);
    }

    [Test]
    public async Task The_version_is_the_one_of_the_build()
    {
        GanGateCommand command = await GanGateCommand.Run("--version");

        Assert.That(command.Out.Trim().Split('+')[0], Is.EqualTo(ProductVersion.Current));
    }
}
