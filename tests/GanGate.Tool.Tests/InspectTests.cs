using System.Text.Json.Nodes;
using GanGate.Models;

namespace GanGate.Tests;

public class InspectTests
{
    [Test]
    public async Task An_extractor_is_said_to_be_one_and_its_description_written_once()
    {
        string network = Maps(), description = Path.ChangeExtension(network, ".json");
        GanGateCommand said = await GanGateCommand.Run("model", "inspect", network, "-o", description);
        GanGateCommand again = await GanGateCommand.Run("model", "inspect", network, "-o", description);

        Assert.That(said.ExitCode, Is.Zero, said.Error);
        Assert.That(said.Out, Does.StartWith("maps.onnx: an extractor: its input images (float32 N x 3 x 8 x 8) is of images, and its output can be values of each, "));
        Assert.That(said.Out, Does.Contain("  output     maps (float32 N x 5 x 2 x 2)").And.Contain("  operators  AveragePool 1, Conv 1").And.Contain("  standard   yes")
            .And.Contain("  opens      yes").And.Contain("  tried      5 features of made-up images").And.Contain("maps.json, to be saved beside it:"));
        Assert.That(said.Out, Does.Match("(?m)^  mean +ImageNet's; "));
        Assert.That(said.Out, Does.Contain(await File.ReadAllTextAsync(description)));
        Assert.That(again.ExitCode, Is.EqualTo(2));
        Assert.That(again.ErrorLines.Single(), Does.Contain("GG2010").And.Contain("is there already"));
    }

    [Test]
    public async Task What_was_written_measures_and_says_that_maps_are_averaged_until_the_description_does()
    {
        string network = Maps(), description = Path.ChangeExtension(network, ".json");
        await GanGateCommand.Run("model", "inspect", network, "-o", description);
        GanGateCommand named = await GanGateCommand.Run("fid", DemoSet.Folders.Good, DemoSet.Folders.Reference, "--protocol", network, "--json");
        JsonObject json = JsonNode.Parse(await File.ReadAllTextAsync(description))!.AsObject();
        json.Remove("pool");
        await File.WriteAllTextAsync(description, json.ToJsonString());
        GanGateCommand silent = await GanGateCommand.Run("fid", DemoSet.Folders.Good, DemoSet.Folders.Reference, "--protocol", network, "--json");

        Assert.That((named.ExitCode, silent.ExitCode), Is.EqualTo((0, 0)), named.Error + silent.Error);
        Assert.That((double)silent.Json["value"]!, Is.EqualTo((double)named.Json["value"]!));
        Assert.That(MessagesOf(named), Is.Empty);
        Assert.That(MessagesOf(silent), Is.EqualTo(new[]
        {
            "the extractor 'maps.onnx' gives maps of 5 features, which are averaged over their 2 x 2 positions; "
                + "\"pool\": \"mean\" in the .json beside it says that this is meant",
        }));
    }

    [Test]
    public async Task A_generator_is_said_to_be_one_and_gets_no_description()
    {
        string generator = DemoSet.Temporary("generator.onnx"), description = DemoSet.Temporary("generator.json");
        new TestGenerator().Write(generator);
        GanGateCommand command = await GanGateCommand.Run("model", "inspect", generator, "-o", description);

        Assert.That(command.Out, Does.StartWith("generator.onnx: a generator: it makes images, "));
        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG3009").And.Contain("it makes images, "));
        Assert.That(File.Exists(description), Is.False);
    }

    [Test]
    public async Task A_program_reads_the_same()
    {
        JsonNode json = (await GanGateCommand.Run("model", "inspect", Maps(), "--json")).Json;

        Assert.That((string?)json["schema"], Is.EqualTo("gangate-inspection/1"));
        Assert.That(((string?)json["kind"], (int?)json["features"], (string?)json["unopened"]), Is.EqualTo(("extractor", 5, (string?)null)));
        Assert.That((int?)json["operators"]!["Conv"], Is.EqualTo(1));
        Assert.That((string?)json["proposal"]!["pool"], Is.EqualTo("mean"));
        Assert.That((string?)json["choices"]!["resize"], Does.Contain("pillow-lanczos"));
    }

    [TestCase("hello", "GG3021")]
    [TestCase("", "GG3021")]
    [TestCase(null, "GG2002")]
    public async Task What_is_no_model_is_an_error_of_one_line(string? content, string code)
    {
        string file = DemoSet.Temporary("no.onnx");
        if (content is not null) await File.WriteAllTextAsync(file, content);
        GanGateCommand command = await GanGateCommand.Run("model", "inspect", file);

        Assert.That((command.ExitCode, command.Out), Is.EqualTo((2, "")));
        Assert.That(command.ErrorLines.Single(), Does.StartWith($"gangate : error {code}: the model "));
    }

    private static string[] MessagesOf(GanGateCommand command) =>
        [.. (command.Json["warnings"]?.AsArray() ?? []).Where(warning => (string?)warning!["code"] == "GG3020").Select(warning => (string)warning!["message"]!)];

    // Maps of 5 x 2 x 2.
    private static string Maps()
    {
        string path = DemoSet.Temporary("maps.onnx");
        OnnxGraph graph = new("maps");
        Random random = new(1);
        float[] weights = [.. Enumerable.Range(0, 5 * 3 * 9).Select(_ => random.NextSingle() - 0.5f)];
        string convolved = graph.Node("Conv", [graph.Input("images", OnnxType.Float, "N", 3, 8, 8), graph.Constant("w", weights, 5, 3, 3, 3)], OnnxAttribute.Ints("pads", 1, 1, 1, 1));
        graph.Node("AveragePool", [convolved], "maps", OnnxAttribute.Ints("kernel_shape", 4, 4), OnnxAttribute.Ints("strides", 4, 4));
        graph.Output("maps", OnnxType.Float, "N", 5, 2, 2);
        File.WriteAllBytes(path, graph.Serialize());
        return path;
    }
}
