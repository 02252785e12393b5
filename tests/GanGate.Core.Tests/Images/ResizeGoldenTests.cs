using GanGate.Archives;
using GanGate.Images;

namespace GanGate.Tests.Images;

internal sealed class ResizeGoldenTests
{
    private static readonly string[] Names = ["c02_cat_32x32.jpg", "j13_odd_17x301.jpg", "j06_420_512x384.jpg"];

    [TestCaseSource(nameof(Names))]
    public void TensorFlow_1_bit_for_bit(string name) =>
        AssertSame(Resize(new TensorFlowBilinear(), name), Golden(name, "tf1_bilinear_0_255", value => (value - 128f) / 128f));

    [TestCaseSource(nameof(Names))]
    public void PyTorch_bit_for_bit(string name) =>
        AssertSame(Resize(new TorchBilinear(), name), Golden(name, "pytorch_bilinear_0_1", value => (2f * value) - 1f));

    [TestCaseSource(nameof(Names))]
    public void Antialiased_bicubic_but_for_the_last_bit_of_a_few_values(string name)
    {
        // Without an offset, in the units of the golden arrays: 7.6e-6 is half a unit in the last place at 128 and above.
        float[] actual = Resize(new AntialiasedBicubic(299, 0f, 1f), name), expected = Golden(name, "clean_bicubic_0_255", value => value);
        float[] differences = [.. actual.Zip(expected, (a, b) => Math.Abs(a - b))];

        Assert.That(differences.Max(), Is.LessThanOrEqualTo(7.7e-6f));
        Assert.That(differences.Count(difference => difference > 0), Is.LessThanOrEqualTo(4e-5 * differences.Length));
    }

    [TestCaseSource(nameof(Inputs))]
    public void Inputs_of_published_programs_bit_for_bit(string rule, Preprocessing preprocessing)
    {
        using NpzReader inputs = NpzReader.Open(Repository.Shared("reference", "vit", "golden_inputs.npz"));
        string[] arrays = [.. inputs.Names.Where(name => name.EndsWith($"__{rule}", StringComparison.Ordinal))];
        Assert.That(arrays, Has.Length.GreaterThan(3));

        foreach (string array in arrays)
        {
            float[] actual = Resize(preprocessing, array[..^(rule.Length + 2)]), expected = inputs.Read<float>(array);
            Assert.That(actual.AsSpan().CommonPrefixLength(expected), Is.EqualTo(expected.Length), array);
        }
    }

    private static IEnumerable<TestCaseData> Inputs()
    {
        (string Rule, Preprocessing Preprocessing)[] inputs =
        [
            ("dgm", Preprocessing.Of(ResizeRule.Pillow, 224, Normalization.ImageNet)),
            ("dgm_clean", Preprocessing.Of(ResizeRule.Clean, 224, Normalization.ImageNet)),
            ("edm2_torch", Preprocessing.Of(ResizeRule.TorchAntialiasBicubic, 224, Normalization.ImageNet)),
            ("torch_fidelity", Preprocessing.Of(ResizeRule.TensorFlow1, 224, Normalization.ImageNetLevels)),
            ("clip_fid", Preprocessing.Of(ResizeRule.Pillow, 224, Normalization.OpenAi, Crop.ShorterSide)),
            ("cmmd", Preprocessing.Of(ResizeRule.Pillow, 336, Normalization.OpenAi, Crop.CentreSquare)),
            ("torchmetrics", Preprocessing.Of(ResizeRule.TorchAntialias, 299, Normalization.Inception)),
        ];
        return inputs.Select(input => new TestCaseData(input.Rule, input.Preprocessing).SetArgDisplayNames(input.Rule));
    }

    private static void AssertSame(float[] actual, float[] expected) =>
        Assert.That(actual.AsSpan().CommonPrefixLength(expected), Is.EqualTo(expected.Length));

    private static float[] Resize(Preprocessing preprocessing, string name)
    {
        // The expected pixels, so that this depends on no decoder.
        NpyFile pixels = NpyFile.Read(Repository.Shared("reference", "images_expected.npz"), name);
        float[] planes = new float[3 * preprocessing.Size * preprocessing.Size];
        preprocessing.Apply(new RgbImage(name, pixels.Shape[1], pixels.Shape[0], pixels.Bytes()), planes);
        return planes;
    }

    private static float[] Golden(string name, string rule, Func<float, float> scale)
    {
        float[] interleaved = NpyFile.Read(Repository.Shared("reference", "golden_resized.npz"), $"{name}__{rule}").Floats();
        int area = interleaved.Length / 3;
        return [.. Enumerable.Range(0, interleaved.Length).Select(i => scale(interleaved[(i % area * 3) + (i / area)]))];
    }
}
