using System.Text.Json.Serialization;
using GanGate.Features;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Settings;

namespace GanGate.Gating;

/// <summary>The accepted results of one gate, and the conditions under which they hold.</summary>
/// <param name="Protocol">The protocol of the accepted measurements.</param>
/// <param name="Reference">The reference they were measured against.</param>
/// <param name="Runs">At least one accepted measurement.</param>
public sealed record BaselineEntry(ProtocolIdentity Protocol, BaselineReference Reference, IReadOnlyList<BaselineRun> Runs)
{
    /// <summary>The plain score that a new one is held against where the errors are not known: the mean over the accepted runs.</summary>
    public double Value => Runs.Average(run => run.Value);

    /// <summary>This entry with more runs of the same recipe.</summary>
    /// <exception cref="GanGateException">
    /// GG3001, GG2008 or GG2015: they were made under other conditions, or are in it already.
    /// </exception>
    public BaselineEntry With(BaselineEntry more)
    {
        ArgumentNullException.ThrowIfNull(more);
        RequireSameConditions(more.Protocol, more.Reference.Hash, "that of the other run");
        RequireComparableCounts(more);
        return more.Runs.Any(run => Runs.Any(known => (known.Value, known.Created) == (run.Value, run.Created)))
            ? throw new GanGateException(
                ErrorCodes.BaselineInvalid, "the same report was given twice: a baseline of several runs needs a report of each")
            : this with { Runs = [.. Runs, .. more.Runs] };
    }

    /// <summary>Whether runs are better than this entry's by more than chance, so that a ratchet takes them.</summary>
    /// <exception cref="GanGateException">GG3001, GG2008 or GG2015: they were made under other conditions, or errors are not known.</exception>
    internal bool IsImprovedBy(BaselineEntry more)
    {
        ArgumentNullException.ThrowIfNull(more);
        RequireSameConditions(more.Protocol, more.Reference.Hash, "that of the new run");
        RequireComparableCounts(more);
        Difference test = more.Mean.DifferenceFrom(Runs) ?? throw new GanGateException(
            ErrorCodes.BaselineInvalid,
            "an improvement by more than chance cannot be told without errors on both sides: measure the images themselves, not statistics");
        return test.PValueOfFall < GatePolicy.DefaultAlpha;
    }

    /// <summary>Whether runs are worse than this entry's by more than chance, so that it takes a reason to accept them.</summary>
    /// <returns>false also where nothing is known of chance, or the two do not compare and the new ones begin anew.</returns>
    internal bool IsWorsenedBy(BaselineEntry more)
    {
        if (more.Protocol != Protocol || more.Reference.Hash != Reference.Hash) return false;

        try
        {
            RequireComparableCounts(more);
        }
        catch (GanGateException incomparable) when (incomparable.Error == ErrorCodes.CountsNotComparable)
        {
            return false;
        }

        return more.Mean.DifferenceFrom(Runs)?.PValueOfRise < GatePolicy.DefaultAlpha;
    }

    /// <summary>These runs with the reason for which they are accepted.</summary>
    internal BaselineEntry Because(string reason) => this with { Runs = [.. Runs.Select(run => run with { Reason = reason })] };

    /// <summary>Why its runs were accepted, fit for one line of a message; null where nobody said.</summary>
    internal string? Reason => Runs.Select(run => run.Reason).OfType<string>().Distinct().ToArray() is [_, ..] reasons
        ? AcceptanceReason.Shown(string.Join("; ", reasons))
        : null;

    /// <summary>The value, and how many runs and samples it stands for: FD 12.34 ± 0.21 (corrected 11.97, 10,000 samples).</summary>
    public override string ToString() => (Runs.Count == 1 ? "" : $"{Runs.Count} runs, on average ")
        + ScoreFormat.Describe(Mean);

    private Estimate Mean => Runs.Count == 1 ? Runs[0] : Estimate.MeanOf(Runs);

    /// <summary>Refuses a score that was not measured as the accepted ones were.</summary>
    /// <exception cref="GanGateException">GG3001 or GG2008: another protocol, dimension or reference.</exception>
    internal void RequireSameConditions(Score score)
    {
        if (score.ReferenceHash is null)
        {
            throw NoReferenceIdentity(score.Reference.Source);
        }

        RequireSameConditions(ProtocolIdentity.Of(score.Protocol), score.ReferenceHash, $"'{score.Reference.Source}'");
    }

    internal void RequireSameConditions(ProtocolIdentity measured, string hash, string reference)
    {
        if (measured != Protocol)
        {
            throw new GanGateException(
                ErrorCodes.ProtocolMismatch,
                $"the baseline was accepted under protocol {Protocol}, but this score was measured under {measured}: accept a new baseline");
        }

        if (hash != Reference.Hash)
        {
            throw new GanGateException(
                ErrorCodes.BaselineInvalid,
                $"the baseline was accepted against another reference than {reference}: "
                + "use that reference again, or accept a new baseline");
        }
    }

    // Of runs whose counts do not compare, no score would compare with all.
    private void RequireComparableCounts(BaselineEntry more)
    {
        RegressionRule rule = new(this, Allowance.Default, GatePolicy.DefaultAlpha);
        foreach (BaselineRun run in more.Runs) rule.CompareCounts(run.Count, Protocol.Dimension, corrected: true, warnings: []);
    }

    /// <summary>The error for a reference that was measured from images.</summary>
    internal static GanGateException NoReferenceIdentity(string reference) => new(
        ErrorCodes.BaselineInvalid,
        $"a baseline needs a reference that stays the same to the last bit, but '{reference}' is images: "
        + $"make a statistics file of it with {Advice.MeasureStatistics}");
}

/// <summary>What must be equal for two measurements to be comparable.</summary>
/// <param name="Id">The protocol's id.</param>
/// <param name="Fingerprint">See <see cref="Protocol.Fingerprint"/>.</param>
/// <param name="Dimension">D; 0 for texts, which have n-grams instead of features.</param>
public sealed record ProtocolIdentity(string Id, string Fingerprint, int Dimension)
{
    /// <summary>The identity of a protocol.</summary>
    public static ProtocolIdentity Of(Protocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        return new ProtocolIdentity(protocol.Id, protocol.Fingerprint, protocol.Dimension);
    }

    /// <summary>What kind of number the scores are.</summary>
    [JsonIgnore]
    public Metric Metric => Metric.Of(Id, Dimension, Fingerprint);

    /// <summary>As messages name it; a few digits of the fingerprint tell two apart.</summary>
    public override string ToString() =>
        $"{Id}, {(Metric.OfFeatures ? $"{Dimension} features, " : "")}{Fingerprint[..Math.Min(15, Fingerprint.Length)]}";
}

/// <summary>The reference of a baseline.</summary>
/// <param name="Hash">SHA-256 of its mean and covariance.</param>
/// <param name="Count">Its images, where known.</param>
public sealed record BaselineReference(string Hash, long? Count);

/// <summary>One accepted measurement.</summary>
/// <param name="Value">The distance.</param>
/// <param name="Count">The number of generated images, where known.</param>
/// <param name="Created">When it was measured, in UTC.</param>
/// <param name="ToolVersion">The GanGate that measured it.</param>
/// <param name="Bias">See <see cref="Estimate.Bias"/>; null where only statistics were given.</param>
/// <param name="StandardError">See <see cref="Estimate.StandardError"/>; null where only statistics were given.</param>
/// <param name="Commit">The commit at which it was accepted, where known.</param>
public sealed record BaselineRun(
    double Value,
    long? Count,
    DateTimeOffset Created,
    string ToolVersion,
    double? Bias = null,
    double? StandardError = null,
    string? Commit = null) : Estimate(Value, StandardError, Bias, Count)
{
    /// <summary>Why it was accepted, as when it is worse than what was accepted before; null where nobody said.</summary>
    [JsonInclude]
    internal string? Reason { get; init; }

    /// <summary>The other metrics that were accepted with it, by their ids; null for none.</summary>
    [JsonInclude]
    internal IReadOnlyDictionary<string, Estimate>? Metrics { get; init; }
}
