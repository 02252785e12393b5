using GanGate.Generators;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Statistics;
using GanGate.Tests.Gating;

namespace GanGate.Tests.Measuring;

public class MeasurementInputTests
{
    private readonly TemporaryFolder _folder = new();
    private string _samples = "", _statistics = "";

    [OneTimeSetUp]
    public void Paint()
    {
        (_samples, _statistics) = (_folder["samples"], _folder["s.npz"]);
        CountedImages textures = new(3, seed: 1);
        Directory.CreateDirectory(_samples);
        for (int i = 0; i < textures.Count; i++) PngFile.Write(Path.Combine(_samples, textures.NameOf(i)), textures.Decode(i));
        StatisticsFile.Write(_statistics, new FeatureStatistics([1], [1], 5));
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void A_source_is_images_or_statistics()
    {
        using MeasurementInput images = MeasurementInput.Open(_samples, recurse: true), statistics = MeasurementInput.Open(_statistics, recurse: true);

        Assert.That((images as ImagesInput)?.Images.Count, Is.EqualTo(3));
        Assert.That((statistics as StatisticsInput)?.Statistics.Count, Is.EqualTo(5));
        Assert.That((images.List?.Count, statistics.List?.Count), Is.EqualTo((3, (int?)null)));
    }

    [Test]
    public void Samples_are_those_that_are_selected_and_a_grid_shows_them()
    {
        string grid = _folder["grid.png"];
        ImageSelection two = new(2, null, 0, null);
        using MeasurementInput input = MeasurementInput.OpenSamples(_samples, new MeasurementOptions { Selection = two, Grid = grid });
        ImagesInput images = (ImagesInput)input;

        Assert.That((images.Images.Count, images.Selection, images.Generator), Is.EqualTo((2, two, (GeneratorRecord?)null)));
        Assert.That(images.Origin, Is.EqualTo(two.ToString()));
        Assert.That(File.Exists(grid), Is.True);
    }

    [Test]
    public void What_a_source_cannot_be_asked_for_is_refused()
    {
        Refuses(
            ErrorCodes.Usage, "'g.onnx' is a generator: say how many samples to make with --num",
            () => MeasurementInput.OpenSamples("g.onnx", new MeasurementOptions()));
        Refuses(
            ErrorCodes.Usage, $"'{_samples}' is no generator (.onnx), so --num and its like have no effect",
            () => MeasurementInput.OpenSamples(_samples, new MeasurementOptions { Generator = new GeneratorOptions(3) }));
        Refuses(
            ErrorCodes.Usage,
            "'g.ONNX' is a generator, which cannot be a reference as it is: measure it first with 'gangate stats g.ONNX --num N'",
            () => MeasurementInput.Open("g.ONNX", recurse: true));
        string noImages = $"'{_statistics}' holds statistics, and no images: --limit, --sample, --class and --grid need images";
        Refuses(ErrorCodes.Usage, noImages, () => MeasurementInput.OpenSamples(_statistics, new MeasurementOptions { Grid = "g.png" }));
        Refuses(
            ErrorCodes.Usage, noImages,
            () => MeasurementInput.OpenSamples(_statistics, new MeasurementOptions { Selection = new ImageSelection(2, null, 0, null) }));
        Refuses(
            ErrorCodes.TooFewImages, $"'{_samples}' gives only 1 image: a covariance needs at least 2, a useful score thousands",
            () => MeasurementInput.OpenSamples(_samples, new MeasurementOptions { Selection = new ImageSelection(1, null, 0, null) }));
        Refuses(
            ErrorCodes.Usage, $"'{_statistics}' holds statistics already: give images, or use 'gangate stats show' or 'merge'",
            () => Measurement.Statistics(_statistics, new MeasurementOptions { Protocol = "pyramid" }));
    }

    [Test]
    public void Sources_are_opened_once_and_samples_by_what_is_taken_of_them()
    {
        List<string> opened = [];
        using MeasurementInputs inputs = new((source, samples) =>
        {
            opened.Add(source + (samples is null ? "" : " samples"));
            return new ImagesInput(source, new CountedImages(2, seed: 1));
        });
        MeasurementOptions two = new() { Selection = new ImageSelection(2, null, 0, null) };

        MeasurementInput reference = inputs.Open("r");
        Assert.That(inputs.Open("r"), Is.SameAs(reference));
        Assert.That(inputs.OpenSamples("r", new MeasurementOptions()), Is.SameAs(inputs.OpenSamples("r", new MeasurementOptions { Threads = 1 })));
        Assert.That(inputs.OpenSamples("r", two), Is.Not.SameAs(inputs.OpenSamples("r", new MeasurementOptions())));
        Assert.That(inputs.OpenPerClass("r"), Is.SameAs(reference));
        Assert.That(opened, Is.EqualTo((string[])["r", "r samples", "r samples"]));
    }

    private static void Refuses(ErrorCode error, string message, Func<object> open) => Assert.That(
        () => open(), Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(error).And.Message.EqualTo(message));
}
