using GanGate.Metrics;

namespace GanGate.Reporting;

/// <summary>One result in a history file: a line of JSON.</summary>
/// <param name="Schema">Always <see cref="HistoryFile.CurrentSchema"/>.</param>
/// <param name="Gate">The gate's name; null for a measurement without a gate.</param>
/// <param name="Value">The distance.</param>
/// <param name="StandardError">Its standard error, where known.</param>
/// <param name="Bias">Its bias, where known.</param>
/// <param name="Count">The number of generated images, where known.</param>
/// <param name="Verdict">What came of the gate.</param>
/// <param name="Fingerprint">The protocol's.</param>
/// <param name="Reference">The hash of the reference; its source where it was measured from images.</param>
/// <param name="Created">When it was measured, in UTC.</param>
/// <param name="Commit">The commit of the source code, where known.</param>
internal sealed record HistoryEntry(
    string Schema,
    string? Gate,
    double Value,
    double? StandardError,
    double? Bias,
    long? Count,
    GateOutcome Verdict,
    string Fingerprint,
    string Reference,
    DateTimeOffset Created,
    string? Commit = null) : Estimate(Value, StandardError, Bias, Count)
{
    /// <summary>The class whose images were compared; null for all images.</summary>
    public string? Class { get; init; }

    /// <summary>The other metrics that were asked for, by their ids; null where none was.</summary>
    public IReadOnlyDictionary<string, Estimate>? Metrics { get; init; }

    /// <summary>The entry of a result.</summary>
    /// <param name="report">The result.</param>
    /// <param name="commit">The commit of the source code, where known.</param>
    public static HistoryEntry Of(Report report, string? commit = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new HistoryEntry(
            HistoryFile.CurrentSchema,
            report.Name,
            report.Value,
            report.StandardError,
            report.Bias,
            report.Generated.Count,
            report.Verdict,
            report.Protocol.Fingerprint,
            report.Reference.Hash ?? report.Reference.Source,
            report.Created,
            commit)
        {
            Class = report.Class,
            Metrics = report.Metrics,
        };
    }

    /// <summary>Whether both are of the same gate, class, protocol, reference and number of samples, so that a line may join them.</summary>
    public bool ComparesWith(HistoryEntry other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Gate, Class, Fingerprint, Reference, Count) == (other.Gate, other.Class, other.Fingerprint, other.Reference, other.Count);
    }
}
