using GanGate.Metrics;
using GanGate.Numerics;

namespace GanGate.Measuring;

/// <summary>
/// When a gate may answer before all images are measured. At a look the value of all images is expected to be V = FD - b (1 - n / N),
/// with SE^2 = E (1 - n / N) + V_2 (1 - (n / N)^2), E and V_2 the first and the second order of the score's own error: the images come in a
/// random order, so those measured are a sample of all.
/// </summary>
/// <param name="Total">N, all images.</param>
/// <param name="Looks">The numbers of images after which to look: doubling from the first, below N.</param>
/// <param name="Boundaries">For each look, how many standard errors a rule must be kept or broken by.</param>
/// <param name="Error">The chance that an early verdict is another than that of all images.</param>
internal sealed record EarlyPlan(int Total, int[] Looks, double[] Boundaries, double Error)
{
    private const int FewestImages = 1000;

    // With fewer samples the bias is not known well enough.
    private const int SamplesPerFeature = 2;

    // Where the first look comes later than after a quarter of the images, the looks cost more than they save.
    private const int WorthIt = 4;

    private const ulong OrderSeed = 20170608;

    /// <summary>The plan for a number of images.</summary>
    /// <param name="total">N.</param>
    /// <param name="dimension">D.</param>
    /// <param name="error">The stated error of one gate.</param>
    /// <param name="rules">The rules that share the error; all must be decided.</param>
    public static EarlyPlan For(int total, int dimension, double error, int rules = 1)
    {
        List<int> looks = [];
        for (long look = FirstLook(dimension); look < total; look *= 2) looks.Add((int)look);

        // What counts is how the looks depend on each other; the error is spent by images, since information all but jumps to infinity
        // at the last ones.
        double[] times = [.. looks.Select(look => (double)look / looks[^1])];
        double[] information = [.. looks.Select(look => 1 / ((1.0 / look) - (1.0 / total)))];
        return new EarlyPlan(total, [.. looks], SpendingBoundaries.Of(error / rules, times, information), error);
    }

    /// <summary>The first look: 2 D images, but at least 1,000.</summary>
    public static int FirstLook(int dimension) => Math.Max(SamplesPerFeature * dimension, FewestImages);

    /// <summary>With fewer images in all, an early answer costs more than it saves.</summary>
    public static int FewestTotal(int dimension) => WorthIt * FirstLook(dimension);

    /// <summary>The order of the images: names sort by class, so the order of the source will not do.</summary>
    public static int[] Order(int total) => new Philox(OrderSeed).Order(stream: 0, total);

    /// <summary>Whether every rule is kept or broken by more than chance.</summary>
    /// <param name="look">Which look.</param>
    /// <param name="score">The score at that look, with its error.</param>
    /// <param name="margins">By how much each rule is expected to be broken over all images; below 0 where it is kept.</param>
    public bool IsDecided(int look, Estimate score, IEnumerable<double> margins)
    {
        double share = (double)Looks[look] / Total, whole = score.StandardError!.Value * score.StandardError.Value;
        double error = Math.Sqrt((1 - share) * (whole + (share * Math.Min(whole, score.SecondOrder ?? 0))));
        return margins.All(margin => Math.Abs(margin) >= Boundaries[look] * error);
    }
}

/// <summary>That a gate answered early, or tried to.</summary>
/// <param name="Used">Images measured.</param>
/// <param name="Of">All images.</param>
/// <param name="Error">The chance that all images would give another verdict; 0 when all were measured.</param>
/// <param name="Expected">The value that all images are expected to give.</param>
public sealed record EarlyAnswer(int Used, int Of, double Error, double Expected);
