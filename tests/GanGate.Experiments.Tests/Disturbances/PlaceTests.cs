using GanGate.Disturbances;
using GanGate.Images;
using GanGate.Tests.Images;

namespace GanGate.Tests.Disturbances;

/// <summary>Disturbances that change some pixels of an image and leave the others alone.</summary>
public class PlaceTests
{
    private const int Count = 50, Side = 40;

    [TestCase(0.25, 10)]
    [TestCase(0.29, 11)]
    [TestCase(0.5, 20)]
    public void Five_rectangles_cover_at_least_the_area_of_one_and_at_most_that_of_five(double level, int side)
    {
        int[] areas = [.. Rectangles(level).Select(image => Changed(image).Count())];

        Assert.That(areas, Is.All.InRange(side * side, 5 * side * side));
        Assert.That(areas.Distinct().Count(), Is.GreaterThan(Count / 4), "places are random");
    }

    // One pixel each, at places drawn evenly with repeats: n (1 - (1 - 1 / n)^5) of n pixels are covered on average.
    [Test]
    public void Rectangles_lie_anywhere_inside_the_image()
    {
        RgbImage[] images = [.. Rectangles(1.0 / Side, Count * 40)];
        double pixels = Side * Side, mean = images.Average(image => Changed(image).Count());
        int[] corners = [.. images.SelectMany(Changed).Where(pixel => pixel is 0 or (Side * Side) - 1)];

        Assert.That(mean, Is.EqualTo(pixels * (1 - Math.Pow(1 - (1 / pixels), 5))).Within(0.01));
        Assert.That(corners.Distinct().Count(), Is.EqualTo(2), "first and last pixel");
    }

    [Test]
    public void Rectangles_are_as_dark_as_the_darkest_sample_of_the_set()
    {
        FormulaImages images = new(6, Side, (image, _, _, _) => (byte)(90 - image));
        Disturbance rectangles = Disturbance.Of(DisturbanceKind.Rectangles, new DisturbanceOptions(images));

        Assert.That(rectangles.At(1).Decode(0).Unrounded, Is.All.EqualTo(85));
    }

    [TestCase(0.1)]
    [TestCase(0.3)]
    public void The_level_is_the_share_of_pixels_that_turn_black_or_white(double level)
    {
        RgbImage[] images = [.. SaltAndPepper(level)];
        double pixels = Count * Side * Side, changed = images.Sum(image => Changed(image).Count());
        double white = images.Sum(image => Changed(image).Count(pixel => image.Unrounded![3 * pixel] == 255));

        Assert.That(changed / pixels, Is.EqualTo(level).Within(5 * Math.Sqrt(level * (1 - level) / pixels)));
        Assert.That(white / changed, Is.EqualTo(0.5).Within(5 * 0.5 / Math.Sqrt(changed)));
        Assert.That(
            images.SelectMany(image => Changed(image).Select(pixel => image.Unrounded.AsSpan(3 * pixel, 3).ToArray())),
            Is.All.EqualTo(new float[] { 0, 0, 0 }).Or.EqualTo(new float[] { 255, 255, 255 }));
    }

    [Test]
    public void A_pixel_that_turned_at_a_level_keeps_its_colour_at_higher_ones()
    {
        foreach ((RgbImage low, RgbImage high) in SaltAndPepper(0.1).Zip(SaltAndPepper(0.3)))
        {
            Assert.That(Changed(low), Is.All.Matches<int>(pixel => high.Unrounded![3 * pixel] == low.Unrounded![3 * pixel]));
        }
    }

    private static IEnumerable<RgbImage> Rectangles(double level, int count = Count) => Disturbed(DisturbanceKind.Rectangles, level, count);

    private static IEnumerable<RgbImage> SaltAndPepper(double level) => Disturbed(DisturbanceKind.SaltAndPepper, level, Count);

    // Grey, but for one black sample that says how dark black is.
    private static IEnumerable<RgbImage> Disturbed(DisturbanceKind kind, double level, int count)
    {
        FormulaImages images = new(count + 1, Side, (image, _, _, _) => image == count ? (byte)0 : (byte)100);
        Disturbance disturbance = Disturbance.Of(kind, new DisturbanceOptions(images) { Seed = 4 });
        return Enumerable.Range(0, count).Select(index => disturbance.At(level).Decode(index));
    }

    private static IEnumerable<int> Changed(RgbImage image) =>
        Enumerable.Range(0, image.Width * image.Height).Where(pixel => image.Unrounded![3 * pixel] != 100);
}
