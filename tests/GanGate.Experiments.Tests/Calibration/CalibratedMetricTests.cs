using GanGate.Calibration;
using GanGate.Features;
using GanGate.Gating;
using GanGate.Metrics;
using MathNet.Numerics.Distributions;

namespace GanGate.Tests.Calibration;

public class CalibratedMetricTests
{
    private static readonly CalibrationRules Rules = new() { Alpha = 0.05 };

    [Test]
    public void The_limit_is_where_the_next_good_samples_fail_with_the_accepted_chance()
    {
        CalibratedMetric limit = CalibratedMetric.Of(Metric.Fd, [new Estimate(10, 0.3, 1, 1000)], Rules);

        double chance = 1.6448536269514722 * Math.Sqrt(2) * 0.3;
        Assert.That(limit.Limit, Is.GreaterThanOrEqualTo(10 + chance).And.LessThan(10 + chance + 0.01), "rounded away from the good samples");
        Assert.That(limit.VarianceOfLimit, Is.EqualTo(0.09).Within(1e-12), "what the good samples' own noise leaves");
    }

    [Test]
    public void A_set_that_is_low_by_chance_has_a_low_error_too_which_the_limit_makes_good()
    {
        Estimate good = new(10, 0.3, 1, 1000) { FirstOrder = 0.04, SecondOrder = 0.05, ThirdCumulant = 0.01 };

        CalibratedMetric limit = CalibratedMetric.Of(Metric.Fd, [good], Rules);

        // d^2 = z^2 (s^2 + 2 k d / s^2).
        Difference test = good.DifferenceFrom(good)!;
        double d = limit.Limit - 10, plain = test.SignificantRise(0.05), z = plain / test.StandardError, square = test.StandardError * test.StandardError;
        Assert.That(d * d, Is.EqualTo(z * z * (square + (2 * 0.01 * d / square))).Within(2).Percent);
        Assert.That(d, Is.GreaterThan(1.05 * plain));
    }

    [Test]
    public void A_least_value_lies_below_the_good_samples()
    {
        CalibratedMetric limit = CalibratedMetric.Of(Metric.Recall, [new Estimate(0.8, 0.01, null, 1000)], Rules);

        double chance = 1.6448536269514722 * Math.Sqrt(2) * 0.01;
        Assert.That(limit.Limit, Is.LessThanOrEqualTo(0.8 - chance).And.GreaterThan(0.8 - chance - 0.001));
        Assert.That(limit.Rise(new Estimate(0.8), new Estimate(0.7)), Is.EqualTo(0.1).Within(1e-12), "a fall is what is worse");
    }

    [Test]
    public void An_allowance_is_added_to_what_is_chance()
    {
        CalibratedMetric plain = CalibratedMetric.Of(Metric.Fd, [new Estimate(10, 0.3, 1, 1000)], Rules);
        CalibratedMetric wide = CalibratedMetric.Of(Metric.Fd, [new Estimate(10, 0.3, 1, 1000)], Rules with { Allowance = new Allowance(10, true) });

        Assert.That(wide.Limit - plain.Limit, Is.EqualTo(0.9).Within(0.011), "a tenth of what is left without the bias");
    }

    [Test]
    public void Three_runs_show_how_trainings_scatter()
    {
        Estimate[] runs = [new(10, 0.1, 0, 1000), new(12, 0.1, 0, 1000), new(14, 0.1, 0, 1000)];

        CalibratedMetric limit = CalibratedMetric.Of(Metric.Fd, runs, Rules);

        double chance = -StudentT.InvCDF(0, 1, 2, 0.05) * Math.Sqrt(4 * (1 + (1.0 / 3)));
        Assert.That(limit.Good.Value, Is.EqualTo(12));
        Assert.That(limit.Limit, Is.EqualTo(12 + chance).Within(0.1).And.GreaterThanOrEqualTo(12 + chance));
    }

    [Test]
    public void A_baseline_forgives_what_it_allows_where_that_is_more_than_chance()
    {
        CalibratedMetric sure = CalibratedMetric.Of(Metric.Fd, [new Estimate(100, 0.1, 0, 1000)], Rules);
        CalibratedMetric unsure = CalibratedMetric.Of(Metric.Fd, [new Estimate(1, 0.1, 0, 1000)], Rules);

        Assert.That(sure.BaselineThreshold, Is.EqualTo(5));
        Assert.That(unsure.BaselineThreshold, Is.EqualTo(1.6448536269514722 * Math.Sqrt(2) * 0.1).Within(1e-9));
    }
}
