using CsCheck;
using GanGate.Images;

namespace GanGate.Tests.Images;

public class GaussianBlurTests
{
    private static readonly Gen<RgbImage> AnyImage = Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9]).SelectMany(
        (width, height) => Gen.Byte.Array[width * height * 3].Select(pixels => new RgbImage("any", width, height, pixels)));

    [Test]
    public void A_blurred_pixel_is_the_weighted_mean_of_those_around_it() => Gen.Select(AnyImage, Gen.Double[0.1, 3]).Sample((image, sigma) =>
    {
        double[] samples = Array.ConvertAll(image.Pixels, level => (double)level);
        double[] blurred = GaussianBlur.Blur(samples, image.Width, image.Height, sigma);

        Assert.That(blurred, Is.EqualTo(Textbook(image, sigma)).Within(1e-9));
        Assert.That(
            GaussianBlur.Apply(image, sigma).Pixels.Zip(blurred, (pixel, value) => Math.Abs(pixel - value)), Is.All.LessThanOrEqualTo(0.5 + 1e-9));
    });

    // Of scipy.ndimage.gaussian_filter([0, 0, 0, 0, 1], sigma=0.5): the edge pixel counts twice, and the kernel ends at two pixels.
    [Test]
    public void The_border_is_mirrored_and_the_kernel_cut_off_as_in_scipy()
    {
        double[] row = new double[15];
        row[12] = row[13] = row[14] = 1;
        double near = Math.Exp(-2), far = Math.Exp(-8), sum = 1 + (2 * near) + (2 * far);

        double[] blurred = GaussianBlur.Blur(row, width: 5, height: 1, sigma: 0.5);

        double[] expected = [0, 0, far / sum, (near + far) / sum, (1 + near) / sum];
        Assert.That(blurred.Where((_, i) => i % 3 == 0), Is.EqualTo(expected).Within(1e-15));
    }

    [Test]
    public void The_image_itself_and_its_name_stay()
    {
        RgbImage image = new("eye", 2, 1, [0, 0, 0, 200, 100, 50]) { Unrounded = new float[6] };

        RgbImage blurred = GaussianBlur.Apply(image, 2);

        Assert.That((blurred.Name, blurred.Width, blurred.Height, blurred.Unrounded), Is.EqualTo(("eye", 2, 1, (float[]?)null)));
        Assert.That(image.Pixels, Is.EqualTo(new byte[] { 0, 0, 0, 200, 100, 50 }));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void A_width_of_nothing_is_refused(double sigma) =>
        Assert.That(() => GaussianBlur.Apply(new RgbImage("a", 1, 1, new byte[3]), sigma), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static double[] Textbook(RgbImage image, double sigma)
    {
        int radius = (int)((4 * sigma) + 0.5);
        double[] expected = new double[image.Pixels.Length];
        for (int i = 0; i < expected.Length; i++)
        {
            int channel = i % 3, x = i / 3 % image.Width, y = i / 3 / image.Width;
            double sum = 0, total = 0;
            for (int dy = -radius; dy <= radius; dy++)
            {
                for (int dx = -radius; dx <= radius; dx++)
                {
                    double weight = Math.Exp(-((dx * dx) + (dy * dy)) / (2 * sigma * sigma));
                    int column = Reflected(x + dx, image.Width), row = Reflected(y + dy, image.Height);
                    sum += weight * image.Pixels[(((row * image.Width) + column) * 3) + channel];
                    total += weight;
                }
            }

            expected[i] = sum / total;
        }

        return expected;
    }

    private static int Reflected(int position, int length)
    {
        while (position < 0 || position >= length) position = position < 0 ? -1 - position : (2 * length) - 1 - position;
        return position;
    }
}
