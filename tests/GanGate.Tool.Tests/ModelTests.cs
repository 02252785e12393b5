using System.Text.Json.Nodes;
using GanGate.Models;
using GanGate.Tests.Models;
using GanGate.Tool.Feeds;

namespace GanGate.Tests;

/// <summary>The model store through the command, with the stand-in weights in place of the public ones.</summary>
[NonParallelizable]
public class ModelTests
{
    private const string Home = "GANGATE_HOME";

    private string? _home;
    private string _weights = "";

    [OneTimeSetUp]
    public void UseAStoreOfOurOwn()
    {
        _home = Environment.GetEnvironmentVariable(Home);
        Environment.SetEnvironmentVariable(Home, DemoSet.Temporary("store"));
        _weights = DemoSet.Temporary("stand-in.pth");
        using FileStream stream = File.Create(_weights);
        StandInCheckpoint.Write(stream);
    }

    [OneTimeTearDown]
    public void RestoreTheStore() => Environment.SetEnvironmentVariable(Home, _home);

    [Test]
    [Order(1)]
    public async Task An_empty_store_says_how_to_fill_it()
    {
        GanGateCommand list = await GanGateCommand.Run("model", "list");

        Assert.That(list.ExitCode, Is.Zero);
        Assert.That(list.Out, Is.Empty);
        Assert.That(list.Error, Does.Contain("'gangate model fetch'"));
    }

    [Test]
    [Order(2)]
    public async Task A_protocol_without_its_weights_exits_with_3_and_says_which_command_to_run()
    {
        GanGateCommand fid = await GanGateCommand.Run("fid", DemoSet.Folders.Good, DemoSet.Folders.Reference, "--protocol", "ttur");

        Assert.That(fid.ExitCode, Is.EqualTo(3));
        Assert.That(fid.ErrorLines.Single(), Does.Contain("GG3003").And.Contain("'gangate model fetch'").And.Contain("'gangate model import"));
    }

    [Test]
    [Order(3)]
    public async Task Other_weights_are_never_taken_for_the_public_ones()
    {
        GanGateCommand import = await GanGateCommand.Run("model", "import", _weights);

        Assert.That(import.ExitCode, Is.EqualTo(3));
        Assert.That(import.ErrorLines.Single(), Does.Contain("GG3007").And.Contain("--as NAME"));
    }

    [Test]
    [Order(4)]
    public async Task Weights_of_another_network_are_refused_by_name()
    {
        string other = DemoSet.Temporary("other.pth");
        using (FileStream stream = File.Create(other))
        {
            StateDictWriter writer = new();
            writer.Add("Conv2d_1a_3x3.conv.weight", [2, 2], [1f, 2f, 3f, 4f]);
            writer.WriteZip(stream);
        }

        GanGateCommand import = await GanGateCommand.Run("model", "import", other, "--as", "other");

        Assert.That(import.ExitCode, Is.EqualTo(3));
        Assert.That(import.ErrorLines.Single(), Does.Contain("GG3005").And.Contain("Conv2d_1a_3x3"));
    }

    [Test]
    [Order(5)]
    public async Task Imported_weights_measure_under_a_fingerprint_of_their_own()
    {
        GanGateCommand import = await GanGateCommand.Run("model", "import", _weights, "--as", "stand-in");
        GanGateCommand list = await GanGateCommand.Run("model", "list", "--json");
        GanGateCommand verify = await GanGateCommand.Run("model", "verify");
        GanGateCommand fid = await GanGateCommand.Run(
            "fid", DemoSet.CopyOfGood(8), DemoSet.CopyOfGood(5), "--protocol", "ttur", "--weights", "stand-in", "--feature", "64", "--json");

        Assert.That((import.ExitCode, verify.ExitCode), Is.EqualTo((0, 0)), import.Error + verify.Error);
        JsonNode model = list.Json["models"]!.AsArray().Single()!;
        Assert.That((string?)model["name"], Is.EqualTo("stand-in"));
        Assert.That(fid.ExitCode, Is.Zero, fid.Error);
        Assert.That((string?)fid.Json["label"], Is.EqualTo("FD (ttur, stand-in)-8"), "no FID, which has the public weights");
        Assert.That((string?)fid.Json["metric"], Is.EqualTo("fd"));
        Assert.That(fid.Error, Does.Contain("warning GG1007").And.Contain("8 generated images and 5 reference images"));
        Assert.That((int?)fid.Json["protocol"]!["dimension"], Is.EqualTo(64));
    }

    [Test]
    [Order(6)]
    public async Task Every_metric_of_an_inception_protocol_comes_from_one_pass()
    {
        GanGateCommand metrics = await GanGateCommand.Run(
            "metrics", DemoSet.CopyOfGood(10), DemoSet.CopyOfGood(7), "--protocol", "ttur", "--weights", "stand-in",
            "--fid", "--is", "--sfid", "--prc", "--kid", "--json");

        Assert.That(metrics.ExitCode, Is.Zero, metrics.Error);
        Assert.That((string?)metrics.Json["protocol"]!["weights"], Is.EqualTo("stand-in"));
        Assert.That((double?)metrics.Json["fd"], Is.GreaterThan(0), "no fid");
        Assert.That(metrics.Error, Does.Contain("warning GG1007"));
        Assert.That((double?)metrics.Json["inceptionScore"]!["mean"], Is.EqualTo(1).Within(1e-9), "one image a split");
        Assert.That((double?)metrics.Json["sfid"], Is.GreaterThan(0));
        Assert.That((double?)metrics.Json["precisionRecall"]!["recall"], Is.EqualTo(1), "the reference is a part of the generated images");
    }

    [Test]
    [Order(7)]
    public async Task The_network_is_exported_and_the_weights_removed()
    {
        string network = DemoSet.Temporary("inception.onnx");

        GanGateCommand export = await GanGateCommand.Run("model", "export", "--weights", "stand-in", "--feature", "192", "-o", network);
        GanGateCommand remove = await GanGateCommand.Run("model", "remove", "stand-in");
        GanGateCommand again = await GanGateCommand.Run("model", "remove", "stand-in");

        Assert.That(export.ExitCode, Is.Zero, export.Error);
        Assert.That(new FileInfo(network).Length, Is.GreaterThan(100_000));
        Assert.That(remove.ExitCode, Is.Zero);
        Assert.That(again.ErrorLines.Single(), Does.Contain("GG3003").And.Contain("'stand-in'"));
    }

    [Test]
    [Order(8)]
    public async Task The_network_of_resnet18_comes_out_of_its_package()
    {
        using PackageFeeds feeds = new(Directory.GetCurrentDirectory());
        if (feeds.For(PublicModel.ResNet18.Package!)[0] is not RestoredPackage) Assert.Ignore("the package is not restored on this machine");

        GanGateCommand before = await GanGateCommand.Run("fid", DemoSet.Folders.Good, DemoSet.Folders.Reference, "--protocol", "resnet18");
        GanGateCommand fetch = await GanGateCommand.Run("model", "fetch", "resnet18");
        GanGateCommand fid = await GanGateCommand.Run("fid", DemoSet.CopyOfGood(6), DemoSet.CopyOfGood(4), "--protocol", "resnet18", "--json");

        Assert.That(before.ErrorLines.Single(), Does.Contain("GG3003").And.Contain("'gangate model fetch resnet18'").And.Contain("GanGate.ResNet18"));
        Assert.That(fetch.ExitCode, Is.Zero, fetch.Error);
        Assert.That(fetch.Out, Does.Contain("sha256:e2552f19db2dfdb0"));
        Assert.That((string?)fid.Json["label"], Is.EqualTo("FD (resnet18)-6"), fid.Error);
        Assert.That((int?)fid.Json["protocol"]!["dimension"], Is.EqualTo(512));
    }
}
