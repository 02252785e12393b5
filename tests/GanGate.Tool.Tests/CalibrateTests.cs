using System.Text.Json.Nodes;
using GanGate.Calibration;
using GanGate.Gating;

namespace GanGate.Tests;

public class CalibrateTests
{
    private static readonly string[] Quick = ["--only", "blur,repeats", "--limit", "200", "--alpha", "0.05"];

    [Test]
    public async Task The_limit_passes_good_samples_and_fails_what_is_said_to_be_found()
    {
        GanGateCommand calibration = await Calibrate("--json");

        Assert.That(calibration.ExitCode, Is.Zero, calibration.Error);
        Assert.That((string?)calibration.Json["schema"], Is.EqualTo("gangate-calibration/1"));
        JsonNode limit = calibration.Json["limits"]![0]!;
        Assert.That((string?)limit["id"], Is.EqualTo("fd"));
        string max = limit["limit"]!.ToJsonString();
        GanGateCommand good = await GanGateCommand.Run(
            "gate", "--generated", DemoSet.Folders.Good, "--reference", DemoSet.Statistics, "--limit", "200", "--max-fid", max);
        GanGateCommand spoiled = await GanGateCommand.Run(
            "gate", "--generated", DemoSet.Folders.Spoiled, "--reference", DemoSet.Statistics, "--limit", "200", "--max-fid", max);
        Assert.That(good.ExitCode, Is.Zero, good.Out);
        Assert.That(spoiled.ExitCode, Is.EqualTo(1), spoiled.Out);
        JsonNode blur = calibration.Json["faults"]![0]!;
        Assert.That((double)blur["found"]!["level"]!, Is.LessThanOrEqualTo(1), "the demo's spoiled set is blurred by 1 px");
        Assert.That((double)calibration.Json["lostVariety"]!, Is.InRange(0.01, 0.99));
    }

    [Test]
    public async Task The_value_of_the_good_samples_is_what_fid_measures()
    {
        GanGateCommand calibration = await Calibrate("--json");
        GanGateCommand fid = await GanGateCommand.Run("fid", DemoSet.Folders.Good, DemoSet.Statistics, "--limit", "200", "--json");

        JsonNode good = calibration.Json["limits"]![0]!["good"]!;
        Assert.That((double)good["value"]!, Is.EqualTo((double)fid.Json["value"]!));
        Assert.That((double)good["standardError"]!, Is.EqualTo((double)fid.Json["standardError"]!));
    }

    [Test]
    public async Task The_gate_is_written_with_its_baseline_and_how_it_came_about()
    {
        string path = DemoSet.Temporary("gangate.json");

        GanGateCommand calibration = await Calibrate("-o", path);

        Assert.That(calibration.ExitCode, Is.Zero, calibration.Error);
        Assert.That(calibration.Error, Does.Contain("gangate.baseline.json"));
        GateDefinition gate = GateConfiguration.Read(path).Gates.Single();
        Assert.That(gate.ExpectCount, Is.EqualTo(200));
        Assert.That(gate.Limit, Is.EqualTo(200));
        Assert.That(gate.MaxFid, Is.GreaterThan(0));
        Assert.That(Path.GetFullPath(gate.Baseline!), Is.EqualTo(Path.ChangeExtension(path, ".baseline.json")));
        Assert.That(gate.Calibration, Has.Some.Contains("Gaussian blur").And.Some.Contains("200 images"));
        GanGateCommand run = await GanGateCommand.Run("gate", "--config", path);
        Assert.That(run.ExitCode, Is.Zero, run.Out + run.Error);
        Assert.That(run.Out, Does.Contain("within the limit").And.Contain("baseline"));
    }

    [Test]
    public async Task What_is_there_is_never_written_over([Values("gangate.json", "gangate.baseline.json")] string file)
    {
        string path = DemoSet.Temporary(file);
        File.WriteAllText(path, "mine");

        GanGateCommand calibration = await Calibrate("-o", Path.Combine(Path.GetDirectoryName(path)!, "gangate.json"));

        Assert.That(calibration.ExitCode, Is.EqualTo(2));
        Assert.That(calibration.ErrorLines.Single(), Does.Contain("GG2010").And.Contain("is there already"));
        Assert.That(File.ReadAllText(path), Is.EqualTo("mine"));
    }

    [Test]
    public async Task The_text_says_the_limit_what_it_finds_and_how_many_samples_a_rise_takes()
    {
        GanGateCommand calibration = await Calibrate();

        Assert.That(calibration.Out, Does.Contain("a perfect generator").And.Contain("FD (pyramid) at most")
            .And.Contain("good samples fail it with a chance of 5 %").And.Contain("of their variety")
            .And.Contain("Gaussian blur: sigma, in pixels").And.Contain("Fewer distinct images")
            .And.Contain("A rise of 5 %"));
    }

    [Test]
    public async Task Page_plot_and_json_are_written()
    {
        string page = DemoSet.Temporary("calibration.html"), plot = DemoSet.Temporary("calibration.svg"), json = DemoSet.Temporary("calibration.json");

        GanGateCommand calibration = await Calibrate("--report", page, "--plot", plot, "--json-file", json);

        Assert.That(calibration.ExitCode, Is.Zero, calibration.Error);
        Assert.That(File.ReadAllText(page), Does.Contain("A limit for FD (pyramid)").And.Contain("<svg"));
        Assert.That(File.ReadAllText(plot), Does.Contain("Gaussian blur").And.Contain(">limit<").And.Contain("Finding a rise of 5 %"));
        Assert.That((string?)JsonNode.Parse(File.ReadAllText(json))!["schema"], Is.EqualTo("gangate-calibration/1"));
    }

    [Test]
    public async Task A_reference_with_features_lets_all_metrics_be_compared()
    {
        string reference = DemoSet.Temporary("reference.npz");
        await GanGateCommand.Run("stats", DemoSet.Folders.Reference, "--protocol", "pyramid", "--with-features", "-o", reference);

        GanGateCommand calibration = await GanGateCommand.Run(["calibrate", DemoSet.Folders.Good, reference, "--only", "repeats,copies", "--json"]);

        Assert.That(calibration.ExitCode, Is.Zero, calibration.Error);
        Assert.That(
            calibration.Json["limits"]!.AsArray().Select(limit => (string?)limit!["id"]),
            Is.EqualTo(new[] { "fd", "kid", "precision", "recall", "density", "coverage" }));
        Assert.That((int)calibration.Json["floor"]!["parts"]!, Is.EqualTo(10));
        Assert.That(calibration.Json["faults"]!.AsArray().Select(fault => (string?)fault!["fault"]!["name"]), Is.EqualTo(new[] { "repeats", "copies" }));
        Assert.That(calibration.Json["faults"]![1]!["found"], Is.Null, "no distance sees copies of the reference");
    }

    [Test]
    public async Task Limits_of_other_metrics_are_written_where_they_are_asked_for_and_hold()
    {
        string reference = DemoSet.Temporary("reference.npz"), path = DemoSet.Temporary("gangate.json");
        await GanGateCommand.Run("stats", DemoSet.Folders.Reference, "--protocol", "pyramid", "--with-features", "-o", reference);

        GanGateCommand calibration = await GanGateCommand.Run(
            "calibrate", DemoSet.Folders.Good, reference, "--only", "repeats", "--metrics", "recall,kid", "-o", path);

        Assert.That(calibration.ExitCode, Is.Zero, calibration.Error);
        GateDefinition gate = GateConfiguration.Read(path).Gates.Single();
        Assert.That(gate.MinPrecision, Is.Null, "nobody asked for it");
        Assert.That(gate.MinRecall, Is.InRange(0.5, 1));
        Assert.That(gate.MaxKid, Is.InRange(0, 0.1));
        GanGateCommand run = await GanGateCommand.Run("gate", "--config", path);
        Assert.That(run.ExitCode, Is.Zero, run.Out + run.Error);
        Assert.That(run.Out, Does.Contain("Recall").And.Contain("KD (pyramid)"));
    }

    [Test]
    public async Task Several_runs_of_one_recipe_are_taken_together()
    {
        GanGateCommand calibration = await GanGateCommand.Run(
            ["calibrate", DemoSet.Folders.Good, DemoSet.Folders.Spoiled, DemoSet.Folders.Reference, DemoSet.Statistics, .. Quick, "--json"]);

        Assert.That(calibration.ExitCode, Is.Zero, calibration.Error);
        Assert.That((int)calibration.Json["limits"]![0]!["runs"]!, Is.EqualTo(3));
        Assert.That(calibration.Json["samples"]!.AsArray(), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Samples_that_are_called_good_and_are_not_are_told()
    {
        string grey = Directory.CreateDirectory(DemoSet.Temporary("grey")).FullName;
        for (int i = 0; i < 20; i++)
        {
            byte[] pixels = [.. Enumerable.Repeat((byte)(100 + i), 3 * 64 * 64)];
            GanGate.Images.PngFile.Write(Path.Combine(grey, $"{i}.png"), new GanGate.Images.RgbImage("", 64, 64, pixels));
        }

        GanGateCommand statistics = await GanGateCommand.Run("calibrate", grey, DemoSet.Statistics, "--only", "repeats", "--json");
        GanGateCommand images = await GanGateCommand.Run("calibrate", grey, DemoSet.Folders.Reference, "--only", "repeats", "--protocol", "pyramid", "--json");
        GanGateCommand good = await Calibrate("--json");

        Assert.That(CodesOf(statistics), Does.Contain("GG1012"));
        Assert.That(CodesOf(images), Does.Contain("GG1012"));
        Assert.That(images.Out, Does.Contain("half of their resolution"));
        Assert.That(CodesOf(good), Does.Not.Contain("GG1012"));

        static IEnumerable<string?> CodesOf(GanGateCommand command) => command.Json["warnings"]!.AsArray().Select(warning => (string?)warning!["code"]);
    }

    [Test]
    public async Task Kept_features_are_calibrated_without_faults_of_images()
    {
        string good = DemoSet.Temporary("good.npz");
        await GanGateCommand.Run("stats", DemoSet.Folders.Good, "--protocol", "pyramid", "--with-features", "-o", good);

        GanGateCommand calibration = await GanGateCommand.Run("calibrate", good, DemoSet.Statistics, "--json");

        Assert.That(calibration.ExitCode, Is.Zero, calibration.Error);
        Assert.That(
            calibration.Json["faults"]!.AsArray().Select(fault => (string?)fault!["fault"]!["name"]), Is.EqualTo(new[] { "lost-class", "repeats" }));
    }

    [Test]
    public async Task Bad_input_is_one_line()
    {
        string bare = DemoSet.Temporary("bare.npz");
        await GanGateCommand.Run("stats", DemoSet.Folders.Good, "--protocol", "pyramid", "-o", bare);
        (string[] Args, string Code, string Text)[] cases =
        [
            ([bare, DemoSet.Statistics], "GG2001", "no error is known"),
            ([DemoSet.Folders.Good, DemoSet.Folders.Reference, DemoSet.Statistics], "GG2001", "a limit holds for one count"),
            ([DemoSet.Folders.Good, DemoSet.Folders.Good, DemoSet.Statistics], "GG2001", "given twice"),
            ([DemoSet.Folders.Good], "GG2001", ""),
            ([DemoSet.Folders.Good, DemoSet.Statistics, "--only", "blurr"], "GG2001", "blur"),
            ([DemoSet.Folders.Good, DemoSet.Statistics, "--alpha", "0.7"], "GG2001", "--alpha"),
            ([DemoSet.Folders.Good, DemoSet.Statistics, "--allowance", "lots"], "GG2001", "an allowance"),
            ([DemoSet.Folders.Good, DemoSet.Statistics, "--detect", "lots"], "GG2001", "a rise"),
            ([DemoSet.Folders.Good, DemoSet.Statistics, "--class", "fish"], "GG2042", "fish"),
            ([DemoSet.Folders.Good, DemoSet.Statistics, "--protocol", "ttur"], "GG3001", "pyramid"),
            ([DemoSet.Folders.Good, DemoSet.Statistics, "--metrics", "recall"], "GG2037", "Recall compares single images"),
            ([DemoSet.Folders.Good, DemoSet.Statistics, "--metrics", "inceptionScore"], "GG2001", "is not calibrated"),
            ([DemoSet.Folders.Good, DemoSet.Statistics, "--metrics", "recal"], "GG2001", "recal"),
            (["nowhere", DemoSet.Statistics], "GG2002", "nowhere"),
        ];
        foreach ((string[] args, string code, string text) in cases)
        {
            GanGateCommand calibration = await GanGateCommand.Run(["calibrate", .. args]);

            Assert.That(calibration.ErrorLines, Has.Length.EqualTo(1), string.Join(' ', args));
            Assert.That(calibration.ErrorLines[0], Does.Contain(code).And.Contain(text), string.Join(' ', args));
            Assert.That(calibration.ExitCode, Is.EqualTo(2));
        }
    }

    [Test]
    public void Every_fault_has_rising_levels_above_0() =>
        Assert.That(FaultKind.All, Has.All.Matches<FaultKind>(fault => fault.Levels[0] > 0 && fault.Levels.Zip(fault.Levels.Skip(1)).All(pair => pair.First < pair.Second)));

    private static Task<GanGateCommand> Calibrate(params string[] args) =>
        GanGateCommand.Run(["calibrate", DemoSet.Folders.Good, DemoSet.Statistics, .. Quick, .. args]);
}
