using System.Text.RegularExpressions;

namespace GanGate.Tests.Architecture;

/// <summary>One name means one thing, also where a test stands beside what it tests.</summary>
public partial class TestNameTests
{
    [Test]
    public void No_type_of_a_test_has_the_name_of_one_of_the_product()
    {
        string folder = Path.Combine(Repository.Root, "tests"), own = Path.DirectorySeparatorChar.ToString();
        string[] files = [.. Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{own}obj{own}") && !file.Contains($"{own}bin{own}"))];
        HashSet<string> product = [.. House.Projects.SelectMany(project => project.Types).Select(type => type.FullName.Split('.', '+')[^1].Split('`')[0])];
        string[] tests = [.. files.SelectMany(File.ReadLines).Select(line => Declaration().Match(line).Groups[1].Value).Where(name => name.Length > 0)];

        Assert.That(product, Is.SupersetOf(["Report", "GanGateExec"]));
        Assert.That(tests, Does.Contain(nameof(TestNameTests)));
        Assert.That(tests.Where(product.Contains), Is.Empty);
    }

    [GeneratedRegex(@"^[\w\s]*\b(?:class|struct|interface|enum|record|record struct|record class) ([A-Z]\w*)")]
    private static partial Regex Declaration();
}
