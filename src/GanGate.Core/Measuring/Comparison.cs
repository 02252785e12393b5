using GanGate.Features;
using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Measuring;

/// <summary>
/// Two sets of features held against each other: the one place where a distance, its error, repeats and the other metrics are computed,
/// each when it is first asked for.
/// </summary>
/// <param name="generated">The samples.</param>
/// <param name="reference">What they are held against; null for metrics of the samples alone.</param>
/// <param name="cancellation">Stops long work.</param>
internal sealed class Comparison(FeatureSet generated, FeatureSet? reference, CancellationToken cancellation)
{
    private FrechetDistance? _distance;
    private DistanceError? _error;
    private KernelInceptionDistance? _kernel;
    private MaximumMeanDiscrepancy? _discrepancy;
    private PrecisionRecall? _neighbours;
    private InceptionScore? _inception;

    /// <summary>The samples.</summary>
    public FeatureSet Generated { get; } = generated;

    /// <summary>What they are held against.</summary>
    public FeatureSet Reference => reference ?? throw new InvalidOperationException("there is no reference");

    /// <summary>The Fréchet distance.</summary>
    public FrechetDistance Distance => _distance ??= FrechetDistance.Between(Generated.Statistics, Reference.Statistics, Reference.Factor);

    /// <summary>Its error, its bias and each sample's influence; null where the samples' features are not at hand.</summary>
    public DistanceError? Error => _error ??= RowsOf(Generated, "generated") is FeatureRows rows
        ? DistanceError.Of(rows, Generated.Statistics, Reference.Statistics, Reference.Factor)
        : null;

    /// <summary>The score of the two sets' protocol with its error and bias, where they are known.</summary>
    public Estimate Estimate => EstimateOf(Score);

    /// <summary>The score alone.</summary>
    public double Value => Score.IsFrechet ? Distance.Value : Discrepancy.Value;

    /// <summary>How much each sample raises the score, times n; null where the samples' features are not at hand.</summary>
    public double[]? Influence => Score.IsFrechet ? Error?.Influence : Discrepancy.Influence;

    private Estimate Frechet => new(Distance.Value, Error?.StandardError, Error?.Bias, Generated.Statistics.Count)
    {
        FirstOrder = Error?.Parts?.FirstOrder,
        SecondOrder = Error?.Parts?.SecondOrder,
        ThirdCumulant = Error?.Parts?.ThirdCumulant,
    };

    /// <summary>Where the two sets differ.</summary>
    public DistanceProfile Profile => DistanceProfile.Of(Generated.Statistics, Reference.Statistics);

    /// <summary>Samples that repeat each other, or images of the reference; null where the samples' features are not at hand.</summary>
    /// <param name="ofReference">Whether repeats of reference images are looked for too, where their features are at hand.</param>
    /// <param name="radius">Up to which share of the root mean square distance of two reference images two count as the same picture.</param>
    public RepeatedRows? Repeats(bool ofReference = true, double radius = RepeatedRows.UsualRadius)
    {
        if (RowsOf(Generated, "generated") is not FeatureRows rows) return null;
        FeatureStatistics known = Reference.Statistics;
        double[] variances = [.. Enumerable.Range(0, known.Dimension).Select(i => known.Sigma[(i * known.Dimension) + i])];
        return RepeatedRows.Find(rows, ofReference ? RowsOf(Reference, "reference") : null, variances, radius);
    }

    /// <summary>FD-infinity.</summary>
    public FrechetInfinity Infinity => FrechetInfinity.Between(TableOf(Generated), Reference.Statistics, cancellation);

    /// <summary>The Fréchet distance of spatial features.</summary>
    public FrechetDistance SpatialDistance => FrechetDistance.Between(Generated.Spatial!, Reference.Spatial!);

    /// <summary>The Kernel Inception Distance.</summary>
    public KernelInceptionDistance Kernel => _kernel ??= KernelInceptionDistance.Between(
        TableOf(Generated), TableOf(Reference), cancellation: cancellation);

    /// <summary>The maximum mean discrepancy.</summary>
    public MaximumMeanDiscrepancy Discrepancy => _discrepancy ??= MaximumMeanDiscrepancy.Between(
        TableOf(Generated), TableOf(Reference), cancellation);

    /// <summary>Precision, recall, density and coverage.</summary>
    public PrecisionRecall PrecisionRecall => _neighbours ??= PrecisionRecall.Between(
        TableOf(Generated), TableOf(Reference), cancellation: cancellation);

    /// <summary>The Inception Score, of the samples alone.</summary>
    public InceptionScore InceptionScore => _inception ??= InceptionScore.Of(
        new FeatureTable(Generated.Logits!.Value, Generated.Logits.Value.Length / (int)Count!.Value));

    /// <summary>Whether the two sets hold what a metric is measured of: moments, features of each image on both sides, or logits.</summary>
    public bool Has(Metric metric) =>
        metric.NeedsLogits ? Generated.Logits is not null
        : metric.NeedsReferenceFeatures ? Generated.Features is not null && reference?.Features is not null
        : metric.OfFeatures && reference is not null;

    /// <summary>
    /// A metric with its standard error, of another draw of as many samples against the same reference. A bias of 0 says that there is none,
    /// so that unequal counts compare; where it is not known they do not.
    /// </summary>
    /// <param name="metric">One that the sets hold enough for (<see cref="Has"/>).</param>
    public Estimate EstimateOf(Metric metric) => metric.Id switch
    {
        "fid" or "fd" => Frechet,
        "kid" => new Estimate(Kernel.Subset.Mean, Kernel.StandardError, Kernel.StandardError is null ? null : 0, Count),
        "cmmd" => new Estimate(Discrepancy.Value, Discrepancy.StandardError, Discrepancy.StandardError is null ? null : Discrepancy.Bias, Count),
        "inceptionScore" => new Estimate(InceptionScore.Score.Mean, InceptionScore.StandardError, Bias: null, Count),
        "precision" => new Estimate(PrecisionRecall.Precision, PrecisionRecall.Errors.Precision, Bias: 0, Count),
        "recall" => new Estimate(PrecisionRecall.Recall, PrecisionRecall.Errors.Recall, Bias: null, Count),
        "density" => new Estimate(PrecisionRecall.Density, PrecisionRecall.Errors.Density, Bias: 0, Count),
        "coverage" => new Estimate(PrecisionRecall.Coverage, PrecisionRecall.Errors.Coverage, Bias: null, Count),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "not a metric of images"),
    };

    // What has no protocol is compared by the distance.
    private Metric Score => Generated.Statistics.Meta is { } meta ? Metric.Of(meta.Protocol, meta.Dimension, meta.Fingerprint) : Metric.Fd;

    private long? Count => Generated.Statistics.Count;

    private static FeatureTable TableOf(FeatureSet set) => new(set.Features!.Value, set.Statistics.Dimension);

    private FeatureRows? RowsOf(FeatureSet set, string name) => set.Images is null ? null : set.Rows(name, cancellation);
}
