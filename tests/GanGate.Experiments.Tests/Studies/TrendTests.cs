using CsCheck;
using GanGate.Metrics;
using GanGate.Studies;

namespace GanGate.Tests.Studies;

public class TrendTests
{
    private const double Alpha = 0.001;

    [Test]
    public void Scores_far_above_each_other_rise() =>
        Assert.That(Of(1, (0, 0), (0.25, 10), (0.5, 20)), Is.EqualTo(new Trend(Monotone: true, Rises: true, Fall: null)));

    [Test]
    public void Scores_within_their_errors_neither_rise_nor_fall() =>
        Assert.That(Of(1, (0, 0), (0.25, 1), (0.5, -1)), Is.EqualTo(new Trend(Monotone: true, Rises: false, Fall: null)));

    [Test]
    public void The_surest_fall_is_named_also_between_levels_that_are_no_neighbours()
    {
        Trend trend = Of(1, (0, 10), (1, 7.5), (2, 4.5), (4, 20));

        Assert.That((trend.Monotone, trend.Rises), Is.EqualTo((false, false)));
        Assert.That(Of(1, (0, 10), (1, 7.5)).Monotone, Is.True, "each step alone is within the errors");
        Assert.That(Of(1, (0, 7.5), (1, 4.5)).Monotone, Is.True);
        Assert.That((trend.Fall!.From, trend.Fall.To, trend.Fall.Amount), Is.EqualTo((0.0, 2.0, 5.5)));
        Assert.That(trend.Fall.StandardError, Is.EqualTo(Math.Sqrt(2)).Within(1e-12));
    }

    // z = fall / sqrt(2): one pair at 0.001 asks for 3.09 sqrt(2) = 4.37, six pairs for 3.59 sqrt(2) = 5.07.
    [Test]
    public void The_accepted_chance_is_shared_by_all_pairs_of_levels()
    {
        Assert.That(Of(1, (0, 4.6), (1, 0)).Monotone, Is.False);
        Assert.That(Of(1, (0, 4.6), (1, 0), (2, 2), (3, 3)).Monotone, Is.True);
        Assert.That(Of(1, (0, 5.2), (1, 0), (2, 2), (3, 3)).Monotone, Is.False);
    }

    [Test]
    public void A_trend_does_not_depend_on_the_unit_of_the_score() =>
        Gen.Select(Gen.Double[-5, 5].Array[4], Gen.Double[0.5, 2], Gen.Double[0.01, 100]).Sample((scores, error, unit) =>
        {
            Trend one = Trend.Of([.. scores.Select((score, i) => new TrendPoint(i, new Estimate(score, error)))], Alpha);
            Trend other = Trend.Of([.. scores.Select((score, i) => new TrendPoint(i, new Estimate(unit * score, unit * error)))], Alpha);
            return (one.Monotone, one.Rises, one.Fall?.From, one.Fall?.To) == (other.Monotone, other.Rises, other.Fall?.From, other.Fall?.To);
        });

    private static Trend Of(double error, params (double Level, double Score)[] points) =>
        Trend.Of([.. points.Select(point => new TrendPoint(point.Level, new Estimate(point.Score, error)))], Alpha);
}
