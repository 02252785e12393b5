using GanGate.Features;
using GanGate.Settings;

namespace GanGate.Gating;

/// <summary>The rule of one metric beside the distance: all that tells it from that of another metric.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Error">The code of a broken limit.</param>
/// <param name="Most">The largest limit that makes sense.</param>
/// <param name="Fails">What gives its limit: the largest value that passes, or the smallest where higher is better.</param>
/// <param name="Warns">What gives the limit of the values that pass without a warning.</param>
internal sealed record MetricRule(Metric Metric, ErrorCode Error, double Most, GateLimit Fails, GateLimit Warns)
{
    private const double Share = 1;

    /// <summary>One for each metric beside the distance, in the order in which they are judged.</summary>
    public static IReadOnlyList<MetricRule> All { get; } =
    [
        new(Metric.Kid, ErrorCodes.KernelDistanceAboveLimit, double.MaxValue,
            new(Setting.MaxKid, gate => gate.MaxKid, (gate, limit) => gate with { MaxKid = limit }),
            new(Setting.WarnKid, gate => gate.WarnKid, (gate, limit) => gate with { WarnKid = limit })),
        new(Metric.Cmmd, ErrorCodes.DiscrepancyAboveLimit, double.MaxValue,
            new(Setting.MaxCmmd, gate => gate.MaxCmmd, (gate, limit) => gate with { MaxCmmd = limit }),
            new(Setting.WarnCmmd, gate => gate.WarnCmmd, (gate, limit) => gate with { WarnCmmd = limit })),
        new(Metric.InceptionScore, ErrorCodes.InceptionScoreBelowLimit, double.MaxValue,
            new(Setting.MinInceptionScore, gate => gate.MinInceptionScore, (gate, limit) => gate with { MinInceptionScore = limit }),
            new(Setting.WarnInceptionScore, gate => gate.WarnInceptionScore, (gate, limit) => gate with { WarnInceptionScore = limit })),
        new(Metric.Precision, ErrorCodes.PrecisionBelowLimit, Share,
            new(Setting.MinPrecision, gate => gate.MinPrecision, (gate, limit) => gate with { MinPrecision = limit }),
            new(Setting.WarnPrecision, gate => gate.WarnPrecision, (gate, limit) => gate with { WarnPrecision = limit })),
        new(Metric.Recall, ErrorCodes.RecallBelowLimit, Share,
            new(Setting.MinRecall, gate => gate.MinRecall, (gate, limit) => gate with { MinRecall = limit }),
            new(Setting.WarnRecall, gate => gate.WarnRecall, (gate, limit) => gate with { WarnRecall = limit })),
        new(Metric.Density, ErrorCodes.DensityBelowLimit, double.MaxValue,
            new(Setting.MinDensity, gate => gate.MinDensity, (gate, limit) => gate with { MinDensity = limit }),
            new(Setting.WarnDensity, gate => gate.WarnDensity, (gate, limit) => gate with { WarnDensity = limit })),
        new(Metric.Coverage, ErrorCodes.CoverageBelowLimit, Share,
            new(Setting.MinCoverage, gate => gate.MinCoverage, (gate, limit) => gate with { MinCoverage = limit }),
            new(Setting.WarnCoverage, gate => gate.WarnCoverage, (gate, limit) => gate with { WarnCoverage = limit })),
    ];

    /// <summary>What gives the limits, those that fail and those that warn.</summary>
    public static IEnumerable<GateLimit> Limits => All.SelectMany(rule => rule.OfBothKinds);

    /// <summary>The rule of a metric.</summary>
    public static MetricRule Of(Metric metric) => All.Single(rule => rule.Metric == metric);

    /// <summary>Those for which a gate gives a limit.</summary>
    public static IEnumerable<MetricRule> In(GateDefinition gate) => All.Where(rule => rule.OfBothKinds.Any(limit => limit.Of(gate) is not null));

    /// <summary>The limits of a gate.</summary>
    public static MetricLimit[] LimitsOf(GateDefinition gate) =>
        [.. In(gate).Select(rule => new MetricLimit(rule.Metric, rule.Fails.Of(gate), rule.Warns.Of(gate)))];

    /// <summary>Whether a gate's metrics need the features of the reference's single images.</summary>
    public static bool NeedReferenceFeatures(GateDefinition gate) => In(gate).Any(rule => rule.Metric.NeedsReferenceFeatures);

    /// <summary>Why a limit of a gate makes no sense; null for none.</summary>
    public static Sentence? SenselessIn(GateDefinition gate)
    {
        foreach (MetricRule rule in In(gate))
        {
            if (rule.OfBothKinds.FirstOrDefault(limit => limit.Of(gate) is double value && !(value >= 0 && value <= rule.Most)) is { } senseless)
            {
                return $"needs a limit from 0 {(rule.Most == Share ? "to 1" : "on")} ({senseless.Setting})";
            }

            if (rule.Warns.Of(gate) is double warn && rule.Fails.Of(gate) is double limit && !(rule.Metric.HigherIsBetter ? warn > limit : warn < limit))
            {
                return $"needs a warning limit that is better than the limit at which it fails ({rule.Warns.Setting}, {rule.Fails.Setting})";
            }
        }

        return null;
    }

    private GateLimit[] OfBothKinds => [Fails, Warns];
}

/// <summary>One limit of a gate.</summary>
/// <param name="Setting">What gives it.</param>
/// <param name="Of">The limit of a gate; null for none.</param>
/// <param name="With">A gate with another limit.</param>
internal sealed record GateLimit(Setting Setting, Func<GateDefinition, double?> Of, Func<GateDefinition, double?, GateDefinition> With);
