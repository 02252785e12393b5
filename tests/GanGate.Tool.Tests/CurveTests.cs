using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using GanGate.Images;

namespace GanGate.Tests;

public class CurveTests
{
    private const int Samples = 40;
    private const string Rest = "\"samples\": 500, \"standardError\": 0.1, \"bias\": 0.5";

    [Test]
    public async Task Checkpoints_are_measured_in_the_order_of_their_steps()
    {
        string run = NewRun();
        GanGateCommand curve = await Curve(run, "--json");
        GanGateCommand fid = await GanGateCommand.Run("fid", Path.Combine(run, "step-100"), DemoSet.Statistics, "--json");

        Assert.That(curve.ExitCode, Is.Zero, curve.Error);
        JsonArray evaluations = curve.Json["curves"]![0]!["runs"]![0]!["evaluations"]!.AsArray();
        Assert.That((string?)curve.Json["schema"], Is.EqualTo("gangate-curve/1"));
        Assert.That((string?)curve.Json["metric"], Is.EqualTo("FD (pyramid)"));
        Assert.That(evaluations.Select(one => (string?)one!["checkpoint"]), Is.EqualTo(new[] { "step-20", "step-100" }));
        Assert.That((double)evaluations[1]!["value"]!, Is.EqualTo((double)fid.Json["value"]!).Within(1e-9).Percent);
        Assert.That((double)evaluations[1]!["standardError"]!, Is.EqualTo((double)fid.Json["standardError"]!).Within(1e-9).Percent);
        Assert.That((double)evaluations[1]!["bias"]!, Is.EqualTo((double)fid.Json["bias"]!).Within(1e-9).Percent);
        Assert.That((int)curve.Json["curves"]![0]!["runs"]![0]!["best"]!["step"]!, Is.EqualTo(100));
    }

    [Test]
    public async Task Generators_are_checkpoints_that_make_their_samples()
    {
        string run = Directory.CreateDirectory(DemoSet.Temporary("run")).FullName, grids = DemoSet.Temporary("grids");
        new TestGenerator { Output = (0.2f, 0) }.Write(Path.Combine(run, "generator-9.onnx"));
        string later = new TestGenerator().Write(Path.Combine(run, "generator-10.onnx"));
        GanGateCommand curve = await Curve(run, "--num", "50", "--seed", "3", "--grids", grids, "--json");
        GanGateCommand fid = await GanGateCommand.Run("fid", later, DemoSet.Statistics, "--num", "50", "--seed", "3", "--json");
        GanGateCommand other = await Curve(run, "--num", "50", "--seed", "4", "--json");

        Assert.That(curve.ExitCode, Is.Zero, curve.Error);
        Assert.That(Values(curve)[1], Is.EqualTo((double)fid.Json["value"]!).Within(1e-9).Percent);
        Assert.That(Values(other)[1], Is.Not.EqualTo(Values(curve)[1]), "another seed is measured anew");
        Assert.That(
            Directory.GetFiles(grids).Select(Path.GetFileName), Is.EquivalentTo(new[] { "generator-9.onnx.png", "generator-10.onnx.png" }));
    }

    [Test]
    public async Task Only_what_changed_is_measured_again()
    {
        string run = NewRun(), kept = Path.Combine(run, "gangate-curve.json");
        await Curve(run);
        JsonNode json = JsonNode.Parse(File.ReadAllText(kept))!;
        foreach (JsonNode? one in json["evaluations"]!.AsArray()) one!["evaluation"]!["value"] = 12345;
        File.WriteAllText(kept, json.ToJsonString());
        File.Delete(Directory.GetFiles(Path.Combine(run, "step-100")).Order(StringComparer.Ordinal).First());

        GanGateCommand again = await Curve(run, "--json");
        GanGateCommand notKept = await Curve(run, "--no-keep", "--json");

        Assert.That(Values(again)[0], Is.EqualTo(12345));
        Assert.That(Values(again)[1], Is.LessThan(1000));
        Assert.That(Values(notKept)[0], Is.LessThan(1000));
    }

    [Test]
    public async Task Few_samples_are_told_once_for_all_checkpoints_also_where_all_are_kept()
    {
        string run = NewRun();

        foreach (GanGateCommand curve in (GanGateCommand[])[await Curve(run), await Curve(run)])
        {
            string told = curve.Error.Split('\n').Single(line => line.Contains("warning GG1007", StringComparison.Ordinal));
            Assert.That(told, Does.Contain($"only {Samples} generated images,"));
        }
    }

    [Test]
    public async Task A_run_that_diverged_fails_with_the_two_evaluations_named()
    {
        string run = Trained("run", (0, 50), (100, 20), (200, 12), (300, 31), (400, 32));
        GanGateCommand text = await GanGateCommand.Run("curve", run);
        GanGateCommand json = await GanGateCommand.Run("curve", run, "--json");

        Assert.That(text.ExitCode, Is.EqualTo(1));
        Assert.That(text.ErrorLines.Single(), Does.Contain("GG1002").And.Contain("from step 300 on")
            .And.Contain("its best of 12.00 at step 200").And.Contain("it did not come back"));
        Assert.That(text.Out, Does.Match(@"step       200\s+12\.00 ± 0\.10 after 100 s  best"));
        Assert.That((string?)json.Json["verdict"], Is.EqualTo("failed"));
        Assert.That((double)json.Json["checks"]![0]!["regression"]!["rise"]!, Is.EqualTo(20).Within(1e-9));
    }

    [Test]
    public async Task Options_decide_what_counts_as_a_rise()
    {
        string run = Trained("run", (0, 12), (100, 12.9), (200, 13));

        Assert.That((await GanGateCommand.Run("curve", run)).ExitCode, Is.EqualTo(1));
        Assert.That((await GanGateCommand.Run("curve", run, "--max-regression", "20%")).ExitCode, Is.Zero);
        Assert.That((await GanGateCommand.Run("curve", run, "--alpha", "1e-12")).ExitCode, Is.Zero);
    }

    [Test]
    public async Task Repeated_runs_are_shown_by_mean_minimum_and_maximum_and_compared_with_others()
    {
        string a = Trained("a", (0, 50), (100, 10), (200, 6)), b = Trained("b", (0, 54), (100, 14), (200, 8));
        string other = Trained("other", (0, 50), (100, 30), (200, 12));
        GanGateCommand curve = await GanGateCommand.Run("curve", a, b, "--against", other);

        Assert.That(curve.ExitCode, Is.Zero, curve.Error);
        Assert.That(curve.Out, Does.Contain("along 2 trainings, mean (minimum to maximum)").And.Contain("12 (10 to 14)"));
        Assert.That(
            curve.Out,
            Does.Contain($"{a} and 1 more reaches the best mean of {other}, 12 at step 200 after 100 s, at step 100 after 50 s"));
        Assert.That(curve.Out, Does.Contain($"{other} never reaches the best mean of {a} and 1 more, 7 at step 200"));
    }

    [Test]
    public async Task The_plot_and_the_page_show_both_recipes_by_step_and_by_time()
    {
        string run = Trained("run", (0, 50), (100, 20), (200, 31), (300, 32)), other = Trained("other <b>", (0, 50), (100, 10), (200, 6));
        File.WriteAllBytes(Path.Combine(run, "samples-0000100.png"), PngFile.Encode(new RgbImage("", 2, 2, new byte[12])));
        string plot = DemoSet.Temporary("curve.svg"), page = DemoSet.Temporary("curve.html");
        GanGateCommand curve = await GanGateCommand.Run("curve", run, "--against", other, "--plot", plot, "--report", page);

        Assert.That(curve.ExitCode, Is.EqualTo(1), curve.Error);
        XElement svg = XDocument.Load(plot).Root!;
        Assert.That(
            svg.Descendants().Select(text => text.Value),
            Has.Some.EqualTo("FD (x) along the training").And.Some.EqualTo("FD (x) over the time"));
        Assert.That(
            svg.Descendants().Count(path => ((string?)path.Attribute("d"))?.Contains('L') is true && Class(path) == "series"), Is.EqualTo(4));
        Assert.That(svg.Descendants().Count(path => Class(path) == "band" && path.Name.LocalName == "polygon"), Is.EqualTo(4));
        string html = File.ReadAllText(page);
        Assert.That(html, Does.Contain("✗ diverged").And.Contain("step 100<br>20.00</figcaption>").And.Contain("data:image/png;base64,"));
        Assert.That(html, Does.Contain("other &lt;b&gt;").And.Not.Contain("other <b>"));
        Assert.That(html, Does.Not.Contain("http://").And.Not.Contain("<script"));
    }

    [Test]
    public async Task A_training_that_stands_still_is_told()
    {
        GanGateCommand curve = await GanGateCommand.Run("curve", Trained("run", (0, 50), (100, 10), (200, 10.05), (300, 10), (400, 10.1)));

        Assert.That(curve.ExitCode, Is.Zero, curve.Error);
        Assert.That(curve.Out, Does.Contain("no better by more than chance since step 100"));
    }

    [Test]
    public async Task The_curve_of_a_training_is_read_as_it_wrote_it()
    {
        string run = DemoSet.Temporary("run");
        GanGateCommand train = await GanGateCommand.Run(
            "train", "dcgan", DemoSet.Folders.Good, "--out", run, "--protocol", "pyramid", "--filters", "2", "--mini-batch", "8",
            "--eval-samples", "8", "--steps", "2", "--json");
        GanGateCommand curve = await GanGateCommand.Run("curve", run, "--json");

        Assert.That(curve.ExitCode, Is.Zero, curve.Error);
        Assert.That(Values(curve), Is.EqualTo(train.Json["curve"]!["points"]!.AsArray().Select(point => (double)point!["score"]!)));
        Assert.That((double?)curve.Json["curves"]![0]!["runs"]![0]!["evaluations"]![1]!["standardError"], Is.Positive);
    }

    [Test]
    public async Task A_run_that_cannot_be_shown_is_one_line_with_a_code()
    {
        string empty = Directory.CreateDirectory(DemoSet.Temporary("empty")).FullName, twice = NewRun();
        Directory.CreateDirectory(Path.Combine(twice, "again_0020"));
        string damaged = Trained("damaged"), other = Trained("other", (0, 1)), text = Trained("text", (0, 1));
        string curve = File.ReadAllText(Path.Combine(other, "curve.json"));
        File.WriteAllText(Path.Combine(text, "curve.json"), curve.Replace("FD (x)", "JSD-4", StringComparison.Ordinal));
        string fewer = Trained("fewer", (0, 1));
        File.WriteAllText(Path.Combine(fewer, "curve.json"), curve.Replace("\"samples\": 500", "\"samples\": 400", StringComparison.Ordinal));
        string notKept = NewRun();
        File.WriteAllText(Path.Combine(notKept, "gangate-curve.json"), "{\"mine\": 1}");

        await Fails("GG2002", "does not exist", "/nowhere/run");
        await Fails("GG2001", "say with --reference", empty);
        await Fails("GG2092", "holds no checkpoints", empty, "--reference", DemoSet.Statistics);
        await Fails("GG2092", "two checkpoints of step 20: 'again_0020' and 'step-20'", twice, "--reference", DemoSet.Statistics);
        await Fails("GG2094", "has no points", damaged);
        await Fails("GG2093", "FD (x) and that of", other, text);
        await Fails("GG2093", "the means over runs depend on their number", other, fewer);
        await Fails("GG2001", "--json-file and --report name the same file", other, "--json-file", "curve.html", "--report", "curve.html");
        await Fails("GG2094", "kept curve", notKept, "--reference", DemoSet.Statistics);
        await Fails("GG2001", "above 0 and at most 0.5", other, "--alpha", "0.7");
        await Fails("GG2010", "cannot be written", other, "--plot", "/nowhere/plot.svg");
        await Fails("GG2010", "cannot be made", notKept, "--reference", DemoSet.Statistics, "--grids", Path.Combine(damaged, "curve.json", "grids"));
    }

    private static async Task Fails(string code, string message, params string[] arguments)
    {
        GanGateCommand curve = await GanGateCommand.Run(["curve", .. arguments]);
        Assert.That(curve.ExitCode, Is.EqualTo(2), curve.Out);
        Assert.That(curve.ErrorLines.Single(), Does.Contain(code).And.Contain(message));
    }

    private static Task<GanGateCommand> Curve(string run, params string[] options) =>
        GanGateCommand.Run(["curve", run, "--reference", DemoSet.Statistics, .. options]);

    private static string? Class(XElement element) => ((string?)element.Attribute("class"))?.Split(' ')[0];

    private static double[] Values(GanGateCommand curve) =>
        [.. curve.Json["curves"]![0]!["runs"]![0]!["evaluations"]!.AsArray().Select(one => (double)one!["value"]!)];

    // Named so that only their numbers put them into order: 20 before 100.
    private static string NewRun()
    {
        string run = Directory.CreateDirectory(DemoSet.Temporary("run")).FullName;
        Copy(DemoSet.Folders.Spoiled, Path.Combine(run, "step-20"));
        Copy(DemoSet.Folders.Good, Path.Combine(run, "step-100"));
        Directory.CreateDirectory(Path.Combine(run, "logs"));
        return run;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from).Order(StringComparer.Ordinal).Take(Samples))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private static string Trained(string name, params (int Step, double Score)[] points)
    {
        string run = Directory.CreateDirectory(DemoSet.Temporary(name)).FullName;
        string all = string.Join(',', points.Select(point => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"step": {{point.Step}}, "seconds": {{point.Step / 2}}, "score": {{point.Score}}, {{Rest}}}""")));
        File.WriteAllText(
            Path.Combine(run, "curve.json"), $$"""{"schema": "gangate-training/1", "metric": "FD (x)", "points": [{{all}}]}""");
        return run;
    }
}
