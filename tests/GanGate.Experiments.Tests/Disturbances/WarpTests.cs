using CsCheck;
using GanGate.Disturbances;
using GanGate.Images;
using GanGate.Tests.Images;

namespace GanGate.Tests.Disturbances;

/// <summary>Blur and swirl, against closed forms.</summary>
public class WarpTests
{
    private const int Side = 32;
    private const double Radius = 25;

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(4)]
    public void A_blurred_point_is_a_gaussian_of_that_variance(double sigma)
    {
        const int Wide = 81, Middle = 40;
        FormulaImages point = new(1, Wide, (_, x, y, _) => (x, y) == (Middle, Middle) ? (byte)255 : (byte)0);
        float[] blurred = Disturbance.Of(DisturbanceKind.Blur, new DisturbanceOptions(point)).At(sigma).Decode(0).Unrounded!;
        double sum = 0, across = 0, down = 0;
        for (int i = 0; i < Wide * Wide; i++)
        {
            double weight = blurred[3 * i];
            sum += weight;
            across += weight * Math.Pow((i % Wide) - Middle, 2);
            down += weight * Math.Pow((i / Wide) - Middle, 2);
        }

        Assert.That(sum, Is.EqualTo(255).Within(1e-3), "light is kept");
        Assert.That(across / sum, Is.EqualTo(sigma * sigma).Within(0.2).Percent);
        Assert.That(down / sum, Is.EqualTo(sigma * sigma).Within(0.2).Percent);
        double centre = 255 / (2 * Math.PI * sigma * sigma);
        Assert.That(blurred[3 * ((Middle * Wide) + Middle)], Is.EqualTo(centre).Within(1).Percent);
    }

    [Test]
    public void Without_strength_a_swirl_changes_nothing()
    {
        ImageSamples image = Slope((x, y) => (x * x) + (3 * y));

        Assert.That(Swirl.Apply(image, strength: 0, Radius).Values, Is.EqualTo(image.Values).Within(1e-9));
    }

    // Interpolation is exact on a slope, so that each pixel shows where it comes from.
    [Test]
    public void A_pixel_comes_from_the_same_distance_turned_by_what_the_distance_leaves_of_the_strength() =>
        Gen.Select(Gen.Double[-4, 4], Gen.Double[5, 80], Gen.Int[8, 23], Gen.Int[8, 23]).Sample((strength, radius, x, y) =>
        {
            double across = x - (Side / 2.0), down = y - (Side / 2.0), distance = Math.Sqrt((across * across) + (down * down));
            double angle = Math.Atan2(down, across) + (strength * Math.Exp(-distance * 5 / (radius * Math.Log(2))));
            double fromX = Pixel(Swirl.Apply(Slope((column, _) => column), strength, radius), x, y);
            double fromY = Pixel(Swirl.Apply(Slope((_, row) => row), strength, radius), x, y);

            return Math.Abs(fromX - (Side / 2.0) - (distance * Math.Cos(angle))) < 1e-9
                && Math.Abs(fromY - (Side / 2.0) - (distance * Math.Sin(angle))) < 1e-9;
        });

    [Test]
    public void The_border_stays_as_it_was()
    {
        ImageSamples image = Slope((x, y) => (17 * x * y) % 256), swirled = Swirl.Apply(image, 4, Radius);
        bool[] same = [.. Enumerable.Range(0, Side * Side).Select(i => Pixel(swirled, i % Side, i / Side) == Pixel(image, i % Side, i / Side))];
        bool[] border = [.. Enumerable.Range(0, Side * Side).Select(i => i % Side is < 3 or >= Side - 4 || i / Side is < 3 or >= Side - 4)];

        Assert.That(border.Zip(same).Where(pixel => pixel.First), Is.All.Matches<(bool, bool)>(pixel => pixel.Item2));
        Assert.That(border.Zip(same).Count(pixel => !pixel.First && pixel.Second), Is.LessThan(50), "and nothing else does");
    }

    [Test]
    public void Images_swirl_in_both_directions_about_as_often()
    {
        FormulaImages images = new(400, Side, (_, x, _, _) => (byte)(4 * x));
        Disturbance swirl = Disturbance.Of(DisturbanceKind.Swirl, new DisturbanceOptions(images));
        RgbImage[] swirled = [.. Enumerable.Range(0, 400).Select(index => swirl.At(1).Decode(index))];
        byte[] slope = [.. Enumerable.Range(0, Side).Select(x => (byte)(4 * x))];
        ImageSamples image = ImageSamples.Of(images.Decode(0));
        ImageSamples forth = Swirl.Apply(image, 1, Radius), back = Swirl.Apply(image, -1, Radius);
        int forward = swirled.Count(one => Equals(one, forth)), backward = swirled.Count(one => Equals(one, back));

        Assert.That(forward + backward, Is.EqualTo(400), "the radius is 25 where images are not 64 pixels wide");
        Assert.That(forward, Is.InRange(150, 250));
    }

    [Test]
    public void Faces_of_64_pixels_swirl_with_the_radius_of_70_and_others_by_option()
    {
        FormulaImages faces = new(2, 64, (_, x, y, _) => (byte)((3 * x) + (y / 2)));
        ImageSamples face = ImageSamples.Of(faces.Decode(0));
        RgbImage own = Disturbance.Of(DisturbanceKind.Swirl, new DisturbanceOptions(faces)).At(2).Decode(0);
        RgbImage given = Disturbance.Of(DisturbanceKind.Swirl, new DisturbanceOptions(faces) { SwirlRadius = 40 }).At(2).Decode(0);

        Assert.That(Equals(own, Swirl.Apply(face, 2, 70)) || Equals(own, Swirl.Apply(face, -2, 70)), Is.True);
        Assert.That(Equals(given, Swirl.Apply(face, 2, 40)) || Equals(given, Swirl.Apply(face, -2, 40)), Is.True);
    }

    [Test]
    public void A_swirl_without_a_radius_is_refused() => Assert.That(
        () => Disturbance.Of(DisturbanceKind.Swirl, new DisturbanceOptions(FormulaImages.Grey(2, 9)) { SwirlRadius = 0 }),
        Throws.TypeOf<GanGateException>().With.Message.EqualTo("swirlRadius must be above 0"));

    private static ImageSamples Slope(Func<int, int, double> height) =>
        new(Side, Side, [.. Enumerable.Range(0, Side * Side * 3).Select(i => height(i / 3 % Side, i / 3 / Side))]);

    private static double Pixel(ImageSamples image, int x, int y) => image.Values[3 * ((y * image.Width) + x)];

    private static bool Equals(RgbImage image, ImageSamples samples) =>
        image.Unrounded!.Zip(samples.Values).All(pair => Math.Abs(pair.First - pair.Second) < 1e-3);
}
