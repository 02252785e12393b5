namespace GanGate.Tests;

/// <summary>The embedded network, exported and taken for an extractor of the user's own.</summary>
public class CustomExtractorTests
{
    private string _network = "";
    private string _statistics = "";

    [OneTimeSetUp]
    public async Task Export()
    {
        _network = DemoSet.Temporary("mine.onnx");
        _statistics = DemoSet.Temporary("mine.npz");
        GanGateCommand export = await GanGateCommand.Run("model", "export", "--protocol", "pyramid", "-o", _network);
        await File.WriteAllTextAsync(Path.ChangeExtension(_network, ".json"), """
            { "input": "images", "layout": "NCHW", "size": 64, "resize": "clean", "mean": [0, 0, 0], "std": [1, 1, 1], "output": "features" }
            """);
        GanGateCommand stats = await GanGateCommand.Run("stats", DemoSet.Folders.Reference, "--protocol", _network, "-o", _statistics);
        Assert.That((export.ExitCode, stats.ExitCode), Is.EqualTo((0, 0)), export.Error + stats.Error);
    }

    [Test]
    public async Task It_gates_as_the_network_it_is()
    {
        GanGateCommand own = await GanGateCommand.Run("fid", DemoSet.Folders.Good, _statistics, "--protocol", _network, "--json");
        GanGateCommand embedded = await GanGateCommand.Run("fid", DemoSet.Folders.Good, DemoSet.Statistics, "--json");

        Assert.That(own.ExitCode, Is.Zero, own.Error);
        Assert.That((string?)own.Json["label"], Is.EqualTo("FD (mine.onnx)-500"));
        Assert.That((double)own.Json["value"]!, Is.EqualTo((double)embedded.Json["value"]!).Within(1e-3).Percent);
    }

    [Test]
    public async Task A_file_that_names_it_does_not_say_where_it_lies()
    {
        GanGateCommand command = await GanGateCommand.Run("fid", DemoSet.Folders.Good, _statistics);

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2007").And.Contain("'mine.onnx'").And.Contain("--protocol PATH"));
    }

    [Test]
    public async Task Another_extractor_of_the_same_name_is_refused()
    {
        string other = DemoSet.Temporary("mine.onnx");
        File.Copy(_network, other);
        string settings = await File.ReadAllTextAsync(Path.ChangeExtension(_network, ".json"));
        await File.WriteAllTextAsync(Path.ChangeExtension(other, ".json"), settings.Replace("[1, 1, 1]", "[2, 2, 2]", StringComparison.Ordinal));

        GanGateCommand command = await GanGateCommand.Run("fid", DemoSet.Folders.Good, _statistics, "--protocol", other);

        Assert.That(command.ErrorLines.Single(), Does.Contain("GG3001"));
    }
}
