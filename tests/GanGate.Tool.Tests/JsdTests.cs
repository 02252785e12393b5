using System.Text.Json.Nodes;

namespace GanGate.Tests;

public class JsdTests
{
    private static readonly string Generated = DemoSet.Temporary("generated.txt");
    private static readonly string Reference = DemoSet.Temporary("reference.txt");

    [OneTimeSetUp]
    public void Write()
    {
        File.WriteAllLines(Generated, Enumerable.Range(0, 700).Select(i => $"sample {i * 7919 % 1000} of a generator"));
        File.WriteAllLines(Reference, Enumerable.Range(0, 2_000).Select(i => $"line {i} of real text"));
    }

    [Test]
    public async Task It_prints_both_of_the_papers_divergences()
    {
        GanGateCommand command = await GanGateCommand.Run("jsd", Generated, Reference);

        Assert.That(command.ExitCode, Is.Zero, command.Error);
        Assert.That(command.Out, Does.Match(@"^JSD-4  0\.\d+ ± 0\.\d+\nJSD-6  0\.\d+ ± 0\.\d+\n").And
            .Contain($"{Generated} (the first 640 lines)").And.Contain($"{Reference} (2,000 lines)").And.Contain("32 characters"));
    }

    [Test]
    public async Task Json_has_full_precision_and_the_conditions()
    {
        string file = DemoSet.Temporary("jsd.json");
        JsonNode json = (await GanGateCommand.Run(
            "jsd", Generated, Reference, "--n", "3", "--samples", "all", "--length", "20", "--json", "--json-file", file)).Json;

        Assert.That((string?)json["schema"], Is.EqualTo("gangate-jsd/1"));
        Assert.That((int?)json["divergences"]!.AsArray().Single()!["n"], Is.EqualTo(3));
        Assert.That((double?)json["divergences"]![0]!["value"], Is.InRange(0.01, 0.99));
        Assert.That((int?)json["generated"]!["count"], Is.EqualTo(700));
        Assert.That((int?)json["length"], Is.EqualTo(20));
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(file)), json), Is.True);
    }

    [TestCase("GG2002", "does not exist", "missing.txt")]
    [TestCase("GG2091", "has 700 lines, 701 samples are wanted", "", "--samples", "701")]
    [TestCase("GG2001", "--samples needs a whole number of at least 2", "", "--samples", "many")]
    [TestCase("GG2001", "1 samples are too few", "", "--samples", "1")]
    [TestCase("GG2001", "n-grams of 7 characters cannot be counted: 1 to 6 can", "", "--n", "4,7")]
    [TestCase("GG2001", "--n needs lengths such as 6 or 4,6, not 'four'", "", "--n", "four")]
    [TestCase("GG2001", "each n is to be named once", "", "--n", "4,4")]
    [TestCase("GG2001", "n-grams of 4 characters cannot be counted: 1 to 3 can", "", "--length", "3")]
    [TestCase("GG2001", "a line of 5000 characters cannot be compared", "", "--length", "5000")]
    public async Task What_cannot_be_compared_is_one_line_with_a_code(string code, string reason, string generated, params string[] options)
    {
        GanGateCommand command = await GanGateCommand.Run(["jsd", generated.Length == 0 ? Generated : generated, Reference, .. options]);

        Assert.That(command.ExitCode, Is.EqualTo(2), command.Out);
        Assert.That(command.ErrorLines.Single(), Does.Contain(code).And.Contain(reason));
    }
}
