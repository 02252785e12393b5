namespace GanGate.Tests;

public class TrainGanTests
{
    private static readonly string[] Tiny =
        ["--protocol", "pyramid", "--filters", "2", "--mini-batch", "8", "--eval-samples", "8", "--steps", "2"];

    [TestCase("dcgan")]
    [TestCase("wgan-gp")]
    public async Task A_training_writes_its_files_and_tells_the_score(string network)
    {
        string folder = DemoSet.Temporary("run");
        GanGateCommand command = await GanGateCommand.Run(["train", network, DemoSet.Folders.Good, "--out", folder, .. Tiny]);

        Assert.That(command.ExitCode, Is.Zero, command.Error);
        Assert.That(command.Out, Does.Contain("FD (pyramid) along the training").And.Contain("A2 not met").And.Contain("generator.onnx"));
        Assert.That(command.Error, Does.Contain("step 2 of 2, score").And.Contain("gradient norms"));
        Assert.That(
            Directory.GetFiles(folder).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "checkpoint.npz", "curve.json", "generator.onnx", "samples-0000000.png", "samples-0000002.png" }));
    }

    [Test]
    public async Task A_training_goes_on_with_more_steps()
    {
        string folder = DemoSet.Temporary("run");
        await GanGateCommand.Run(["train", "dcgan", DemoSet.Folders.Good, "--out", folder, .. Tiny]);
        GanGateCommand more = await GanGateCommand.Run(
            ["train", "dcgan", DemoSet.Folders.Good, "--out", folder, .. Tiny[..^1], "3", "--resume", "--json"]);

        Assert.That(more.ExitCode, Is.Zero, more.Error);
        Assert.That((int?)more.Json["steps"], Is.EqualTo(3));
        Assert.That(more.Json["curve"]!["points"]!.AsArray().Select(point => (int)point!["step"]!), Is.EqualTo(new[] { 0, 2, 3 }));
    }

    [TestCase("--size is 32 or 64, not 48", "--size", "48")]
    [TestCase("--mini-batch must be at least 2", "--mini-batch", "1")]
    public async Task Options_that_make_no_sense_are_usage_errors(string message, params string[] options)
    {
        GanGateCommand command = await GanGateCommand.Run(
            ["train", "dcgan", DemoSet.Folders.Good, "--out", DemoSet.Temporary("run"), "--protocol", "pyramid", .. options]);

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2001").And.Contain(message));
    }

    [TestCase("GG2062", "--mini-batch", "5000")]
    [TestCase("GG2061", "--resume")]
    public async Task What_cannot_be_trained_says_so(string code, params string[] options)
    {
        GanGateCommand command = await GanGateCommand.Run(
            ["train", "dcgan", DemoSet.Folders.Good, "--out", DemoSet.Temporary("run"), "--protocol", "pyramid", .. options]);

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain(code));
    }

    [Test]
    public async Task Two_time_scales_are_compared_with_one_and_the_comparison_goes_on()
    {
        string folder = DemoSet.Temporary("runs"), plot = DemoSet.Temporary("plot.svg");
        string[] compare = ["train", "compare", DemoSet.Folders.Good, "--out", folder, "--runs", "2", .. Tiny];
        GanGateCommand text = await GanGateCommand.Run([.. compare, "--plot", plot]);
        GanGateCommand again = await GanGateCommand.Run([.. compare, "--resume", "--json"]);

        Assert.That(text.ExitCode, Is.Zero, text.Error);
        Assert.That(text.Out, Does.Contain("ttur: b = 1e-4, a = 5e-4").And.Contain("orig: b = 1e-4, a = 1e-4").And.Contain("best"));
        Assert.That(
            Directory.GetDirectories(folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "orig-1", "orig-2", "ttur-1", "ttur-2" }));
        Assert.That(System.Xml.Linq.XDocument.Load(plot).Descendants().Count(e => e.Name.LocalName == "polyline"), Is.EqualTo(12));
        Assert.That(again.ExitCode, Is.Zero, again.Error);
        Assert.That(again.Error, Does.Not.Contain("step"), "nothing was trained anew");
        Assert.That(again.Json["rules"]!.AsArray().Select(rule => (string?)rule!["name"]), Is.EqualTo(new[] { "ttur", "orig" }));
        Assert.That((double)again.Json["rules"]![0]!["points"]![1]!["mean"]!, Is.Positive);
    }

    [Test]
    public async Task A_network_that_is_not_known_is_a_usage_error()
    {
        GanGateCommand command = await GanGateCommand.Run(
            "train", "compare", DemoSet.Folders.Good, "--out", DemoSet.Temporary("runs"), "--network", "began", "--protocol", "pyramid");

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2001").And.Contain("not 'began'"));
    }
}
