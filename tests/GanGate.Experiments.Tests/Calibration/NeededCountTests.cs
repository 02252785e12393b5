using CsCheck;
using GanGate.Calibration;
using GanGate.Gating;
using GanGate.Metrics;
using MathNet.Numerics.Distributions;

namespace GanGate.Tests.Calibration;

public class NeededCountTests
{
    private static readonly CalibrationRules Rules = new() { Alpha = 0.05 };

    [Test]
    public void Without_a_second_order_the_count_is_that_of_the_classical_formula()
    {
        NeededCount needed = NeededCount.Of(new Estimate(10, 0.5, 0, 1000), new Allowance(5, true), Rules)!;

        double z = 1.6448536269514722 + 1.2815515655446004;
        Assert.That(needed.Rise, Is.EqualTo(0.5));
        Assert.That(needed.Samples, Is.EqualTo(Math.Ceiling(2 * z * z * 0.25 * 1000 / 0.25)));
    }

    [Test]
    public void At_that_count_the_rise_is_found_with_the_wanted_chance() => Gen.Select(Gen.Double[0.1, 5], Gen.Double[0, 1]).Sample((error, share) =>
    {
        const long Count = 1000;
        double second = share * error * error;
        Estimate good = new(50, error, 0, Count) { SecondOrder = second };

        NeededCount needed = NeededCount.Of(good, new Allowance(2.5, false), Rules)!;

        double ratio = (double)Count / needed.Samples;
        double noise = Math.Sqrt(2 * ((((error * error) - second) * ratio) + (second * ratio * ratio)));
        double found = Normal.CDF(0, 1, (needed.Rise / noise) - 1.6448536269514722);
        double fewer = Normal.CDF(0, 1, (needed.Rise / (noise * needed.Samples / Math.Max(1, needed.Samples - 2))) - 1.6448536269514722);
        Assert.That(found, Is.GreaterThanOrEqualTo(0.9 - 1e-6));
        Assert.That(fewer, Is.LessThanOrEqualTo(0.9 + 1e-3), "and hardly more than is needed");
    }, iter: 200);

    [Test]
    public void More_samples_find_it_more_often()
    {
        NeededCount needed = NeededCount.Of(new Estimate(10, 0.5, 0, 1000) { SecondOrder = 0.1 }, new Allowance(5, true), Rules)!;

        Assert.That(needed.Chances.Select(chance => chance.Found), Is.Ordered.Ascending);
        Assert.That(needed.Chances[0].Samples, Is.LessThan(needed.Samples));
        Assert.That(needed.Chances[^1].Samples, Is.GreaterThan(needed.Samples));
    }

    [Test]
    public void A_rise_of_nothing_needs_no_count() =>
        Assert.That(NeededCount.Of(new Estimate(0, 0.5, 0, 1000), new Allowance(5, true), Rules), Is.Null);
}
