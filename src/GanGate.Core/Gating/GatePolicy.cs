using GanGate.Features;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Settings;

namespace GanGate.Gating;

/// <summary>The rules of a gate. At least one must be set for a verdict.</summary>
public sealed record GatePolicy
{
    /// <summary>The chance of a false alarm when nothing else is said: one build in a thousand.</summary>
    internal const double DefaultAlpha = 0.001;

    /// <summary>The largest value that passes; null for no absolute limit.</summary>
    public double? MaxFid { get; init; }

    /// <summary>The largest value that passes without a warning; null for no such limit.</summary>
    internal double? WarnFid { get; init; }

    /// <summary>The accepted result that the score is held against; null for none.</summary>
    public BaselineEntry? Baseline { get; init; }

    /// <summary>How much worse than the baseline passes; <see cref="Allowance.Default"/> when null.</summary>
    public Allowance? MaxRegression { get; init; }

    /// <summary>The chance of a false alarm that is accepted; above 0 and up to 0.5.</summary>
    public double Alpha { get; init; } = DefaultAlpha;

    /// <summary>
    /// Whether the limit must hold for the upper end of the score's confidence interval (one-sided, 1 - alpha), not only for the score.
    /// </summary>
    public bool Confident { get; init; }

    /// <summary>The number of samples that the limit was made with; another number is a warning. Null takes the baseline's.</summary>
    public long? ExpectCount { get; init; }

    /// <summary>How many samples may be copies of reference images: a number, or a percentage of the samples; null for no such rule.</summary>
    public Allowance? MaxCopies { get; init; }

    /// <summary>The time in which a broken rule only warns; null for none.</summary>
    internal Quarantine? Quarantine { get; init; }

    /// <summary>Limits of other metrics of the same images.</summary>
    internal IReadOnlyList<MetricLimit> Limits { get; init; } = [];

    /// <summary>Applies every rule to a score.</summary>
    /// <exception cref="GanGateException">
    /// GG3001, GG2008 or GG2015: the baseline was accepted under other conditions. GG2001: a rule needs samples and has none.
    /// </exception>
    public Verdict Judge(Score score)
    {
        ArgumentNullException.ThrowIfNull(score);
        score = score.OfAll();
        List<Check> checks = [];
        List<Warning> warnings = [];
        CheckCount(score, warnings);
        if (LimitOfFid is LimitRule limit)
        {
            checks.Add(limit.Judge(score, warnings));
        }

        foreach (MetricLimit metric in Limits) checks.Add(CheckMetric(score, metric));
        if (Baseline is not null)
        {
            checks.Add(RuleOf(Baseline).Judge(score, warnings));
            checks.AddRange(Limits.Select(metric => RuleOf(Baseline).Of(metric.Metric)?.Judge(score)).OfType<Check>());
        }

        if (MaxCopies is Allowance copies)
        {
            checks.Add(CheckCopies(score, copies));
        }

        Verdict verdict = new([.. checks.Select(check => check with { Message = check.Message + Foresight(score) })]) { Warnings = warnings };
        return Quarantine is null ? verdict : Quarantine.Of(verdict);
    }

    /// <summary>How many rules an early answer has to decide.</summary>
    internal int Rules => (LimitOfFid?.Rules ?? 0) + (Baseline is null ? 0 : 1);

    /// <summary>By how much a score breaks each rule; at most 0 where it is kept.</summary>
    internal IEnumerable<double> MarginsOf(Score score)
    {
        foreach (double margin in LimitOfFid?.MarginsOf(score) ?? []) yield return margin;
        if (Baseline is not null) yield return RuleOf(Baseline).MarginOf(score);
    }

    /// <summary>Refuses inputs for which a rule could never be applied, before they are measured.</summary>
    /// <exception cref="GanGateException">As <see cref="Judge"/> would, an hour later.</exception>
    internal void RequirePossible(Protocol protocol, MeasurementInput generated, MeasurementInput reference, long? count)
    {
        if (Baseline is not null)
        {
            string hash = reference is StatisticsInput known
                ? known.Statistics.Hash
                : throw BaselineEntry.NoReferenceIdentity(reference.Source);
            Baseline.RequireSameConditions(ProtocolIdentity.Of(protocol), hash, $"'{reference.Source}'");

            // Without their features the bias of the two counts is not known, and the plain scores do not compare.
            if (Baseline.Runs.Any(run => run.Count != count)) FeatureBuffer.RequireRoom(generated.List is null ? 0 : count ?? 0, protocol.Dimension);
            RuleOf(Baseline).CompareCounts(count, protocol.Dimension, corrected: generated.List is not null, warnings: []);
        }

        foreach (MetricLimit limit in Limits)
        {
            limit.RequirePossible(protocol, generated, reference);
            if (Baseline is not null) RuleOf(Baseline).Of(limit.Metric)?.RequireComparableCounts(count);
        }

        if (MaxCopies is not null && (generated, reference) is not (ImagesInput, ImagesInput)) throw NeedsImagesForCopies();
        if (Confident && generated.List is null) throw NeedsImagesToBeConfident();
        if (MaxCopies is not null || Confident) FeatureBuffer.RequireRoom(count ?? 0, protocol.Dimension);
        if (MaxCopies is not null) FeatureBuffer.RequireRoom(reference.List?.Count ?? 0, protocol.Dimension);
    }

    private LimitRule? LimitOfFid => MaxFid is null && WarnFid is null ? null : new LimitRule(MaxFid, WarnFid, Confident ? Alpha : null);

    private Check CheckMetric(Score score, MetricLimit limit)
    {
        string name = limit.Metric.NameUnder(score.Protocol);
        Estimate estimate = score.Metrics[limit.Metric.Id];
        return Confident ? limit.JudgeConfidently(name, estimate, Alpha) : limit.Judge(name, estimate.Value);
    }

    private RegressionRule RuleOf(BaselineEntry baseline) => new(baseline, MaxRegression ?? Allowance.Default, Alpha);

    private static string Foresight(Score score) => score.Early is { } early && early.Used < early.Of
        ? $"; expected of all {ScoreFormat.Count(early.Of)} images after {ScoreFormat.Count(early.Used)}, "
            + $"with a chance of {ScoreFormat.Probability(early.Error)} at most that all give another verdict"
        : "";

    private static GanGateException NeedsImagesForCopies() => new(
        ErrorCodes.Usage, $"{Setting.MaxCopies} compares images with images: give both sides as folders or archives of images, not as statistics");

    /// <summary>The error of a limit that is to hold for the interval of a score whose error is not known.</summary>
    internal static GanGateException NeedsImagesToBeConfident() => new(
        ErrorCodes.Usage, $"{Setting.Confident} needs the generated images: from statistics alone the error of the score is not known");

    private static Check CheckCopies(Score score, Allowance allowance)
    {
        if (score is not { Copied: CopiedImages copied, Generated.Count: long count })
        {
            throw NeedsImagesForCopies();
        }

        double limit = allowance.Of(count);
        bool passed = copied.Count <= limit;
        string allowed = allowance.IsPercent ? $"{allowance} allowed ({ScoreFormat.Number(limit)})" : $"{allowance} allowed";
        string example = passed ? "" : $", such as {copied.Closest[0].Name} of {copied.Closest[0].OtherName}";
        string text = $"{ScoreFormat.Count(copied.Count)} of {ScoreFormat.Count(count)} images are copies of reference images, "
            + $"{(passed ? "within the" : "more than the")} {allowed}{example}";
        return new Check(ErrorCodes.CopiesOfReference, passed, text);
    }

    // A plain score falls with the number of samples, so a limit holds for one number of them.
    private void CheckCount(Score score, List<Warning> warnings)
    {
        long? expected = ExpectCount ?? (LimitOfFid is null ? null : Baseline?.Runs[0].Count);
        if (expected is long count && score.Generated.Count != count)
        {
            string actual = score.Generated.Count is long measured
                ? $"there are {ScoreFormat.Count(measured)} samples"
                : "the number of samples is not stated";
            warnings.Add(new Warning(
                ErrorCodes.CountUnexpected,
                $"{actual}, where {ScoreFormat.Count(count)} are expected: a limit holds for the number of samples it was made with"));
        }
    }
}
