using GanGate.Gating;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Statistics;

namespace GanGate.Tests.Gating;

public class SharedPassTests
{
    private static readonly MeasurementOptions Options = new() { Protocol = "pyramid" };

    [Test]
    public void Gates_of_the_same_images_measure_them_once()
    {
        CountedImages generated = new(300, seed: 1), photos = new(300, seed: 2), others = new(250, seed: 3, contrast: 200);
        IReadOnlyList<GateResult> results = Run(
            new() { ["g"] = generated, ["r"] = photos, ["s"] = others },
            Gate("loose", "r") with { MaxFid = 1e6 },
            Gate("strict", "r") with { MaxFid = 0 },
            Gate("other", "s") with { MaxFid = 1e6 });

        Assert.That((generated.Decoded, photos.Decoded, others.Decoded), Is.EqualTo((300, 300, 250)));
        Assert.That(results.Select(result => result.Name), Is.EqualTo(["loose", "strict", "other"]));
        Assert.That(results.Select(result => result.Verdict.Passed), Is.EqualTo([true, false, true]));
        Assert.That(results[0].Score.Value, Is.EqualTo(results[1].Score.Value).And.Not.EqualTo(results[2].Score.Value));
    }

    [Test]
    public void A_shared_pass_gives_what_gates_give_alone()
    {
        CountedImages Generated() => new(300, seed: 1);
        CountedImages First() => new(300, seed: 2);
        CountedImages Second() => new(250, seed: 3, contrast: 200);
        GateDefinition first = Gate("first", "r") with { MaxFid = 1 }, second = Gate("second", "s") with { MaxFid = 1 };
        IReadOnlyList<GateResult> together = Run(new() { ["g"] = Generated(), ["r"] = First(), ["s"] = Second() }, second, first);
        GateResult alone = Run(new() { ["g"] = Generated(), ["r"] = First() }, first).Single();

        Assert.That(together[1].Score.Value, Is.EqualTo(alone.Score.Value));
        Assert.That(together[1].Score.Estimate, Is.EqualTo(alone.Score.Estimate));
        Assert.That(together[1].Score.Worst, Is.EqualTo(alone.Score.Worst));
    }

    [Test]
    public void Sides_that_were_measured_on_other_devices_get_a_warning()
    {
        FeatureStatistics photos = StatisticsOf(new CountedImages(60, seed: 2));
        FeatureStatistics OnGpu() => Moments.FromStatistics(photos).ToStatistics(photos.Meta! with { Device = "cuda:0" });
        IReadOnlyList<GateResult> results = GanGate.Gating.Gate.RunAll(
            [Gate("cpu", "r") with { MaxFid = 1e9 }, Gate("gpu", "s") with { MaxFid = 1e9 }],
            Options,
            new MeasurementInputs((source, _) => source == "g"
                ? new ImagesInput("g", new CountedImages(60, seed: 1))
                : new StatisticsInput(source, source == "r" ? photos : OnGpu())),
            CancellationToken.None);

        Assert.That(results[0].Score.Warnings.Select(warning => warning.Error), Has.None.EqualTo(ErrorCodes.DevicesDiffer));
        Assert.That(results[1].Score.Warnings.Single(warning => warning.Error == ErrorCodes.DevicesDiffer).Message, Does.Contain("cuda:0"));
        Assert.That(results[1].Score.Device, Is.EqualTo("cpu"));
    }

    [Test]
    public void Gates_under_other_options_measure_for_themselves()
    {
        CountedImages generated = new(60, seed: 1);
        IReadOnlyList<GateResult> results = GanGate.Gating.Gate.RunAll(
            [
                new GateDefinition { Name = "a", Generated = "g", Reference = "r", MaxFid = 1e9, Protocol = "pyramid" },
                new GateDefinition { Name = "b", Generated = "h", Reference = "r", MaxFid = 1e9, Protocol = "pyramid" },
            ],
            new MeasurementOptions(),
            new MeasurementInputs((source, _) => new ImagesInput(source, source == "g" ? generated : new CountedImages(60, seed: source[0]))),
            CancellationToken.None);

        Assert.That(generated.Decoded, Is.EqualTo(60));
        Assert.That(results[0].Score.Value, Is.Not.EqualTo(results[1].Score.Value));
    }

    [Test]
    public void Several_references_of_a_gate_have_a_verdict_each_from_one_pass()
    {
        CountedImages generated = new(300, seed: 1);
        IReadOnlyList<GateResult> results = Run(
            new()
            {
                ["g"] = generated,
                ["sets/r.npz"] = new CountedImages(300, seed: 2),
                ["s"] = new CountedImages(300, seed: 3, contrast: 120),
            },
            Gate("faces", "sets/r.npz") with { MoreReferences = ["s"], MaxFid = 1 });

        Assert.That(generated.Decoded, Is.EqualTo(300));
        Assert.That(results.Select(result => result.Name), Is.EqualTo(["faces/r", "faces/s"]));
        Assert.That(results.Select(result => result.Verdict.Passed), Is.EqualTo([true, false]));
    }

    [Test]
    public void References_of_one_name_are_refused() => Assert.That(
        () => Run(new() { ["g"] = new CountedImages(60, seed: 1) }, Gate("faces", "a/r.npz") with { MoreReferences = ["b/r.npz"], MaxFid = 1 }),
        Throws.TypeOf<GanGateException>().With.Message.Contain("two references of the same file name"));

    [Test]
    public void Gates_of_one_name_are_refused() => Assert.That(
        () => Run(
            new() { ["g"] = new CountedImages(60, seed: 1), ["r"] = new CountedImages(60, seed: 2) },
            Gate("a", "r") with { MaxFid = 1 },
            Gate("a", "r") with { MaxFid = 2 }),
        Throws.TypeOf<GanGateException>().With.Message.Contain("two gates named 'a'"));

    [Test]
    public void Each_class_is_held_against_its_own_images()
    {
        CountedImages generated = new(300, seed: 1, classes: 3), photos = new(240, seed: 2, classes: 3);
        IReadOnlyList<GateResult> results = Run(
            new() { ["g"] = generated, ["r"] = photos },
            Gate("faces", "r") with { PerClass = true, MaxFid = 1e6 },
            Gate("all", "r") with { MaxFid = 1e6 });

        Assert.That((generated.Decoded, photos.Decoded), Is.EqualTo((300, 240)));
        Assert.That(results.Select(result => result.Name), Is.EqualTo(["faces/class0", "faces/class1", "faces/class2", "all"]));
        Assert.That(results[1].Score.Class, Is.EqualTo("class1"));
        Assert.That((results[1].Score.Generated.Count, results[1].Score.Reference.Count), Is.EqualTo((100, 80)));
        Assert.That(results[1].Score.Worst.Select(image => int.Parse(image.Name[..^4]) % 3), Has.All.EqualTo(1));

        // The same as those images alone.
        Score alone = Run(
            new() { ["g"] = Only(generated, 1), ["r"] = Only(photos, 1) }, Gate("one", "r") with { MaxFid = 1e6 })[0].Score;
        Assert.That(results[1].Score.Value, Is.EqualTo(alone.Value).Within(1e-9).Percent);
        Assert.That(results[1].Score.Estimate.StandardError, Is.EqualTo(alone.Estimate.StandardError).Within(1e-9).Percent);
    }

    [Test]
    public void Classes_may_have_statistics_of_their_own()
    {
        using TemporaryFolder folder = new();
        CountedImages photos = new(240, seed: 2, classes: 2);
        foreach (int one in (int[])[0, 1])
        {
            FeatureStatistics statistics = StatisticsOf(Only(photos, one));
            StatisticsFile.Write(folder[$"class{one}.npz"], statistics);
        }

        Dictionary<string, IImageSource> sources = new() { ["g"] = new CountedImages(200, seed: 1, classes: 2), ["r"] = photos };
        IReadOnlyList<GateResult> files = Run(sources, Gate("faces", folder.Root) with { PerClass = true, MaxFid = 1 });
        IReadOnlyList<GateResult> images = Run(sources, Gate("faces", "r") with { PerClass = true, MaxFid = 1 });

        Assert.That(files.Select(result => result.Score.Value), Is.EqualTo(images.Select(result => result.Score.Value)).Within(1e-9).Percent);
        Assert.That(files.Select(result => result.Score.ReferenceHash), Has.None.Null);
        Assert.That(files[0].Score.ReferenceHash, Is.Not.EqualTo(files[1].Score.ReferenceHash));
    }

    [TestCase(3, 2, "have no reference")]
    [TestCase(2, 3, "have no generated images")]
    [TestCase(1, 2, "states no class")]
    [TestCase(60, 60, "have a single image")]
    public void Classes_that_do_not_fit_together_are_refused_at_once(int generatedClasses, int referenceClasses, string reason)
    {
        CountedImages generated = new(60, seed: 1, classes: generatedClasses), photos = new(60, seed: 2, classes: referenceClasses);
        GanGateException? failure = Assert.Throws<GanGateException>(() => Run(
            new() { ["g"] = generated, ["r"] = photos }, Gate("faces", "r") with { PerClass = true, MaxFid = 1 }));

        Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.ClassesDiffer));
        Assert.That(failure?.Message, Does.Contain(reason));
        Assert.That(generated.Decoded + photos.Decoded, Is.Zero);
    }

    [Test]
    public void What_is_wrong_with_the_last_gate_is_found_before_the_first_image_is_measured()
    {
        CountedImages generated = new(60, seed: 1), other = new(60, seed: 2);
        FeatureStatistics photos = StatisticsOf(new CountedImages(60, seed: 3));
        FeatureStatistics foreign = Moments.FromStatistics(photos).ToStatistics(photos.Meta! with { Fingerprint = "sha256:other" });
        GanGateException? failure = Assert.Throws<GanGateException>(() => GanGate.Gating.Gate.RunAll(
            [Gate("a", "r") with { MaxFid = 1 }, new GateDefinition { Name = "b", Generated = "h", Reference = "s", MaxFid = 1 }],
            Options,
            new MeasurementInputs((source, _) => source switch
            {
                "g" => new ImagesInput("g", generated),
                "h" => new ImagesInput("h", other),
                _ => new StatisticsInput(source, source == "r" ? photos : foreign),
            }),
            CancellationToken.None));

        Assert.That(failure!.Error, Is.EqualTo(ErrorCodes.ProtocolMismatch));
        Assert.That(generated.Decoded, Is.Zero);
    }

    [Test]
    public void Weights_that_are_missing_are_found_before_the_first_image_is_measured()
    {
        CountedImages generated = new(60, seed: 1);
        GanGateException? failure = Assert.Throws<GanGateException>(() => Run(
            new() { ["g"] = generated, ["r"] = new CountedImages(60, seed: 2) },
            Gate("a", "r") with { MaxFid = 1 },
            Gate("b", "r") with { MaxFid = 1, Protocol = "ttur", Weights = "/nowhere/weights.pth" }));

        Assert.That(failure!.Error, Is.EqualTo(ErrorCodes.ModelMissing));
        Assert.That(generated.Decoded, Is.Zero);
    }

    [Test]
    public void A_text_that_is_missing_is_found_before_the_first_image_is_measured()
    {
        using TemporaryFolder folder = new();
        GateDefinition text = new() { Name = "text", Generated = folder["no.txt"], Reference = folder["none.txt"], MaxJsd = 1 };
        CountedImages generated = new(60, seed: 1);
        GanGateException? failure = Assert.Throws<GanGateException>(() => Run(
            new() { ["g"] = generated, ["r"] = new CountedImages(60, seed: 2) }, Gate("a", "r") with { MaxFid = 1 }, text));

        Assert.That(failure!.Message, Does.Contain("no.txt"));
        Assert.That(generated.Decoded, Is.Zero);
    }

    private static SelectedImages Only(CountedImages images, int one)
    {
        int classes = Enumerable.Range(0, images.Count).Select(images.ClassOf).Distinct().Count();
        return new SelectedImages(images, [.. Enumerable.Range(0, images.Count).Where(index => index % classes == one)]);
    }

    internal static FeatureStatistics StatisticsOf(IImageSource images)
    {
        ImagesInput input = new("r", images);
        using Measurer measurer = Measurer.Open(Options, CancellationToken.None, input);
        return measurer.Reference(input, FeatureParts.Moments).Statistics;
    }

    private static GateDefinition Gate(string name, string reference) => new() { Name = name, Generated = "g", Reference = reference };

    private static IReadOnlyList<GateResult> Run(Dictionary<string, IImageSource> sources, params GateDefinition[] gates) =>
        GanGate.Gating.Gate.RunAll(
            gates, Options, new MeasurementInputs((source, _) => new ImagesInput(source, sources[source])), CancellationToken.None);
}
