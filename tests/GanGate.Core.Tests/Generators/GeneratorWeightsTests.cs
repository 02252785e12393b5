using GanGate.Generators;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Statistics;

namespace GanGate.Tests.Generators;

/// <summary>Generators that keep weights in files of their own.</summary>
public class GeneratorWeightsTests
{
    private static readonly GeneratorOptions Few = new(3);
    private TemporaryFolder _folder = null!;

    private string Model => _folder["run/net.onnx"];

    [SetUp]
    public void Create() => _folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase("net.onnx.data")]
    [TestCase("decoder.bin")]
    [TestCase("weights/w.bin")]
    [TestCase("./w.bin")]
    public void They_are_read_and_recorded_whatever_their_name(string location)
    {
        SplitGenerator.Write(Model, location);
        (byte[][] samples, string recorded) = (Samples(), Recorded());

        SplitGenerator.WriteWeights(Path.Combine(_folder.Root, "run", location), seed: 2);

        Assert.That(Samples(), Is.Not.EqualTo(samples));
        Assert.That(Recorded(), Is.Not.EqualTo(recorded));
        SplitGenerator.WriteWeights(Path.Combine(_folder.Root, "run", location), seed: 1);
        Assert.That(Recorded(), Is.EqualTo(recorded));
    }

    [TestCase("../w.bin", "'../w.bin', which leads out of the model's folder")]
    [TestCase("a/../../run2/w.bin", "leads out of the model's folder")]
    [TestCase("/etc/hostname", "leads out of the model's folder")]
    public void Weights_outside_the_models_folder_are_refused(string location, string reason)
    {
        SplitGenerator.Write(Model, location);

        Refuses(reason);
    }

    [Test]
    public void Missing_weights_are_named()
    {
        SplitGenerator.Write(Model, "decoder.bin");
        File.Delete(_folder["run/decoder.bin"]);

        Refuses("it keeps weights in 'decoder.bin', and there is no such file beside it");
    }

    [Test]
    public void Weights_that_are_too_short_are_refused()
    {
        SplitGenerator.Write(Model, "decoder.bin");
        File.WriteAllBytes(_folder["run/decoder.bin"], [1, 2, 3]);

        Refuses("ONNX Runtime cannot open it");
    }

    [Test]
    public void Weights_that_change_while_samples_are_made_are_noticed()
    {
        SplitGenerator.Write(Model, "decoder.bin");
        using GeneratedImages images = GeneratedImages.Open(Model, new GeneratorOptions(1000));
        images.Decode(0);
        SplitGenerator.WriteWeights(_folder["run/decoder.bin"], seed: 2);

        Assert.That(
            () => images.Decode(999),
            Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SourceChanged)
                .And.Message.Contains("decoder.bin"));
    }

    [Test]
    public void Shards_of_other_weights_do_not_make_a_whole()
    {
        SplitGenerator.Write(Model, "decoder.bin");
        MeasurementOptions options = new() { Protocol = "pyramid", Generator = new GeneratorOptions(512) };
        StatisticsShard first = ShardMeasurement.Measure(Model, new Shard(0, 2), options);
        SplitGenerator.WriteWeights(_folder["run/decoder.bin"], seed: 2);
        StatisticsShard second = ShardMeasurement.Measure(Model, new Shard(1, 2), options);

        Assert.That(
            () => StatisticsShard.Merge([first, second], ["0.npz", "1.npz"]),
            Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.ShardsMismatch));
    }

    private byte[][] Samples()
    {
        using GeneratedImages images = GeneratedImages.Open(Model, Few);
        return [.. ImageReader.Read(images, image => image.Pixels, 1, default)];
    }

    private string Recorded()
    {
        using GeneratedImages images = GeneratedImages.Open(Model, Few);
        return images.Record.Model;
    }

    private void Refuses(string reason)
    {
        GanGateException? failure = Assert.Throws<GanGateException>(() => GeneratedImages.Open(Model, Few).Dispose());
        Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.GeneratorInvalid), failure?.Message);
        Assert.That(failure?.Message, Does.Contain(reason).And.Not.Contains("\n"));
    }
}
