using GanGate.Archives;
using GanGate.Features;
using GanGate.Images;
using GanGate.Models;
using GanGate.Tests.Models;

namespace GanGate.Tests.Features;

public class Dinov2ProtocolsTests
{
    private static readonly TemporaryFolder Folder = new();
    private static readonly Lazy<string> Small = new(() => Write("vits14"));

    [OneTimeTearDown]
    public void Delete() => Folder.Dispose();

    [TestCase("dinov2", "dgm")]
    [TestCase("dinov2-clean", "dgm_clean")]
    [TestCase("dinov2-edm2", "edm2_torch")]
    [TestCase("dinov2-torch-fidelity", "torch_fidelity")]
    public void Features_of_image_files_equal_the_programs_own(string id, string array) => Assert.That(
        AssertEqualFeatures(id, array, Small.Value, "vits14", Path.Combine(Repository.Shared("reference", "images"), "c*.jpg")), Is.EqualTo(8));

    [Explicit("minutes: every stored image under every rule, and the large networks")]
    [TestCase("vits14", 124)]
    [TestCase("vitb14", 8)]
    [TestCase("vitl14", 8)]
    public void Features_of_every_stored_image_equal_the_programs_own(string variant, int count)
    {
        string weights = variant == "vits14" ? Small.Value : Write(variant), images = Repository.Shared("reference", "images");
        string[] sources = [images, Path.Combine(Repository.Shared("reference", "cifar", "test"), "*_000[0-5].jpg")];
        foreach ((string id, string array) in new[]
        {
            ("dinov2", "dgm"), ("dinov2-clean", "dgm_clean"), ("dinov2-edm2", "edm2_torch"), ("dinov2-torch-fidelity", "torch_fidelity"),
        })
        {
            int seen = sources.Sum(source => AssertEqualFeatures(id, array, weights, variant, source));
            Assert.That(seen, Is.EqualTo(count), id);
        }
    }

    // The images of a source that have stored features; returns how many.
    private static int AssertEqualFeatures(string id, string array, string weights, string variant, string source)
    {
        using NpzReader golden = NpzReader.Open(Repository.Shared("reference", "vit", $"golden_dinov2_{variant}.npz"));
        string[] names = golden.ReadText("names");
        IImageSource all = ImageSources.Open(source);
        SelectedImages images = new(all, [.. Enumerable.Range(0, all.Count).Where(i => names.Contains(Path.GetFileName(all.NameOf(i))))]);
        using Extractor extractor = Protocols.Open(new ProtocolOptions(id) { Weights = weights });
        int length = extractor.Protocol.Dimension;
        float[] expected = golden.Read<float>(array);
        List<float> rows = [];

        FeatureExtraction.Run(images, extractor, values => rows.AddRange(values), new FeatureOptions { BatchSize = 8 });

        double worst = 0;
        for (int i = 0; i < images.Count; i++)
        {
            string name = Path.GetFileName(images.NameOf(i));
            double error = Vectors.RelativeError([.. rows.Skip(i * length).Take(length)], expected.AsSpan(Array.IndexOf(names, name) * length, length));
            Assert.That(error, Is.LessThan(1e-5), name);
            worst = Math.Max(worst, error);
        }

        TestContext.Out.WriteLine($"{id} {variant}: {images.Count} images, at most {worst:e2}");
        return images.Count;
    }

    private static string Write(string variant)
    {
        (int width, int depth) = variant switch { "vits14" => (384, 12), "vitb14" => (768, 12), _ => (1024, 24) };
        string path = Folder[$"{variant}.safetensors"];
        StandInTransformer.Write(path, StandInTransformer.Dinov2Entries(width, depth));
        return path;
    }
}
