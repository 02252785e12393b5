using GanGate.Features;
using GanGate.Settings;

namespace GanGate.Gating;

/// <summary>The rule of one metric beside the distance: all that tells it from that of another metric.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Setting">What gives its limit: the largest value that passes, or the smallest where higher is better.</param>
/// <param name="Error">The code of a broken limit.</param>
/// <param name="Most">The largest limit that makes sense.</param>
/// <param name="LimitOf">The limit of a gate; null for none.</param>
/// <param name="With">A gate with another limit.</param>
internal sealed record MetricRule(
    Metric Metric,
    Setting Setting,
    ErrorCode Error,
    double Most,
    Func<GateDefinition, double?> LimitOf,
    Func<GateDefinition, double?, GateDefinition> With)
{
    private const double Share = 1;

    /// <summary>One for each metric beside the distance, in the order in which they are judged.</summary>
    public static IReadOnlyList<MetricRule> All { get; } =
    [
        new(Metric.Kid, Setting.MaxKid, ErrorCodes.KernelDistanceAboveLimit, double.MaxValue,
            gate => gate.MaxKid, (gate, limit) => gate with { MaxKid = limit }),
        new(Metric.InceptionScore, Setting.MinInceptionScore, ErrorCodes.InceptionScoreBelowLimit, double.MaxValue,
            gate => gate.MinInceptionScore, (gate, limit) => gate with { MinInceptionScore = limit }),
        new(Metric.Precision, Setting.MinPrecision, ErrorCodes.PrecisionBelowLimit, Share,
            gate => gate.MinPrecision, (gate, limit) => gate with { MinPrecision = limit }),
        new(Metric.Recall, Setting.MinRecall, ErrorCodes.RecallBelowLimit, Share,
            gate => gate.MinRecall, (gate, limit) => gate with { MinRecall = limit }),
        new(Metric.Density, Setting.MinDensity, ErrorCodes.DensityBelowLimit, double.MaxValue,
            gate => gate.MinDensity, (gate, limit) => gate with { MinDensity = limit }),
        new(Metric.Coverage, Setting.MinCoverage, ErrorCodes.CoverageBelowLimit, Share,
            gate => gate.MinCoverage, (gate, limit) => gate with { MinCoverage = limit }),
    ];

    /// <summary>The rule of a metric.</summary>
    public static MetricRule Of(Metric metric) => All.Single(rule => rule.Metric == metric);

    /// <summary>Those for which a gate gives a limit.</summary>
    public static IEnumerable<MetricRule> In(GateDefinition gate) => All.Where(rule => rule.LimitOf(gate) is not null);

    /// <summary>The limits of a gate.</summary>
    public static MetricLimit[] LimitsOf(GateDefinition gate) =>
        [.. In(gate).Select(rule => new MetricLimit(rule.Metric, rule.LimitOf(gate)!.Value))];

    /// <summary>Whether a gate's metrics need the features of the reference's single images.</summary>
    public static bool NeedReferenceFeatures(GateDefinition gate) => In(gate).Any(rule => rule.Metric.NeedsReferenceFeatures);

    /// <summary>A limit of a gate that makes no sense; null for none.</summary>
    public static MetricRule? SenselessIn(GateDefinition gate) =>
        In(gate).FirstOrDefault(rule => !(rule.LimitOf(gate) >= 0 && rule.LimitOf(gate) <= rule.Most));
}
