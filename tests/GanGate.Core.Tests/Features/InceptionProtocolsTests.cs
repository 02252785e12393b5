using GanGate.Archives;
using GanGate.Features;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Models;
using GanGate.Statistics;
using GanGate.Tests.Models;

namespace GanGate.Tests.Features;

public class InceptionProtocolsTests
{
    private static readonly TemporaryFolder Folder = new();
    private static readonly Lazy<string> Weights = new(() =>
    {
        string path = Folder["stand-in.pth"];
        using FileStream stream = File.Create(path);
        StandInCheckpoint.Write(stream);
        return path;
    });

    [OneTimeTearDown]
    public void Delete() => Folder.Dispose();

    [TestCase("ttur", "768", "golden_torch_fidelity.npz", "features_768")]
    [TestCase("pytorch-fid", "64", "golden_pytorch_fid.npz", "dims64")]
    [TestCase("clean", null, "golden_clean_fid.npz", "clean2048")]
    [TestCase("torchmetrics", null, "vit/golden_torchmetrics.npz", "torchmetrics2048")]
    public void Features_of_image_files_equal_the_programs_own(string id, string? feature, string golden, string array)
    {
        using NpzReader npz = NpzReader.Open(Repository.Shared("reference", golden));
        ImageFolder source = ImageFolder.Open(Path.Combine(Repository.Shared("reference", "images"), "c*.jpg"));
        using Extractor extractor = Protocols.Open(new ProtocolOptions(id) { Weights = Weights.Value, Feature = feature });
        List<float> rows = [];

        FeatureExtraction.Run(source, extractor, values => rows.AddRange(values), new FeatureOptions { BatchSize = 5 });

        int length = extractor.Protocol.Dimension;
        float[] expected = npz.Read<float>(array);
        string[] names = npz.ReadText("names");
        Assert.That(source.Count, Is.EqualTo(8));
        Assert.That(rows, Has.Count.EqualTo(8 * length));
        for (int i = 0; i < source.Count; i++)
        {
            int row = Array.IndexOf(names, source.NameOf(i));
            float[] features = [.. rows.Skip(i * length).Take(length)];
            Assert.That(Vectors.RelativeError(features, expected.AsSpan(row * length, length)), Is.LessThan(1e-5), source.NameOf(i));
        }
    }

    [Test]
    public void Rows_do_not_depend_on_batches_or_threads()
    {
        ImageFolder source = ImageFolder.Open(Path.Combine(Repository.Shared("reference", "images"), "c*.jpg"));
        using Extractor one = Protocols.Open(new ProtocolOptions("ttur") { Weights = Weights.Value, Feature = "192", Threads = 1 });
        using Extractor three = Protocols.Open(new ProtocolOptions("ttur") { Weights = Weights.Value, Feature = "192", Threads = 3 });
        List<float> single = [], batched = [];

        FeatureExtraction.Run(source, one, values => single.AddRange(values), new FeatureOptions { BatchSize = 1 });
        FeatureExtraction.Run(source, three, values => batched.AddRange(values), new FeatureOptions { BatchSize = 8 });

        Assert.That(batched, Is.EqualTo(single));
    }

    [Test]
    public void The_fingerprint_covers_preprocessing_feature_and_weights()
    {
        using Extractor ttur = Protocols.Open(new ProtocolOptions("ttur") { Weights = Weights.Value, Feature = "64" });
        using Extractor clean = Protocols.Open(new ProtocolOptions("clean") { Weights = Weights.Value, Feature = "64" });
        using Extractor deeper = Protocols.Open(new ProtocolOptions("ttur") { Weights = Weights.Value, Feature = "192" });

        Assert.That(ttur.Protocol.WeightsHash, Has.Length.EqualTo(64).And.Not.EqualTo(PublicModel.Inception.Sha256));
        Assert.That(
            new[] { ttur.Protocol.Fingerprint, clean.Protocol.Fingerprint, deeper.Protocol.Fingerprint }, Is.Unique);
        Assert.That(ttur.Protocol.ScoreName, Is.EqualTo($"FD (ttur, {Path.GetFileName(Weights.Value)})"), "these weights are nobody's FID");
    }

    [TestCase("ttur", "192", 1e-3)]
    [TestCase("pytorch-fid", "768", 2e-3)]
    [TestCase("clean", null, 2e-3)]
    public void Half_precision_gives_nearly_the_same_features_as_another_protocol(string id, string? feature, double limit)
    {
        ImageFolder source = ImageFolder.Open(Path.Combine(Repository.Shared("reference", "images"), "c*.jpg"));
        using Extractor single = Protocols.Open(new ProtocolOptions(id) { Weights = Weights.Value, Feature = feature });
        using Extractor half = Protocols.Open(new ProtocolOptions($"{id}-float16") { Weights = Weights.Value, Feature = feature });
        List<float> expected = [], actual = [];

        FeatureExtraction.Run(source, single, values => expected.AddRange(values));
        FeatureExtraction.Run(source, half, values => actual.AddRange(values));

        double error = Vectors.RelativeError([.. actual], [.. expected]);
        TestContext.Out.WriteLine($"{id} {feature}: {error:e2}");
        Assert.That(error, Is.Positive.And.LessThan(limit));
        Assert.That(half.Protocol.Fingerprint, Is.Not.EqualTo(single.Protocol.Fingerprint));
        Assert.That(half.Protocol.ScoreName, Is.EqualTo($"FD ({id}-float16, {Path.GetFileName(Weights.Value)})"));
    }

    [Test]
    public void Half_precision_has_logits_and_spatial_features_too()
    {
        IImageSource source = new ImageSelection(Limit: 1).Apply(ImageSources.Open(Path.Combine(Repository.Shared("reference", "images"), "c*.jpg")));
        ProtocolOptions options = new("ttur") { Weights = Weights.Value, Logits = true, Spatial = true };
        using Extractor single = Protocols.Open(options), half = Protocols.Open(options with { Id = "ttur-float16" });
        List<float> expected = [], actual = [];

        FeatureExtraction.Run(source, single, values => expected.AddRange(values));
        FeatureExtraction.Run(source, half, values => actual.AddRange(values));

        Assert.That(half.Layout, Is.EqualTo(single.Layout));
        Assert.That(Vectors.RelativeError([.. actual], [.. expected]), Is.Positive.And.LessThan(5e-3));
    }

    [Test]
    public void Statistics_of_one_precision_are_not_compared_with_those_of_the_other()
    {
        string images = Path.Combine(Repository.Shared("reference", "images"), "c*.jpg"), file = Folder["half.npz"];
        MeasurementOptions options = new() { Weights = Weights.Value, Feature = "64", Device = "cpu" };
        StatisticsFile.Write(file, Measurement.Statistics(images, options with { Protocol = "ttur-float16" }));

        Assert.That(
            () => Measurement.Compare(images, file, options with { Protocol = "ttur" }),
            Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.ProtocolMismatch)
                .And.Message.Contains("made under protocol ttur-float16"));
        Score score = Measurement.Compare(images, file, options);
        Assert.That(score.Label, Is.EqualTo("FD (ttur-float16, stand-in.pth)-8"));
        Assert.That(score.Value, Is.Zero.Within(1e-6));
    }

    [Test]
    public void A_feature_the_network_does_not_have_is_refused() =>
        Assert.That(
            () => Protocols.Open(new ProtocolOptions("clean") { Weights = "unread.pth", Feature = "100" }),
            Throws.TypeOf<GanGateException>()
                .With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.ProtocolUnknown)
                .And.Message.Contains("64, 192, 768 and 2048"));
}
