using GanGate.Metrics;

namespace GanGate.Studies;

/// <summary>
/// Whether a score follows the level of a disturbance. The errors are those of independent draws; the levels have their images in common,
/// so that a fall that is called one is one.
/// </summary>
/// <param name="Monotone">Whether no score is lower than one of a lower level by more than chance.</param>
/// <param name="Rises">Whether every score is higher than that of the level before by more than chance.</param>
/// <param name="Fall">The surest fall, where it is not monotone.</param>
public sealed record Trend(bool Monotone, bool Rises, TrendFall? Fall)
{
    /// <summary>Looks at the scores of rising levels.</summary>
    /// <param name="points">At least two.</param>
    /// <param name="alpha">The chance of a false fall, and of a false rise, over all pairs of levels.</param>
    internal static Trend Of(IReadOnlyList<TrendPoint> points, double alpha)
    {
        double pairs = points.Count * (points.Count - 1) / 2.0;
        TrendFall? fall = Falls(points).MinBy(one => one.PValue);
        if (fall?.PValue >= alpha / pairs) fall = null;

        bool rises = points.Zip(points.Skip(1)).All(pair => TestOf(pair.First, pair.Second).PValueOfRise < alpha / (points.Count - 1));
        return new Trend(fall is null, rises, fall);
    }

    private static IEnumerable<TrendFall> Falls(IReadOnlyList<TrendPoint> points) =>
        from to in Enumerable.Range(1, points.Count - 1)
        from start in Enumerable.Range(0, to)
        let test = TestOf(points[start], points[to])
        select new TrendFall(points[start].Level, points[to].Level, -test.Rise, test.StandardError, test.PValueOfFall);

    private static Difference TestOf(TrendPoint before, TrendPoint after) => after.Score.DifferenceFrom(before.Score)!;
}

/// <summary>A score that fell although the level rose.</summary>
/// <param name="From">The lower level.</param>
/// <param name="To">The higher level.</param>
/// <param name="Amount">By how much the score is lower there, without its bias.</param>
/// <param name="StandardError">Of the amount.</param>
/// <param name="PValue">The chance of such a fall when there is none.</param>
public sealed record TrendFall(double From, double To, double Amount, double StandardError, double PValue);

/// <summary>A score at a level.</summary>
/// <param name="Level">The level.</param>
/// <param name="Score">The score with its error.</param>
internal readonly record struct TrendPoint(double Level, Estimate Score);
