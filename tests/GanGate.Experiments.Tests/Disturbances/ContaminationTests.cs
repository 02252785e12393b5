using CsCheck;
using GanGate.Disturbances;
using GanGate.Images;
using GanGate.Tests.Images;

namespace GanGate.Tests.Disturbances;

public class ContaminationTests
{
    [Test]
    public void Exactly_the_levels_share_is_replaced_by_different_images_of_the_second_set() =>
        Gen.Select(Gen.Int[2, 60], Gen.Double[0, 1], Gen.Long[0, 99]).Sample((count, level, seed) =>
        {
            string[] names = Names(Make(count, others: 60, seed).At(level));
            string[] foreign = [.. names.Where(name => name.StartsWith("other", StringComparison.Ordinal))];

            return foreign.Length == (int)Math.Round(level * count, MidpointRounding.AwayFromZero)
                && foreign.Distinct().Count() == foreign.Length
                && names.Select((name, index) => (name, index)).All(one => foreign.Contains(one.name) || one.name == $"own-{one.index}");
        });

    [Test]
    public void A_higher_level_keeps_what_a_lower_one_replaced()
    {
        Disturbance contamination = Make(count: 40, others: 40, seed: 3);
        string[] low = Names(contamination.At(0.25)), high = Names(contamination.At(0.75));

        Assert.That(low.Zip(high).Where(pair => pair.First.StartsWith("other", StringComparison.Ordinal)), Is.All.Matches<(string, string)>(
            pair => pair.Item1 == pair.Item2).And.Exactly(10).Items);
    }

    [Test]
    public void The_images_are_those_of_the_names()
    {
        IImageSource half = Make(count: 10, others: 10, seed: 1).At(0.5);

        for (int i = 0; i < half.Count; i++)
        {
            Assert.That(half.Decode(i).Pixels[0], Is.EqualTo(half.NameOf(i).StartsWith("other", StringComparison.Ordinal) ? 200 : 100));
        }
    }

    [Test]
    public void A_second_set_that_is_too_small_is_named_with_both_numbers() => Assert.That(
        () => Make(count: 40, others: 29, seed: 0).At(0.75),
        Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.TooFewToContaminate)
            .And.Message.StartsWith("'other' holds 29 images, and 30 are to be replaced by it"));

    [Test]
    public void Without_a_second_set_there_is_no_contamination() => Assert.That(
        () => Disturbance.Of(DisturbanceKind.Contamination, new DisturbanceOptions(FormulaImages.Grey(2, 4))),
        Throws.TypeOf<GanGateException>().With.Message.Contains("contaminateWith"));

    private static Disturbance Make(int count, int others, long seed) => Disturbance.Of(
        DisturbanceKind.Contamination,
        new DisturbanceOptions(new FormulaImages(count, 4, (_, _, _, _) => 100, "own"))
        {
            Others = new FormulaImages(others, 4, (_, _, _, _) => 200, "other"),
            Seed = seed,
        });

    private static string[] Names(IImageSource images) => [.. Enumerable.Range(0, images.Count).Select(images.NameOf)];
}
