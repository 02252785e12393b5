using System.Text.Json.Nodes;

namespace GanGate.Tests;

public class TrainTextTests
{
    private static readonly string[] Tiny =
        ["--length", "8", "--filters", "2", "--mini-batch", "8", "--eval-samples", "16", "--steps", "2", "--threads", "1"];

    private static readonly string Text = DemoSet.Temporary("text.txt");

    [OneTimeSetUp]
    public void Write() => File.WriteAllLines(Text, Enumerable.Range(0, 64).Select(i => $"line {i}"));

    [Test]
    public async Task A_training_on_text_is_scored_as_the_jsd_command_scores()
    {
        string folder = DemoSet.Temporary("run");
        GanGateCommand train = await GanGateCommand.Run(["train", "wgan-gp-text", Text, "--out", folder, "--n", "3", .. Tiny, "--json"]);
        GanGateCommand jsd = await GanGateCommand.Run(
            "jsd", Path.Combine(folder, "samples-0000002.txt"), Text, "--n", "3", "--length", "8", "--samples", "16", "--json");

        Assert.That(train.ExitCode, Is.Zero, train.Error);
        JsonNode last = train.Json["curve"]!["points"]![1]!;
        Assert.That((string?)train.Json["curve"]!["metric"], Is.EqualTo("JSD-3"));
        Assert.That((double)last["score"]!, Is.EqualTo((double)jsd.Json["divergences"]![0]!["value"]!));
        Assert.That((double)last["standardError"]!, Is.EqualTo((double)jsd.Json["divergences"]![0]!["standardError"]!));
        Assert.That(Directory.GetFiles(folder).Select(Path.GetFileName), Is.EquivalentTo(new[]
        {
            "alphabet.txt", "checkpoint.npz", "curve.json", "generator.onnx", "samples-0000000.txt", "samples-0000002.txt",
        }));
    }

    [TestCase("b = 3e-4, a = 1e-4", 1)]
    [TestCase("b = 1e-4, a = 1e-4", 10, "--original")]
    public async Task The_papers_two_rules_are_its_own_for_text(string rates, int criticSteps, params string[] options)
    {
        GanGateCommand train = await GanGateCommand.Run(
            ["train", "wgan-gp-text", Text, "--out", DemoSet.Temporary("run"), .. Tiny, .. options, "--json"]);

        JsonNode settings = train.Json["curve"]!["settings"]!;
        double b = (double)settings["discriminatorRate"]!["rate"]!, a = (double)settings["generatorRate"]!["rate"]!;
        Assert.That($"b = {b * 1e4:0}e-4, a = {a * 1e4:0}e-4", Is.EqualTo(rates));
        Assert.That((int?)settings["criticSteps"], Is.EqualTo(criticSteps));
    }

    [TestCase("GG2001", "n-grams of 7 characters cannot be counted", "--n", "7")]
    [TestCase("GG2001", "--eval-samples must be at least 2", "--eval-samples", "1")]
    [TestCase("GG2062", "holds 64 lines, fewer than one mini-batch of 65", "--mini-batch", "65")]
    [TestCase("GG2002", "'/nowhere/real.txt' does not exist", "--reference", "/nowhere/real.txt")]
    public async Task What_cannot_be_trained_says_so_and_writes_nothing(string code, string message, params string[] options)
    {
        string folder = DemoSet.Temporary("run");
        GanGateCommand train = await GanGateCommand.Run(["train", "wgan-gp-text", Text, "--out", folder, "--filters", "2", .. options]);

        Assert.That(train.ExitCode, Is.EqualTo(2));
        Assert.That(train.ErrorLines.Single(), Does.Contain(code).And.Contain(message));
        Assert.That(folder, Does.Not.Exist);
    }
}
