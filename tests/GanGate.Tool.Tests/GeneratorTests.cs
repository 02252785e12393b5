using System.Text.Json.Nodes;
using GanGate.Images;
using GanGate.Statistics;

namespace GanGate.Tests;

/// <summary>An ONNX generator as the source of samples.</summary>
public class GeneratorTests
{
    private static string Model => new TestGenerator().Write(DemoSet.Temporary("model.onnx"));

    [Test]
    public async Task A_gate_of_a_generator_records_how_its_samples_were_made()
    {
        string[] gate = ["gate", "--generated", Model, "--reference", DemoSet.Statistics, "--num", "60", "--seed", "7", "--max-fid", "1000000"];

        GanGateCommand json = await GanGateCommand.Run([.. gate, "--json"]);
        GanGateCommand again = await GanGateCommand.Run([.. gate, "--json", "--threads", "1", "--batch-size", "3"]);
        GanGateCommand text = await GanGateCommand.Run(gate);

        Assert.That(json.ExitCode, Is.Zero, json.Error);
        Assert.That((double?)again.Json["value"], Is.EqualTo((double?)json.Json["value"]));
        Assert.That((int?)json.Json["generated"]!["count"], Is.EqualTo(60));
        Assert.That((int?)json.Json["generated"]!["generator"]!["seed"], Is.EqualTo(7));
        Assert.That((string?)json.Json["generated"]!["generator"]!["range"], Is.EqualTo("-1..1"));
        Assert.That((string?)json.Json["worst"]![0]!["name"], Does.Match("^model.onnx#[0-9]+$"));
        string report = DemoSet.Temporary("report.json");
        await GanGateCommand.Run([.. gate, "--json-file", report]);
        GanGateCommand accept = await GanGateCommand.Run("baseline", "accept", report, "-o", DemoSet.Temporary("baseline.json"));
        Assert.That(accept.ExitCode, Is.Zero, accept.Error);
        Assert.That(text.Out, Does.Contain("60 images: seed 7, 6 normal numbers, output float32 NCHW in -1..1 (found), quantize round"));
    }

    [Test]
    public async Task Samples_of_a_generator_score_as_the_same_pixels_in_files()
    {
        string model = Model, folder = Directory.CreateDirectory(DemoSet.Temporary("samples")).FullName;
        using (Generators.GeneratedImages images = Generators.GeneratedImages.Open(model, new Generators.GeneratorOptions(40) { Seed = 1 }))
        {
            for (int i = 0; i < 40; i++) PngFile.Write(Path.Combine(folder, $"{i}.png"), images.Decode(i));
        }

        GanGateCommand generated = await GanGateCommand.Run("fid", model, DemoSet.Statistics, "--num", "40", "--seed", "1", "--json");
        GanGateCommand files = await GanGateCommand.Run("fid", folder, DemoSet.Statistics, "--json");

        Assert.That((double?)generated.Json["value"], Is.EqualTo((double?)files.Json["value"]), generated.Error);
    }

    [Test]
    public async Task How_values_become_pixels_changes_the_score_a_little()
    {
        string model = Model;
        List<double> values = [];
        foreach (string quantize in (string[])["round", "truncate", "none"])
        {
            GanGateCommand fid = await GanGateCommand.Run("fid", model, DemoSet.Statistics, "--num", "40", "--quantize", quantize, "--json");
            Assert.That((string?)fid.Json["generated"]!["generator"]!["quantize"], Is.EqualTo(quantize), fid.Error);
            values.Add((double)fid.Json["value"]!);
        }

        Assert.That(values.Distinct().Count(), Is.EqualTo(3));
        Assert.That(values, Is.All.EqualTo(values[0]).Within(0.05 * values[0]));
    }

    [Test]
    public async Task Statistics_of_a_generator_say_where_they_come_from()
    {
        string path = DemoSet.Temporary("generator.npz");

        GanGateCommand stats = await GanGateCommand.Run("stats", Model, "--num", "30", "--seed", "2", "--latent", "uniform", "--protocol", "pyramid", "-o", path);
        GanGateCommand show = await GanGateCommand.Run("stats", "show", path);

        Assert.That(stats.ExitCode, Is.Zero, stats.Error);
        Assert.That(StatisticsFile.Read(path).Count, Is.EqualTo(30));
        Assert.That(show.Out, Does.Contain("origin       seed 2, 6 uniform numbers"));
    }

    [Test]
    public async Task Labels_choose_among_the_classes_of_a_model_and_are_its_classes()
    {
        string model = new TestGenerator { Classes = 4 }.Write(DemoSet.Temporary("classes.onnx"));
        string[] fid = ["fid", model, DemoSet.Statistics, "--num", "60", "--labels", "1,3", "--json"];

        GanGateCommand all = await GanGateCommand.Run(fid);
        GanGateCommand one = await GanGateCommand.Run([.. fid, "--class", "3"]);

        Assert.That((string?)all.Json["generated"]!["generator"]!["labels"], Is.EqualTo("1, 3"), all.Error);
        Assert.That((int?)one.Json["generated"]!["count"], Is.InRange(10, 50));
    }

    [Test]
    public async Task A_generator_that_ignores_its_input_is_measured_with_a_warning()
    {
        // Weights and input leave no trace: every sample is the same ramp of colours.
        float[] ramp = [.. Enumerable.Range(0, 192).Select(i => (i / 96f) - 1)];
        TestGenerator collapsed = new() { Output = (0, 0), End = (graph, value) => graph.Node("Add", [value, graph.Constant("ramp", ramp, 1, 192)]) };
        string model = collapsed.Write(DemoSet.Temporary("collapsed.onnx"));

        GanGateCommand gate = await GanGateCommand.Run(
            "gate", "--generated", model, "--reference", DemoSet.Statistics, "--num", "30", "--max-fid", "1");

        Assert.That(gate.ExitCode, Is.EqualTo(1), gate.Error);
        Assert.That(gate.Out + gate.Error, Does.Contain("GG1005").And.Contain("29 images equal an earlier one"));
    }

    [Test]
    public async Task Gates_of_a_configuration_say_for_themselves_what_they_take()
    {
        string file = DemoSet.Temporary("gates.json"), folder = DemoSet.CopyOfGood(40);
        string Gate(string name, string generated, string more) =>
            $$"""{ "name": "{{name}}", "generated": "{{generated}}", "reference": "{{DemoSet.Statistics}}", "maxFid": 1e9, {{more}} }""";
        await File.WriteAllTextAsync(file, $$"""
            { "gates": [
              {{Gate("one", Model, "\"num\": 20")}}, {{Gate("same", Model, "\"num\": 20, \"seed\": 0")}}, {{Gate("other", Model, "\"num\": 20, \"seed\": 1")}},
              {{Gate("first", folder, "\"limit\": 10")}}, {{Gate("more", folder, "\"sample\": 20")}}, {{Gate("all", folder, "\"alpha\": null")}} ] }
            """);

        GanGateCommand gate = await GanGateCommand.Run("gate", "--config", file, "--json");

        Assert.That(gate.ExitCode, Is.Zero, gate.Error);
        JsonNode[] gates = [.. gate.Json["gates"]!.AsArray().Select(one => one!)];
        Assert.That(gates.Select(one => (int?)one["generated"]!["count"]), Is.EqualTo(new int?[] { 20, 20, 20, 10, 20, 40 }));
        Assert.That((double?)gates[1]["value"], Is.EqualTo((double?)gates[0]["value"]));
        Assert.That((double?)gates[2]["value"], Is.Not.EqualTo((double?)gates[0]["value"]));
    }

    [TestCase("\"seed\": 2")]
    [TestCase("\"seed\": 0, \"limit\": 10")]
    [TestCase("\"seed\": 0, \"class\": \"cats\"")]
    public async Task A_seed_of_a_gate_that_draws_nothing_is_refused(string more)
    {
        string file = DemoSet.Temporary("gates.json");
        await File.WriteAllTextAsync(file, $$"""
            { "gates": [ { "name": "all", "generated": "{{DemoSet.Folders.Good}}", "reference": "{{DemoSet.Statistics}}", "maxFid": 9, {{more}} } ] }
            """);

        GanGateCommand gate = await GanGateCommand.Run("gate", "--config", file);

        Assert.That(gate.ExitCode, Is.EqualTo(2));
        Assert.That(gate.ErrorLines, Is.EqualTo(
            ["gangate : error GG2001: gate 'all' has a seed (--seed), but nothing is drawn without --sample or --num"]));
    }

    [Test]
    public async Task What_a_generator_leaves_open_is_said_in_options_or_for_each_gate_of_a_configuration()
    {
        string model = new TestGenerator { Classes = 2, OneHot = true, LabelName = "c", Preview = true, Output = (0.6f, 0.4f) }.Write(DemoSet.Temporary("open.onnx"));
        string[] fid = ["fid", model, DemoSet.Statistics, "--num", "20"];
        string[] all = [.. fid, "--inputs", "c=uniform", "--image-output", "images", "--range", "0..1", "--json"];
        string file = DemoSet.Temporary("gates.json");
        Task Write(string more) => File.WriteAllTextAsync(
            file, $$"""{ "gates": [ { "generated": "{{model}}", "reference": "{{DemoSet.Statistics}}", "maxFid": 1e9{{more}} } ] }""");

        Refuses(await GanGateCommand.Run(fid), "GG2043", "say which with --inputs c=one-hot or c=uniform");
        Refuses(await GanGateCommand.Run([.. fid, "--inputs", "c=uniform"]), "GG2043", "say which with --image-output");
        GanGateCommand said = await GanGateCommand.Run(all);
        await Write(""", "num": 20, "inputs": "c=uniform", "imageOutput": "images", "range": "0..1" """);
        GanGateCommand gate = await GanGateCommand.Run("gate", "--config", file, "--json");
        await Write(""", "range": "0..1" """);
        Refuses(await GanGateCommand.Run("gate", "--config", file), "GG2001", "but not how many samples it makes (--num)");
        await Write(""", "num": 20, "range": "0..2" """);
        Refuses(await GanGateCommand.Run("gate", "--config", file), "GG2009", "a range is \"-1..1\", \"0..1\" or \"0..255\"");

        Assert.That(said.ExitCode, Is.Zero, said.Error);
        Assert.That((string?)said.Json["generated"]!["generator"]!["alsoDrawn"], Is.EqualTo("2 uniform numbers for 'c'"));
        Assert.That((string?)said.Json["generated"]!["generator"]!["output"], Is.EqualTo("images"));
        Assert.That((double?)gate.Json["gates"]![0]!["value"], Is.EqualTo((double?)said.Json["value"]), gate.Error);
    }

    [Test]
    public async Task A_grid_of_several_sets_of_samples_is_refused_before_anything_is_measured()
    {
        string file = DemoSet.Temporary("gates.json"), grid = DemoSet.Temporary("grid.png"), folder = DemoSet.CopyOfGood(5);
        Task Write(int limitOfTheSecond) => File.WriteAllTextAsync(file, $$"""
            { "gates": [
              { "name": "one", "generated": "{{folder}}", "reference": "{{DemoSet.Statistics}}", "maxFid": 1e9, "limit": 4 },
              { "name": "two", "generated": "{{folder}}", "reference": "{{DemoSet.Statistics}}", "maxFid": 1e8, "limit": {{limitOfTheSecond}} } ] }
            """);

        await Write(3);
        Refuses(await GanGateCommand.Run("gate", "--config", file, "--grid", grid), "GG2001", "the gates take 2 different sets of samples");
        Assert.That(grid, Does.Not.Exist);
        await Write(4);
        GanGateCommand same = await GanGateCommand.Run("gate", "--config", file, "--grid", grid);
        Assert.That(same.ExitCode, Is.Zero, same.Error);
        Assert.That(grid, Does.Exist);
    }

    [Test]
    public async Task An_early_answer_is_that_of_the_first_samples()
    {
        GanGateCommand early = await GanGateCommand.Run(
            "gate", "--generated", Model, "--reference", DemoSet.Statistics, "--num", "6000", "--max-fid", "1", "--early", "--json");
        int used = (int?)early.Json["early"]?["used"] ?? 0;
        GanGateCommand first = await GanGateCommand.Run("fid", Model, DemoSet.Statistics, "--num", $"{used}", "--json");

        Assert.That(used, Is.InRange(500, 5000), early.Out);
        Assert.That((double?)early.Json["value"], Is.EqualTo((double?)first.Json["value"]));
    }

    [Test]
    public async Task A_grid_of_the_first_samples_is_written_as_a_picture()
    {
        string grid = DemoSet.Temporary("grid.png");

        GanGateCommand fid = await GanGateCommand.Run("fid", Model, DemoSet.Statistics, "--num", "20", "--grid", grid);

        Assert.That(fid.ExitCode, Is.Zero, fid.Error);
        RgbImage picture = ImageFolder.Open(Path.GetDirectoryName(grid)!).Decode(0);
        Assert.That((picture.Width, picture.Height), Is.EqualTo((82, 32)));
    }

    [Test]
    public async Task A_grid_that_cannot_be_written_stops_before_the_measurement() =>
        Refuses(await GanGateCommand.Run("fid", DemoSet.CopyOfGood(3), DemoSet.Statistics, "--grid", "/nowhere/grid.png"), "GG2010", "/nowhere/grid.png");

    [Test]
    public async Task A_generator_needs_a_number_of_samples() =>
        Refuses(await GanGateCommand.Run("fid", Model, DemoSet.Statistics), "GG2001", "--num");

    [Test]
    public async Task A_generators_options_need_its_number() =>
        Refuses(await GanGateCommand.Run("fid", Model, DemoSet.Statistics, "--z-size", "6"), "GG2001", "--z-size is for an ONNX generator");

    [Test]
    public async Task A_number_of_samples_needs_a_generator() =>
        Refuses(await GanGateCommand.Run("fid", DemoSet.CopyOfGood(3), DemoSet.Statistics, "--num", "3"), "GG2001", "is no generator");

    [Test]
    public async Task A_generator_is_no_reference() =>
        Refuses(await GanGateCommand.Run("fid", DemoSet.CopyOfGood(3), Model, "--protocol", "pyramid"), "GG2001", "gangate stats");

    [TestCase("--quantize", "floor", "--quantize is one of round, truncate, none")]
    [TestCase("--range", "0..2", "--range is one of -1..1, 0..1, 0..255")]
    [TestCase("--labels", "1,x", "--labels is uniform or a list")]
    public async Task Words_that_are_no_choice_are_refused(string option, string value, string reason) =>
        Refuses(await GanGateCommand.Run("fid", Model, DemoSet.Statistics, "--num", "3", option, value), "GG2001", reason);

    [Test]
    public async Task A_range_that_begins_with_a_minus_is_read_as_a_value()
    {
        GanGateCommand fid = await GanGateCommand.Run("fid", Model, DemoSet.Statistics, "--num", "20", "--range", "-1..1", "--json");

        Assert.That((bool?)fid.Json["generated"]!["generator"]!["rangeFound"], Is.False, fid.Error);
    }

    [Test]
    public async Task A_generator_of_NaN_ends_in_one_line()
    {
        string model = new TestGenerator { End = (graph, value) => graph.Node("Sqrt", [value]) }.Write(DemoSet.Temporary("nan.onnx"));

        Refuses(await GanGateCommand.Run("fid", model, DemoSet.Statistics, "--num", "20"), "GG2044", "sample 0 holds NaN");
    }

    private static void Refuses(GanGateCommand command, string code, string reason)
    {
        Assert.That(command.ExitCode, Is.EqualTo(2), command.Error);
        Assert.That(command.ErrorLines.Single(), Does.Contain(code).And.Contain(reason));
    }
}
