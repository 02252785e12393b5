using GanGate.Archives;
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
    public void An_archive_of_statistics_and_images_is_what_is_asked_of_it()
    {
        string both = _folder["both.NPZ"];
        AtomicFile.Write(both, stream =>
        {
            using NpzWriter npz = new(stream);
            npz.Add<double>("mu", [1], 1);
            npz.Add<double>("sigma", [1], 1, 1);
            npz.Add<byte>("arr_0", new byte[2 * 4 * 4 * 3], 2, 4, 4, 3);
        });
        using MeasurementInput reference = MeasurementInput.Open(both, recurse: true);
        using MeasurementInput forFeatures = MeasurementInput.OpenForFeatures(both, recurse: true);
        using MeasurementInput samples = MeasurementInput.OpenSamples(both, new MeasurementOptions());
        using MeasurementInput images = MeasurementInput.OpenSamples(both, new MeasurementOptions(), preferImages: true);

        Assert.That((MeasurementInput[])[reference, samples], Is.All.TypeOf<StatisticsInput>());
        Assert.That((MeasurementInput[])[forFeatures, images], Is.All.TypeOf<ImagesInput>());
    }

    [Test]
    public void Features_are_read_where_they_are_wanted()
    {
        string path = _folder["features.npz"];
        FeatureTable features = new(new float[] { 1, 2, 3 }, 1, ["a", "b", "c"]);
        StatisticsFile.Write(path, new FeatureStatistics([2], [1], 3).With(features));

        using MeasurementInput reference = MeasurementInput.Open(path, recurse: true);
        using MeasurementInput forFeatures = MeasurementInput.OpenForFeatures(path, recurse: true);
        using MeasurementInput samples = MeasurementInput.OpenSamples(path, new MeasurementOptions());

        Assert.That(reference.List, Is.Null);
        Assert.That((forFeatures.List?.NameOf(2), samples.List?.Count), Is.EqualTo(("c", 3)));
    }

    [Test]
    public void Folders_in_a_folder_are_read_where_that_is_wanted()
    {
        foreach (string name in (string[])["deep.onnx/1.png", "deep.onnx/2.png", "deep.onnx/more/3.png", "deep.npz/1.png", "deep.npz/2.png"])
        {
            PngFile.Write(_folder[name], new RgbImage(name, 4, 4, new byte[48]));
        }

        string folder = Path.Combine(_folder.Root, "deep.onnx");
        using MeasurementInput all = MeasurementInput.Open(folder, recurse: true), own = MeasurementInput.Open(folder, recurse: false);
        using MeasurementInput samples = MeasurementInput.OpenSamples(folder, new MeasurementOptions { Recurse = false });

        using MeasurementInput archive = MeasurementInput.Open(Path.Combine(_folder.Root, "deep.npz"), recurse: true);

        Assert.That((all.List?.Count, own.List?.Count, samples.List?.Count), Is.EqualTo(((int?)3, (int?)2, (int?)2)));
        Assert.That(archive.List?.Count, Is.EqualTo(2), "a folder, whatever its name");
    }

    [Test]
    public void Images_of_a_generator_tell_their_origin()
    {
        string model = new TestGenerator().Write(_folder["net.onnx"]);
        MeasurementOptions made = new() { Generator = new GeneratorOptions(3) };
        using ImagesInput three = (ImagesInput)MeasurementInput.OpenSamples(model, made);
        using ImagesInput two = (ImagesInput)MeasurementInput.OpenSamples(model, made with { Selection = new ImageSelection(Limit: 2) });
        using ImagesInput all = (ImagesInput)MeasurementInput.Open(_samples, recurse: true);

        string generator = $"{three.Generator}, model {three.Generator!.Model}";
        Assert.That((all.Origin, three.Origin, two.Origin), Is.EqualTo(((string?)null, generator, $"the first 2; {generator}")));
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
            ErrorCodes.Usage, "'g.onnx' is a generator: say how many samples to make with num",
            () => MeasurementInput.OpenSamples("g.onnx", new MeasurementOptions()));
        Refuses(
            ErrorCodes.Usage, $"'{_samples}' is no generator (.onnx), so num and its like have no effect",
            () => MeasurementInput.OpenSamples(_samples, new MeasurementOptions { Generator = new GeneratorOptions(3) }));
        Refuses(
            ErrorCodes.Usage,
            "'g.ONNX' is a generator, which cannot be a reference as it is: measure it first with Measurement.Statistics(\"g.ONNX\") (num)",
            () => MeasurementInput.Open("g.ONNX", recurse: true));
        string noImages = $"'{_statistics}' holds statistics, and no images: limit, sample, class and grid need images";
        Refuses(ErrorCodes.Usage, noImages, () => MeasurementInput.OpenSamples(_statistics, new MeasurementOptions { Grid = "g.png" }));
        Refuses(
            ErrorCodes.Usage, noImages,
            () => MeasurementInput.OpenSamples(_statistics, new MeasurementOptions { Selection = new ImageSelection(2, null, 0, null) }));
        Refuses(
            ErrorCodes.TooFewImages, $"'{_samples}' gives only 1 image: a covariance needs at least 2, a useful score thousands",
            () => MeasurementInput.OpenSamples(_samples, new MeasurementOptions { Selection = new ImageSelection(1, null, 0, null) }));
        Refuses(
            ErrorCodes.Usage, $"'{_statistics}' holds statistics already: give images, or use StatisticsFile.Read or Measurement.Merge",
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
