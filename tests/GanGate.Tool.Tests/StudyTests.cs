using System.Text.Json.Nodes;
using System.Xml.Linq;
using GanGate.Disturbances;
using GanGate.Images;

namespace GanGate.Tests;

public class StudyTests
{
    private static readonly string[] Few = ["--protocol", "pyramid", "--limit", "60"];

    [Test]
    public async Task The_undisturbed_level_is_what_fid_measures_and_the_reference_is_the_whole_set()
    {
        GanGateCommand study = await Study("--only", "blur", "--json");
        GanGateCommand fid = await GanGateCommand.Run(["fid", DemoSet.Folders.Good, DemoSet.Folders.Good, .. Few, "--json"]);

        Assert.That(study.ExitCode, Is.Zero, study.Error);
        JsonNode first = Levels(study, 0)[0]!;
        Assert.That((string?)study.Json["schema"], Is.EqualTo("gangate-study/1"));
        Assert.That((string?)study.Json["metric"], Is.EqualTo("FD (pyramid)"));
        Assert.That((int)study.Json["samples"]!["count"]!, Is.EqualTo(60));
        Assert.That((int)study.Json["reference"]!["count"]!, Is.EqualTo(500));
        Assert.That((double)first["level"]!, Is.Zero);
        Assert.That((double)first["distance"]!, Is.EqualTo((double)fid.Json["value"]!).Within(1e-9).Percent);
        Assert.That((double)first["standardError"]!, Is.EqualTo((double)fid.Json["standardError"]!).Within(1e-9).Percent);
        Assert.That((double)first["bias"]!, Is.EqualTo((double)fid.Json["bias"]!).Within(1e-9).Percent);
        Assert.That(first["inceptionDistance"], Is.Null, "the pyramid has no logits");
    }

    [Test]
    public async Task A_disturbed_level_is_what_fid_measures_of_images_that_were_disturbed_before()
    {
        IImageSource good = ImageSources.Open(DemoSet.Folders.Good);
        byte darkest = Enumerable.Range(0, 60).Min(i => good.Decode(i).Pixels.Min());
        byte[] black = [.. Enumerable.Repeat(darkest, 3 * 64 * 64)];
        string folder = Directory.CreateDirectory(DemoSet.Temporary("black")).FullName;
        for (int i = 0; i < 60; i++) PngFile.Write(Path.Combine(folder, $"{i}.png"), new RgbImage("", 64, 64, black));
        GanGateCommand study = await Study("--rectangles", "0,1", "--only", "rectangles", "--reference", DemoSet.Statistics, "--json");
        GanGateCommand fid = await GanGateCommand.Run("fid", folder, DemoSet.Statistics, "--json");

        Assert.That(study.ExitCode, Is.Zero, study.Error);
        Assert.That((double)Levels(study, 0)[1]!["distance"]!, Is.EqualTo((double)fid.Json["value"]!).Within(0.01).Percent);
    }

    [Test]
    public async Task All_six_disturbances_of_the_paper_at_its_levels_are_the_default()
    {
        GanGateCommand all = await Study("--contaminate-with", DemoSet.Folders.Spoiled, "--json");
        GanGateCommand five = await Study("--json");

        Assert.That(all.ExitCode, Is.Zero, all.Error);
        JsonArray disturbances = all.Json["disturbances"]!.AsArray();
        Assert.That(disturbances.Select(one => (string?)one!["name"]), Is.EqualTo(DisturbanceKind.All.Select(kind => kind.Name)));
        Assert.That(
            disturbances.Select(one => one!["levels"]!.AsArray().Select(level => (double)level!["level"]!)),
            Is.EqualTo(DisturbanceKind.All.Select(kind => kind.PaperLevels)));
        Assert.That((bool)disturbances[0]!["distanceTrend"]!["monotone"]!, Is.True);
        Assert.That((bool)disturbances[0]!["distanceTrend"]!["rises"]!, Is.True);
        Assert.That(five.Json["disturbances"]!.AsArray().Select(one => (string?)one!["name"]), Has.None.EqualTo("contamination").And.Exactly(5).Items);
        Assert.That(five.Json["disturbances"]![2]!.ToJsonString(), Is.EqualTo(disturbances[2]!.ToJsonString()), "whatever else is studied");
    }

    [Test]
    public async Task Neither_threads_nor_batches_decide_but_the_seed_does()
    {
        string[] random = ["--only", "noise,salt-and-pepper,swirl", "--json"];
        GanGateCommand one = await Study([.. random, "--threads", "1", "--batch-size", "7"]);
        GanGateCommand two = await Study([.. random, "--threads", "3", "--batch-size", "64"]);
        GanGateCommand other = await Study([.. random, "--seed", "5"]);

        Assert.That(one.ExitCode, Is.Zero, one.Error);
        Assert.That(two.Out, Is.EqualTo(one.Out));
        Assert.That((double)Levels(other, 0)[0]!["distance"]!, Is.EqualTo((double)Levels(one, 0)[0]!["distance"]!));
        Assert.That((double)Levels(other, 0)[1]!["distance"]!, Is.Not.EqualTo((double)Levels(one, 0)[1]!["distance"]!));
    }

    [Test]
    public async Task A_generators_samples_are_disturbed_too_against_a_reference()
    {
        string model = new TestGenerator().Write(DemoSet.Temporary("model.onnx"));
        string[] arguments = ["study", model, "--num", "40", "--quantize", "none", "--protocol", "pyramid", "--only", "noise", "--json"];
        GanGateCommand study = await GanGateCommand.Run([.. arguments, "--reference", DemoSet.Statistics]);
        GanGateCommand alone = await GanGateCommand.Run(arguments);

        Assert.That(study.ExitCode, Is.Zero, study.Error);
        Assert.That((int)study.Json["samples"]!["count"]!, Is.EqualTo(40));
        Assert.That(study.Json["samples"]!["generator"], Is.Not.Null);
        Assert.That(alone.ExitCode, Is.EqualTo(2));
        Assert.That(alone.ErrorLines.Single(), Does.Contain("GG2001").And.Contain("cannot be a reference as it is"));
    }

    [Test]
    public async Task The_table_the_plots_the_page_and_the_pictures_show_each_disturbance()
    {
        string svg = DemoSet.Temporary("study.svg"), page = DemoSet.Temporary("study.html"), grids = DemoSet.Temporary("grids");
        string file = DemoSet.Temporary("study.json"), png = DemoSet.Temporary("study.png");
        string[] two = ["--only", "blur,swirl", "--blur", "0,1,3", "--swirl", "0,0.001"];
        GanGateCommand study = await Study([.. two, "--plot", svg, "--report", page, "--grids", grids, "--json-file", file]);
        await Study([.. two, "--plot", png]);

        Assert.That(study.ExitCode, Is.Zero, study.Error);
        string all = DemoSet.Folders.Good;
        Assert.That(study.Out, Does.Contain($"{all}, the first 60 (60 images), disturbed, against {all} (500 images)"));
        Assert.That(study.Out, Does.Match(@"\n  blur +FD \(pyramid\)\n  0 +\S+ ± \S+\n  1 +\S+ ± \S+\n  3 +\S+ ± \S+\n +rises\n"));
        Assert.That(study.Out, Does.Match(@"\n  swirl +FD \(pyramid\)\n(.*\n)*.* no fall beyond chance\n"));
        XElement drawn = XDocument.Load(svg).Root!;
        IEnumerable<string> texts = drawn.Descendants().Select(text => text.Value);
        Assert.That(texts, Has.Some.EqualTo("Gaussian blur: FD (pyramid)").And.Some.EqualTo("95 % interval"));
        Assert.That(drawn.Descendants().Count(element => element.Name.LocalName == "polygon"), Is.EqualTo(2), "bands");
        Assert.That(Directory.GetFiles(grids).Select(Path.GetFileName), Is.EquivalentTo(
            new[] { "undisturbed.png", "blur-1.png", "blur-3.png", "swirl-0.001.png" }));
        Assert.That(File.ReadAllText(page), Does.Contain("Gaussian blur, 3<br>").And.Contain("data:image/"));
        Assert.That((string?)JsonNode.Parse(File.ReadAllText(file))!["schema"], Is.EqualTo("gangate-study/1"));
        Assert.That(File.ReadAllBytes(png).AsSpan(1, 3).SequenceEqual("PNG"u8), Is.True);
    }

    [Test]
    public async Task A_study_that_is_not_possible_is_one_line_with_a_code()
    {
        await Fails("GG2001", "--blur needs two or more rising levels from 0 to 100, such as 0,1,2,4", "--blur", "1,0");
        await Fails("GG2001", "--noise needs numbers such as 0,0.25,0.5, not '0,x'", "--noise", "0,x");
        await Fails("GG2001", "--only takes some of noise,blur,", "--only", "sepia");
        await Fails("GG2001", "name it with --contaminate-with", "--only", "contamination");
        await Fails("GG2001", "name it with --contaminate-with", "--contamination", "0,0.5");
        await Fails("GG2100", "holds 30 images, and 45 are to be replaced", "--only", "contamination", "--contaminate-with", DemoSet.CopyOfGood(30));
        await Fails("GG2001", "--swirl-radius must be above 0", "--swirl-radius", "0");
        await Fails("GG2001", "above 0 and at most 0.5", "--alpha", "0.7");
        await Fails("GG2001", "--plot and --report name the same file", "--plot", "a.svg", "--report", "a.svg");
        await Fails("GG2010", "cannot be written", "--plot", "/nowhere/plot.png");
        await Fails("GG2002", "does not exist", "--reference", "/nowhere/photos");
    }

    private static async Task Fails(string code, string message, params string[] arguments)
    {
        GanGateCommand study = await Study(arguments);
        Assert.That(study.ExitCode, Is.EqualTo(2), study.Out);
        Assert.That(study.ErrorLines.Single(), Does.Contain(code).And.Contain(message));
    }

    private static Task<GanGateCommand> Study(params string[] options) => GanGateCommand.Run(["study", DemoSet.Folders.Good, .. Few, .. options]);

    private static JsonArray Levels(GanGateCommand study, int disturbance) => study.Json["disturbances"]![disturbance]!["levels"]!.AsArray();
}
