using System.Text.Json;
using System.Text.Json.Serialization;
using GanGate.Gating;

namespace GanGate.Reporting;

/// <summary>What came of a gate; reports write it as a word: none, passed or failed.</summary>
[JsonConverter(typeof(GateOutcomeConverter))]
public enum GateOutcome
{
    /// <summary>No rule judged the score: it was only measured.</summary>
    None,

    /// <summary>Every rule is kept.</summary>
    Passed,

    /// <summary>A rule is broken.</summary>
    Failed,
}

/// <summary>How outcomes are made, joined and written.</summary>
internal static class GateOutcomes
{
    /// <summary>The outcome of a verdict.</summary>
    public static GateOutcome Of(Verdict verdict) =>
        verdict.Failed ? GateOutcome.Failed : verdict.Passed ? GateOutcome.Passed : GateOutcome.None;

    /// <summary>The outcome of several gates together: failed where one is, none where all were only measured.</summary>
    public static GateOutcome Of(IReadOnlyList<Report> reports) => reports.Select(report => report.Verdict).DefaultIfEmpty().Max();

    /// <summary>How several gates look together: none, passed, warned or failed.</summary>
    public static string LookOf(IReadOnlyList<Report> reports) =>
        Of(reports) == GateOutcome.Passed && reports.Any(report => report.Warned) ? "warned" : Of(reports).Word();

    /// <summary>The word of reports: none, passed or failed.</summary>
    public static string Word(this GateOutcome outcome) =>
        outcome switch { GateOutcome.Passed => "passed", GateOutcome.Failed => "failed", _ => "none" };
}

/// <summary>An outcome as its word in JSON; a number is none.</summary>
internal sealed class GateOutcomeConverter() : JsonStringEnumConverter<GateOutcome>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
