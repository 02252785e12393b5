using CsCheck;
using GanGate.Images;

namespace GanGate.Tests.Images;

internal sealed class ResizeTests
{
    private static readonly Gen<RgbImage> AnyImage = Gen.Select(Gen.Int[1, 70], Gen.Int[1, 70]).SelectMany(
        (width, height) => Gen.Byte.Array[width * height * 3].Select(pixels => new RgbImage("any", width, height, pixels)));

    private static readonly Gen<int> AnySize = Gen.Int[1, 50];

    private static readonly Normalization Levels = Normalization.Same(1, 0, 1), Unit = Normalization.Same(255, 0, 1);

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
    public void Torch_s_antialiased_resizes_are_normalised_kernel_sums(
        [Values(ResizeRule.TorchAntialias, ResizeRule.TorchAntialiasBicubic)] ResizeRule rule) => Gen.Select(AnyImage, AnySize).Sample((image, size) =>
        AssertClose(Preprocessing.Of(rule, size, Unit), image, (values, at) => ResizeReference.Sum(values, at, size, rule), x => x / 255));

    [Test]
    public void Pillow_s_8_bit_resizes_are_sums_of_whole_numbers(
        [Values(ResizeRule.Pillow, ResizeRule.PillowBilinear, ResizeRule.PillowLanczos, ResizeRule.PillowBox)] ResizeRule rule,
        [Values] Crop crop) => Gen.Select(AnyImage, AnySize).Sample((image, size) =>
    {
        float[] actual = Apply(Preprocessing.Of(rule, size, Levels, crop), image);
        (RgbImage part, int width, int height) = crop switch
        {
            Crop.CentreSquare => (Square(image), size, size),
            Crop.ShorterSide when image.Width <= image.Height => (image, size, size * image.Height / image.Width),
            Crop.ShorterSide => (image, size * image.Width / image.Height, size),
            _ => (image, size, size),
        };
        int left = Offset(width - size), top = Offset(height - size);
        for (int channel = 0; channel < 3; channel++)
        {
            byte[,] expected = ResizeReference.Bytes(Plane(part, channel), width, height, rule);
            for (int i = 0; i < size * size; i++)
            {
                Assert.That(actual[(channel * size * size) + i], Is.EqualTo(expected[top + (i / size), left + (i % size)]));
            }
        }
    });

    [Test]
    public void A_square_in_the_middle_is_resized_as_if_it_were_the_image([Values] ResizeRule rule) =>
        Gen.Select(AnyImage, AnySize).Sample((image, size) => Assert.That(
            Apply(Preprocessing.Of(rule, size, Levels, Crop.CentreSquare), image),
            Is.EqualTo(Apply(Preprocessing.Of(rule, size, Levels), Square(image)))));

    [Test]
    public void A_square_image_is_the_same_under_every_crop([Values] ResizeRule rule) =>
        Gen.Select(AnyImage, AnySize).Sample((image, size) =>
        {
            float[][] crops = [.. Enum.GetValues<Crop>().Select(crop => Apply(Preprocessing.Of(rule, size, Levels, crop), Square(image)))];
            Assert.That(crops, Is.All.EqualTo(crops[0]));
        });

    [TestCase(448, 300, 224, 334, 55)]
    [TestCase(300, 448, 224, 224, 0)]
    [TestCase(225, 224, 224, 225, 0)]
    [TestCase(227, 224, 224, 227, 2)]
    [TestCase(229, 224, 224, 229, 2)]
    [TestCase(301, 17, 224, 3966, 1871)]
    public void The_longer_side_is_cut_at_a_truncated_length_and_an_even_half(int width, int height, int size, int across, int offset)
    {
        Frame frame = Frame.Of(Crop.ShorterSide, width, height, size);
        Assert.That((frame.Across, Frame.Offset(frame.Across, size)), Is.EqualTo((across, offset)));
        Assert.That(Math.Min(frame.Across, frame.Down), Is.EqualTo(size));
    }

    [Test]
    public void Channels_are_normalised_for_themselves_and_blue_comes_first_where_it_is_asked_for()
    {
        RgbImage image = Noise(9, 9);
        Normalization normalization = new(255, [0.1f, 0.2f, 0.3f], [0.5f, 2f, 4f]);
        float[][] planes = [.. Apply(Preprocessing.Of(ResizeRule.Pillow, 9, normalization), image).Chunk(81)];
        float[][] reversed = [.. Apply(Preprocessing.Of(ResizeRule.Pillow, 9, normalization with { BlueFirst = true }), image).Chunk(81)];

        for (int channel = 0; channel < 3; channel++)
        {
            float[] expected = [.. image.Pixels.Where((_, i) => i % 3 == channel)
                .Select(x => ((x / 255f) - normalization.Mean[channel]) / normalization.Std[channel])];
            Assert.That(planes[channel], Is.EqualTo(expected));
            Assert.That(reversed[2 - channel], Is.EqualTo(expected));
        }
    }

    [Test]
    public void Every_rule_keeps_an_image_of_its_size_and_one_colour_at_any_size([Values] ResizeRule rule, [Values] Crop crop)
    {
        float white = rule == ResizeRule.Torch ? 1 : 255;
        RgbImage noise = Noise(31, 31), plain = new("plain", 57, 21, [.. Enumerable.Repeat<byte[]>([200, 3, 77], 57 * 21).SelectMany(pixel => pixel)]);
        float[] same = Apply(Preprocessing.Of(rule, 31, Levels, crop), noise);
        float[][] planes = [.. Apply(Preprocessing.Of(rule, 31, Levels, crop), plain).Chunk(31 * 31)];

        float[] expected = [.. Enumerable.Range(0, 3).SelectMany(channel => noise.Pixels.Where((_, i) => i % 3 == channel)).Select(x => x * white / 255)];
        Assert.That(same, Is.EqualTo(expected).Within(1e-7));
        Assert.That(planes.Select(plane => plane.Max()), Is.EqualTo(new[] { 200 * white / 255, 3 * white / 255, 77 * white / 255 }).Within(1e-4));
        Assert.That(planes.Select(plane => plane.Max() - plane.Min()), Is.All.LessThan(2e-4));
    }

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

    private static RgbImage Square(RgbImage image)
    {
        int side = Math.Min(image.Width, image.Height), left = (image.Width - side) / 2, top = (image.Height - side) / 2;
        byte[] pixels = [.. Enumerable.Range(top, side).SelectMany(y => image.Pixels.Skip(((y * image.Width) + left) * 3).Take(side * 3))];
        return new RgbImage("square", side, side, pixels);
    }

    private static byte[,] Plane(RgbImage image, int channel)
    {
        byte[,] plane = new byte[image.Height, image.Width];
        for (int i = 0; i < plane.Length; i++) plane[i / image.Width, i % image.Width] = image.Pixels[(3 * i) + channel];
        return plane;
    }

    // Halves to even: 0, 0, 1, 2, 2, 2, 3, 4.
    private static int Offset(int spare) => (spare / 4 * 2) + (spare % 4) switch { 0 or 1 => 0, 2 => 1, _ => 2 };

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
