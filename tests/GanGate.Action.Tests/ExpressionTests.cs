using GanGate.Tests.Playing;

namespace GanGate.Tests;

/// <summary>The stand-ins for the runner are themselves right.</summary>
public class ExpressionTests
{
    [TestCase("'a' == 'A'", "true")]
    [TestCase("'it''s'", "it's")]
    [TestCase("name != 'x' && !('' || 'y' == 'z')", "true")]
    [TestCase("'' || name", "value of name")]
    [TestCase("'' && name", "")]
    [TestCase("format('{0}-{1}', 'a b', name)", "a b-value of name")]
    [TestCase("always() && failure()", "false")]
    public void An_expression_has_the_value_that_github_gives_it(string text, string value) =>
        Assert.That(Expression.Evaluate(text, name => $"value of {name}", status => status is "always" or "success"), Is.EqualTo(value));

    [TestCase(null, false, false)]
    [TestCase("name == 'x'", false, false)]
    [TestCase("always()", false, true)]
    [TestCase("failure()", true, false)]
    [TestCase(null, true, true)]
    public void A_condition_without_a_status_function_needs_success(string? condition, bool succeeded, bool runs) =>
        Assert.That(
            Expression.Holds(condition, _ => "x", status => status switch { "always" => true, "failure" => !succeeded, _ => succeeded }),
            Is.EqualTo(runs));

    [Test]
    public void Commands_are_found_where_a_runner_finds_them() => Assert.That(
        LogCommand.In("  ::error title=a::b%0Ac\nname ##[set-output name=x]y\nname ::error::no\n"),
        Is.EqualTo(new LogCommand[] { new("error", "title=a", "b\nc"), new("set-output", "name=x", "y") }));

    [Test]
    public void A_value_of_several_lines_ends_at_its_delimiter()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "a=1\nb<<end\nx\ny=2\nend\nc=\n");

        Dictionary<string, string> values = CommandFile.Read(file);
        File.Delete(file);

        Assert.That(values, Is.EquivalentTo(new Dictionary<string, string> { ["a"] = "1", ["b"] = "x\ny=2", ["c"] = "" }));
    }
}
