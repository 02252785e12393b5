using GanGate.Archives;
using GanGate.Features;
using GanGate.Images;
using GanGate.Models;
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
        Assert.That(ttur.Protocol.ScoreName, Is.EqualTo("FID"));
    }

    [Test]
    public void A_feature_the_network_does_not_have_is_refused() =>
        Assert.That(
            () => Protocols.Open(new ProtocolOptions("clean") { Weights = "unread.pth", Feature = "100" }),
            Throws.TypeOf<GanGateException>()
                .With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.ProtocolUnknown)
                .And.Message.Contains("64, 192, 768 and 2048"));
}
