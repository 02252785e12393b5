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

    private static void AssertSame(float[] actual, float[] expected) =>
        Assert.That(actual.AsSpan().CommonPrefixLength(expected), Is.EqualTo(expected.Length));

    private static float[] Resize(Preprocessing preprocessing, string name)
    {
        // The expected pixels, so that this depends on no decoder.
        NpyFile pixels = NpyFile.Read(Repository.Shared("reference", "images_expected.npz"), name);
        float[] planes = new float[3 * 299 * 299];
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
