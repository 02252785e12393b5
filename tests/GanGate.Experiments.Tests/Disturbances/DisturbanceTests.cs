using CsCheck;
using GanGate.Disturbances;
using GanGate.Images;
using GanGate.Tests.Images;

namespace GanGate.Tests.Disturbances;

/// <summary>What holds for all six.</summary>
public class DisturbanceTests
{
    private static readonly FormulaImages Images = new(
        12, 20, (image, x, y, channel) => (byte)((image * 50) + (x * 7) + (y * 11) + (channel * 40)));
    private static readonly FormulaImages Others = FormulaImages.Grey(12, 20, 7);

    private static IEnumerable<DisturbanceKind> Kinds => DisturbanceKind.All;

    [TestCaseSource(nameof(Kinds))]
    public void Level_0_is_no_disturbance(DisturbanceKind kind) =>
        Assert.That(Make(kind, seed: 1).At(0), Is.SameAs(Images));

    [TestCaseSource(nameof(Kinds))]
    public void The_seed_decides_whatever_the_order_the_threads_and_the_set_around_an_image(DisturbanceKind kind)
    {
        double level = kind.PaperLevels[2];
        float[][] once = All(Make(kind, seed: 1, threads: 1).At(level));
        float[][] backwards = [.. All(Reversed(Make(kind, seed: 1, threads: 3).At(level))).Reverse()];

        Assert.That(backwards, Is.EqualTo(once));
        if (kind != DisturbanceKind.Blur) Assert.That(All(Make(kind, seed: 2).At(level)), Is.Not.EqualTo(once));
    }

    [TestCaseSource(nameof(Kinds))]
    public void A_higher_level_changes_more(DisturbanceKind kind)
    {
        Disturbance disturbance = Make(kind, seed: 1);
        double[] changes = [.. kind.PaperLevels.Select(level => Difference(disturbance.At(level)))];

        Assert.That(changes, Is.Ordered.And.Unique);
        Assert.That(changes[0], Is.Zero);
    }

    [TestCaseSource(nameof(Kinds))]
    public void Samples_stay_in_the_range_of_images_and_people_see_them_rounded(DisturbanceKind kind) =>
        Gen.Select(Gen.Double[1e-3, 1], Gen.Int[0, 11], Gen.Long[0, 1000]).Sample(
            (share, index, seed) =>
            {
                RgbImage image = Make(kind, seed).At(share * kind.PaperLevels[^1]).Decode(index);
                float[] samples = SamplesOf(image);
                return (image.Width, image.Height, samples.Length) == (20, 20, 1200)
                    && samples.All(sample => sample is >= 0 and <= 255)
                    && samples.Zip(image.Pixels).All(pair => Math.Abs(pair.First - pair.Second) <= 0.5);
            },
            iter: 20);

    [Test]
    public void Samples_reach_the_network_unrounded()
    {
        float[] samples = SamplesOf(Make(DisturbanceKind.Noise, seed: 1).At(0.25).Decode(3));

        Assert.That(samples.Count(sample => sample != MathF.Round(sample)), Is.GreaterThan(1000));
    }

    [Test]
    public void What_is_unrounded_already_stays_so()
    {
        Unrounded unrounded = new();
        Disturbance salt = Disturbance.Of(DisturbanceKind.SaltAndPepper, new DisturbanceOptions(unrounded));

        Assert.That(SamplesOf(salt.At(1e-9).Decode(0)), Is.All.EqualTo(12.25f));
    }

    [TestCase("noise", "0,1.5", 0, 1.5)]
    [TestCase("blur", "above", 0, 200)]
    [TestCase("swirl", "falling", 2, 1)]
    [TestCase("rectangles", "negative", -0.5, 0)]
    [TestCase("contamination", "equal", 0.5, 0.5)]
    [TestCase("salt-and-pepper", "not a number", 0, double.NaN)]
    public void Levels_that_are_not_possible_are_refused_with_those_of_the_paper(string name, string _, double first, double second)
    {
        DisturbanceKind kind = DisturbanceKind.All.Single(kind => kind.Name == name);

        Assert.That(
            () => kind.Require([first, second]),
            Throws.TypeOf<GanGateException>().With.Message.StartsWith($"--{name} needs two or more rising levels from 0 to "));
        Assert.That(() => kind.Require([0.5]), Throws.TypeOf<GanGateException>());
        Assert.That(kind.Require(kind.PaperLevels), Is.SameAs(kind.PaperLevels));
    }

    private static Disturbance Make(DisturbanceKind kind, long seed, int threads = 2) =>
        Disturbance.Of(kind, new DisturbanceOptions(Images) { Others = Others, Seed = seed, Threads = threads });

    private static SelectedImages Reversed(IImageSource images) => new(images, [.. Enumerable.Range(0, images.Count).Reverse()]);

    private static float[][] All(IImageSource images) =>
        [.. Enumerable.Range(0, images.Count).Select(index => SamplesOf(images.Decode(index)))];

    private static double Difference(IImageSource disturbed) => All(disturbed).Zip(All(Images))
        .Sum(pair => pair.First.Zip(pair.Second).Sum(samples => Math.Abs(samples.First - samples.Second)));

    private static float[] SamplesOf(RgbImage image) => image.Unrounded ?? [.. image.Pixels.Select(pixel => (float)pixel)];

    private sealed class Unrounded : IImageSource
    {
        public string Description => "unrounded";

        public int Count => 2;

        public string NameOf(int index) => $"{index}";

        public RgbImage Decode(int index) => new("", 4, 4, new byte[48]) { Unrounded = [.. Enumerable.Repeat(12.25f, 48)] };
    }
}
