using CsCheck;
using GanGate.Images;

namespace GanGate.Tests.Images;

internal sealed class ResizeTests
{
    private static readonly Gen<RgbImage> AnyImage = Gen.Select(Gen.Int[1, 70], Gen.Int[1, 70]).SelectMany(
        (width, height) => Gen.Byte.Array[width * height * 3].Select(pixels => new RgbImage("any", width, height, pixels)));

    private static readonly Gen<int> AnySize = Gen.Int[1, 50];

    [Test]
    public void TensorFlow_bilinear_is_the_textbook_interpolation() => Gen.Select(AnyImage, AnySize).Sample((image, size) =>
        AssertClose(new TensorFlowBilinear(size), image, (values, at) => Linear(values, (double)at * values.Length / size), x => (x - 128) / 128));

    [Test]
    public void PyTorch_bilinear_is_the_textbook_interpolation() => Gen.Select(AnyImage, AnySize).Sample((image, size) =>
        AssertClose(new TorchBilinear(size), image, (values, at) => Linear(values, ((at + 0.5) * values.Length / size) - 0.5), x => (2 * x / 255) - 1));

    [Test]
    public void Antialiased_bicubic_is_the_normalised_kernel_sum() => Gen.Select(AnyImage, AnySize).Sample((image, size) =>
        AssertClose(new AntialiasedBicubic(size, 0f, 255f), image, (values, at) => Cubic(values, at, size), x => Math.Clamp(x, 0, 255) / 255));

    [Test]
    public void An_image_of_the_network_s_size_passes_unchanged()
    {
        RgbImage image = Noise(40, 40);
        float[] expected = [.. Enumerable.Range(0, 3).SelectMany(channel => image.Pixels.Where((_, i) => i % 3 == channel)).Select(x => (x - 128f) / 128f)];

        Assert.That(Apply(new TensorFlowBilinear(40), image), Is.EqualTo(expected));
        Assert.That(Apply(new AntialiasedBicubic(40, 128f, 128f), image), Is.EqualTo(expected));
        Assert.That(Apply(new TorchBilinear(40), image), Is.EqualTo(expected.Select(x => (2f * (((x * 128f) + 128f) / 255f)) - 1f)));
    }

    [TestCase(1, 1)]
    [TestCase(20_000, 3)]
    [TestCase(3, 20_000)]
    [TestCase(1, 1_000_000)]
    public void One_colour_stays_one_colour_at_any_size(int width, int height)
    {
        RgbImage image = new("plain", width, height, new byte[width * height * 3]);
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (i % 3) switch { 0 => 255, 1 => 0, _ => 51 };
        }

        foreach (Preprocessing rule in (Preprocessing[])[new TensorFlowBilinear(33), new TorchBilinear(33), new AntialiasedBicubic(33, 0f, 255f)])
        {
            float[][] planes = [.. Apply(rule, image).Chunk(33 * 33)];
            float[] first = [.. planes.Select(plane => plane[0])];
            Assert.That(first, Is.EqualTo(rule switch
            {
                TensorFlowBilinear => [127 / 128f, -1f, -77 / 128f],
                TorchBilinear => [1f, -1f, -0.6f],
                _ => (float[])[1f, 0f, 0.2f],
            }).Within(1e-6));
            Assert.That(planes.Zip(first, (plane, value) => plane.Max(x => Math.Abs(x - value))), Is.All.LessThan(1e-6));
        }
    }

    [Test]
    public void The_order_of_sizes_and_threads_does_not_matter()
    {
        AntialiasedBicubic shared = new(32, 0f, 255f);
        RgbImage[] images = [.. Enumerable.Range(1, 400).Select(i => Noise((i * 37 % 300) + 1, (i * 91 % 40) + 1))];
        float[][] parallel = new float[images.Length][];
        Parallel.For(0, images.Length, i => parallel[i] = Apply(shared, images[i]));

        for (int i = 0; i < images.Length; i += 20)
        {
            Assert.That(parallel[i].AsSpan().SequenceEqual(Apply(new AntialiasedBicubic(32, 0f, 255f), images[i])));
        }
    }

    [Test]
    public void Planes_of_the_wrong_size_are_refused([Values(64, 191, 193)] int length) =>
        Assert.That(() => new TorchBilinear(8).Apply(Noise(4, 4), new float[length]), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Samples_that_were_not_rounded_yet_are_taken_as_they_are()
    {
        RgbImage rounded = Noise(7, 5);
        float[] samples = Array.ConvertAll(rounded.Pixels, level => level == 255 ? 254.75f : level + 0.25f);
        float[] scaled = Apply(new AntialiasedBicubic(5, 0f, 1f), rounded with { Unrounded = samples });

        Assert.That(scaled, Is.EqualTo(Apply(new AntialiasedBicubic(5, -0.25f, 1f), rounded)).Within(0.25));
        Assert.That(scaled, Is.Not.EqualTo(Apply(new AntialiasedBicubic(5, 0f, 1f), rounded)).Within(0.1));
    }

    private static RgbImage Noise(int width, int height)
    {
        byte[] pixels = new byte[width * height * 3];
        new Random(width + (height * 1000)).NextBytes(pixels);
        return new RgbImage("noise", width, height, pixels);
    }

    private static float[] Apply(Preprocessing rule, RgbImage image)
    {
        float[] planes = new float[3 * rule.Size * rule.Size];
        rule.Apply(image, planes);
        return planes;
    }

    // One channel at a time and in double: the columns of the resized rows.
    private static void AssertClose(Preprocessing rule, RgbImage image, Func<double[], int, double> resize, Func<double, double> scale)
    {
        float[] actual = Apply(rule, image);
        int size = rule.Size;
        for (int channel = 0; channel < 3; channel++)
        {
            double[][] rows = [.. Enumerable.Range(0, image.Height).Select(y =>
            {
                double[] row = [.. Enumerable.Range(0, image.Width).Select(x => (double)image.Pixels[(((y * image.Width) + x) * 3) + channel])];
                return (double[])[.. Enumerable.Range(0, size).Select(x => resize(row, x))];
            })];
            for (int x = 0; x < size; x++)
            {
                double[] column = [.. rows.Select(row => row[x])];
                for (int y = 0; y < size; y++)
                {
                    Assert.That(actual[(((channel * size) + y) * size) + x], Is.EqualTo(scale(resize(column, y))).Within(2e-5));
                }
            }
        }
    }

    private static double Linear(double[] values, double position)
    {
        position = Math.Clamp(position, 0, values.Length - 1);
        int left = (int)position, right = Math.Min(left + 1, values.Length - 1);
        return values[left] + ((position - left) * (values[right] - values[left]));
    }

    private static double Cubic(double[] values, int index, int size)
    {
        double scale = (double)values.Length / size, stretch = Math.Max(1, scale), centre = (index + 0.5) * scale;
        int from = Math.Max(0, (int)(centre - (2 * stretch) + 0.5)), to = Math.Min(values.Length, (int)(centre + (2 * stretch) + 0.5));
        double sum = 0, total = 0;
        for (int tap = from; tap < to; tap++)
        {
            double x = Math.Abs((tap + 0.5 - centre) / stretch);
            double weight = x < 1 ? (1.5 * x * x * x) - (2.5 * x * x) + 1 : x < 2 ? (-0.5 * x * x * x) + (2.5 * x * x) - (4 * x) + 2 : 0;
            sum += weight * values[tap];
            total += weight;
        }

        return sum / total;
    }
}
