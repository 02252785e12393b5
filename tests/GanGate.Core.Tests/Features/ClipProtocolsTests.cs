using GanGate.Archives;
using GanGate.Features;
using GanGate.Images;
using GanGate.Models;
using GanGate.Tests.Models;

namespace GanGate.Tests.Features;

public class ClipProtocolsTests
{
    private static readonly TemporaryFolder Folder = new();
    private static readonly Lazy<string> Base = new(() => Write("base.safetensors", Clip.Base));

    private static string[] Sources =>
        [Repository.Shared("reference", "images"), Path.Combine(Repository.Shared("reference", "cifar", "test"), "*_000[0-5].jpg")];

    [OneTimeTearDown]
    public void Delete() => Folder.Dispose();

    [Test]
    public void Features_of_image_files_equal_clean_fid_s()
    {
        string images = Path.Combine(Repository.Shared("reference", "images"), "c*.jpg");
        Assert.That(CountEqual("clip-fid", Base.Value, "golden_clip_fid.npz", [("names", "clip_fid")], images), Is.EqualTo(8));
    }

    [Explicit("minutes: every stored image")]
    [Test]
    public void Features_of_every_stored_image_equal_clean_fid_s() =>
        Assert.That(CountEqual("clip-fid", Base.Value, "golden_clip_fid.npz", [("names", "clip_fid")], Sources), Is.EqualTo(124));

    [Explicit("minutes: the large network")]
    [Test]
    public void Embeddings_of_every_stored_image_equal_those_of_CMMD() => Assert.That(
        CountEqual("cmmd", Write("large.safetensors", Clip.Large336), "golden_cmmd.npz", [("names_x", "x"), ("names_y", "y")], Sources),
        Is.EqualTo(24));

    [Test]
    public void The_protocols_are_described_without_their_weights()
    {
        Protocol fid = Protocols.Describe(new ProtocolOptions("clip-fid")), cmmd = Protocols.Describe(new ProtocolOptions("cmmd"));

        Assert.That((fid.Dimension, fid.Size, fid.WeightsHash), Is.EqualTo((512, 224, PublicModel.ClipBase.Sha256)));
        Assert.That((cmmd.Dimension, cmmd.Size, cmmd.WeightsHash), Is.EqualTo((768, 336, PublicModel.ClipLarge.Sha256)));
        Assert.That((fid.ScoreName, cmmd.ScoreName), Is.EqualTo(("FD (clip-fid)", "CMMD")));
        Assert.That(Protocols.Describe(new ProtocolOptions("cmmd-float16")).ScoreName, Is.EqualTo("CMMD (cmmd-float16)"));
        Assert.That((fid.Metric, cmmd.Metric), Is.EqualTo((Metric.Fd, Metric.Cmmd)));
    }

    [TestCase("clip-fid", "224")]
    [TestCase("cmmd", "336")]
    public void Other_sizes_and_features_are_refused(string id, string size)
    {
        Assert.That(
            () => Protocols.Describe(new ProtocolOptions(id) { Size = 64 }),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo($"the protocol '{id}' has its own size, {size}"));
        Assert.That(
            () => Protocols.Describe(new ProtocolOptions(id) { Feature = "64" }),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo($"the protocol '{id}' has one kind of features, 'embedding', not '64'"));
    }

    [Test]
    public void Weights_of_the_other_tower_are_refused() =>
        Assert.That(
            () => Protocols.Open(new ProtocolOptions("cmmd") { Weights = Base.Value }),
            Throws.TypeOf<GanGateException>().With.Message.Contains("'visual.conv1.weight' has the shape (768, 3, 32, 32), not (1024, 3, 14, 14)"));

    [Test]
    public void Weights_are_known_as_CLIP_s_when_they_are_imported() => Assert.That(() => Protocols.CheckWeights(Base.Value), Throws.Nothing);

    // The images of sources that have stored features; returns how many.
    private static int CountEqual(string id, string weights, string file, (string Names, string Values)[] arrays, params string[] sources)
    {
        using NpzReader golden = NpzReader.Open(Repository.Shared("reference", "vit", file));
        using Extractor extractor = Protocols.Open(new ProtocolOptions(id) { Weights = weights });
        int length = extractor.Protocol.Dimension, seen = 0;
        double worst = 0;
        foreach ((string names, string values) in arrays)
        {
            string[] stored = golden.ReadText(names);
            float[] expected = golden.Read<float>(values);
            foreach (IImageSource all in sources.Select(source => ImageSources.Open(source)))
            {
                SelectedImages images = new(all, [.. Enumerable.Range(0, all.Count).Where(i => stored.Contains(Path.GetFileName(all.NameOf(i))))]);
                List<float> rows = [];
                if (images.Count > 0) FeatureExtraction.Run(images, extractor, part => rows.AddRange(part), new FeatureOptions { BatchSize = 8 });
                for (int i = 0; i < images.Count; i++, seen++)
                {
                    string name = Path.GetFileName(images.NameOf(i));
                    float[] features = [.. rows.Skip(i * length).Take(length)];
                    double error = Vectors.RelativeError(features, expected.AsSpan(Array.IndexOf(stored, name) * length, length));
                    Assert.That(error, Is.LessThan(1e-5), name);
                    worst = Math.Max(worst, error);
                }
            }
        }

        TestContext.Out.WriteLine($"{id}: {seen} images, at most {worst:e2}");
        return seen;
    }

    private static string Write(string name, VisionTransformer tower)
    {
        StandInClip.Write(Folder[name], tower);
        return Folder[name];
    }
}
