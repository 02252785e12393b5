using GanGate.Archives;
using GanGate.Features;
using GanGate.Images;
using GanGate.Tests.Models;

namespace GanGate.Tests.Features;

public class Dinov2ProtocolsTests
{
    private static readonly TemporaryFolder Folder = new();
    private static readonly Lazy<string> Small = new(() => Write("vits14"));

    private static readonly (string Id, string Array)[] Rules =
    [
        ("dinov2", "dgm"), ("dinov2-clean", "dgm_clean"), ("dinov2-edm2", "edm2_torch"), ("dinov2-torch-fidelity", "torch_fidelity"),
    ];

    [OneTimeTearDown]
    public void Delete() => Folder.Dispose();

    [TestCase("dinov2", "dgm")]
    [TestCase("dinov2-clean", "dgm_clean")]
    [TestCase("dinov2-edm2", "edm2_torch")]
    [TestCase("dinov2-torch-fidelity", "torch_fidelity")]
    public void Features_of_image_files_equal_the_programs_own(string id, string array)
    {
        using NpzReader golden = NpzReader.Open(Repository.Shared("reference", "vit", "golden_dinov2_vits14.npz"));
        ImageFolder images = ImageFolder.Open(Path.Combine(Repository.Shared("reference", "images"), "c*.jpg"));
        using Extractor extractor = Protocols.Open(new ProtocolOptions(id) { Weights = Small.Value });
        string[] names = golden.ReadText("names");
        float[] expected = golden.Read<float>(array);
        List<float> rows = [];

        FeatureExtraction.Run(images, extractor, values => rows.AddRange(values), new FeatureOptions { BatchSize = 5 });

        Assert.That(rows, Has.Count.EqualTo(8 * 384));
        for (int i = 0; i < images.Count; i++)
        {
            int row = Array.IndexOf(names, images.NameOf(i));
            Assert.That(
                Vectors.RelativeError([.. rows.Skip(i * 384).Take(384)], expected.AsSpan(row * 384, 384)), Is.LessThan(1e-5), names[row]);
        }
    }

    [Explicit("minutes: every stored image under every rule, and the large networks")]
    [TestCase("vits14", 124)]
    [TestCase("vitb14", 8)]
    [TestCase("vitl14", 8)]
    public void Features_of_every_stored_image_equal_the_programs_own(string variant, int count)
    {
        using NpzReader golden = NpzReader.Open(Repository.Shared("reference", "vit", $"golden_dinov2_{variant}.npz"));
        using NpzReader pixels = NpzReader.Open(Repository.Shared("reference", "images_expected.npz"));
        ImageFolder photos = ImageFolder.Open(Repository.Shared("reference", "cifar", "test"));
        RgbImage[] images = [.. golden.ReadText("names").Select(name => ImageOf(name, pixels, photos))];
        Assert.That(images, Has.Length.EqualTo(count));
        foreach ((string id, string array) in Rules)
        {
            using Extractor extractor = Protocols.Open(new ProtocolOptions(id) { Weights = variant == "vits14" ? Small.Value : Write(variant) });
            float[] planes = new float[3 * 224 * 224], features = new float[extractor.Protocol.Dimension], expected = golden.Read<float>(array);
            double[] errors = [.. images.Select((image, i) =>
            {
                extractor.Preprocessing.Apply(image, planes);
                extractor.Run(planes, 1, features);
                return Vectors.RelativeError(features, expected.AsSpan(i * features.Length, features.Length));
            })];
            TestContext.Out.WriteLine($"{id} {variant}: {count} images, at most {errors.Max():e2}");
            Assert.That(errors, Is.All.LessThan(1e-5));
        }
    }

    [TestCase(null, 1024)]
    [TestCase("vits14", 384)]
    [TestCase("dinov2-vitb14", 768)]
    public void Public_weights_are_known_without_being_here(string? weights, int dimension)
    {
        Protocol protocol = Protocols.Describe(new ProtocolOptions("dinov2") { Weights = weights });

        Assert.That((protocol.Dimension, protocol.Size, protocol.Feature), Is.EqualTo((dimension, 224, "class-token")));
        Assert.That(protocol.ScoreName, Is.EqualTo(weights is null ? "FD (dinov2)" : $"FD (dinov2, {weights})"));
    }

    [Test]
    public void Rules_and_weights_are_part_of_the_fingerprint()
    {
        string[] ids = [.. Protocols.Ids.Where(id => id.StartsWith("dinov2", StringComparison.Ordinal))];
        Assert.That(ids, Has.Length.EqualTo(8));
        Assert.That(
            ids.SelectMany(id => new[] { null, "vits14", "vitb14" }, (id, weights) => Protocols.Describe(new ProtocolOptions(id) { Weights = weights }).Fingerprint),
            Is.Unique);
    }

    [Test]
    public void Half_precision_gives_nearly_the_same_features_as_another_protocol()
    {
        IImageSource source = new ImageSelection(Limit: 2).Apply(ImageSources.Open(Path.Combine(Repository.Shared("reference", "images"), "c*.jpg")));
        using Extractor single = Protocols.Open(new ProtocolOptions("dinov2") { Weights = Small.Value });
        using Extractor half = Protocols.Open(new ProtocolOptions("dinov2-float16") { Weights = Small.Value });
        List<float> expected = [], actual = [];

        FeatureExtraction.Run(source, single, values => expected.AddRange(values));
        FeatureExtraction.Run(source, half, values => actual.AddRange(values));

        double error = Vectors.RelativeError([.. actual], [.. expected]);
        TestContext.Out.WriteLine($"{error:e2}");
        Assert.That(error, Is.Positive.And.LessThan(5e-3));
        Assert.That(half.Protocol.Fingerprint, Is.Not.EqualTo(single.Protocol.Fingerprint));
    }

    [TestCase("dinov2", "the checkpoint is not one of DINOv2's networks: it has no 'patch_embed.proj.weight'")]
    [TestCase("ttur", "the checkpoint is not one of the FID's Inception network: it has no 'Conv2d_1a_3x3.conv.weight'")]
    public void Weights_of_another_network_are_refused_by_the_entry_that_is_missing(string id, string reason)
    {
        string weights = Folder["other.safetensors"];
        StandInTransformer.Write(weights, [("norm.weight", [8]), ("norm.bias", [8])]);

        Assert.That(() => Protocols.Open(new ProtocolOptions(id) { Weights = weights }), Fails(ErrorCodes.CheckpointMismatch).And.Message.EqualTo(reason));
    }

    [Test]
    public void Another_size_or_feature_is_refused()
    {
        Assert.That(
            () => Protocols.Describe(new ProtocolOptions("dinov2-clean") { Size = 64 }),
            Fails(ErrorCodes.ProtocolUnknown).And.Message.EqualTo("the protocol 'dinov2-clean' has its own size, 224"));
        Assert.That(
            () => Protocols.Describe(new ProtocolOptions("dinov2") { Feature = "768" }),
            Fails(ErrorCodes.ProtocolUnknown).And.Message.EqualTo("the protocol 'dinov2' has one kind of features, 'class-token', not '768'"));
    }

    // The stored pixels, so that this depends on no decoder; of photos there are none.
    private static RgbImage ImageOf(string name, NpzReader pixels, ImageFolder photos)
    {
        if (!pixels.Names.Contains(name)) return photos.Decode(Enumerable.Range(0, photos.Count).First(i => photos.NameOf(i) == name));
        IReadOnlyList<long> shape = pixels.HeaderOf(name).Shape;
        return new RgbImage(name, (int)shape[1], (int)shape[0], pixels.Read<byte>(name));
    }

    private static NUnit.Framework.Constraints.Constraint Fails(ErrorCode error) =>
        Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(error);

    private static string Write(string variant)
    {
        (int width, int depth) = variant switch { "vits14" => (384, 12), "vitb14" => (768, 12), _ => (1024, 24) };
        string path = Folder[$"{variant}.safetensors"];
        if (File.Exists(path)) return path;
        StandInTransformer.Write(path, StandInTransformer.Dinov2Entries(width, depth));
        return path;
    }
}
