using System.Text.Json;
using System.Text.Json.Serialization;
using GanGate.Gating;
using GanGate.Reporting;

namespace GanGate.Studies;

/// <summary>How scores follow disturbances of rising level, in the layout of its JSON.</summary>
/// <param name="Schema">Always <see cref="CurrentSchema"/>.</param>
/// <param name="Metric">What the distance is called: FID, FD (pyramid).</param>
/// <param name="Protocol">Of both sides.</param>
/// <param name="Samples">The images that were disturbed.</param>
/// <param name="Reference">What they were measured against.</param>
/// <param name="Seed">What everything random followed from.</param>
/// <param name="Disturbances">Each by itself.</param>
public sealed record StudyReport(
    string Schema,
    string Metric,
    ProtocolIdentity Protocol,
    ReportSet Samples,
    ReportSet Reference,
    long Seed,
    IReadOnlyList<StudiedDisturbance> Disturbances)
{
    /// <summary>The layout that this version writes.</summary>
    public const string CurrentSchema = "gangate-study/1";

    /// <summary>What the Inception distance is called.</summary>
    internal const string InceptionMetric = "IND";

    /// <summary>Whether the protocol has logits, and so an Inception Score.</summary>
    [JsonIgnore]
    internal bool HasInceptionScore => Disturbances.Any(one => one.InceptionTrend is not null);

    /// <summary>The report of a study.</summary>
    public static StudyReport Of(StudyResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new StudyReport(
            CurrentSchema,
            result.Protocol.ScoreName,
            ProtocolIdentity.Of(result.Protocol),
            new ReportSet(result.Samples.Source, result.Samples.Count)
            {
                Selection = result.Samples.Selection,
                LeftOut = result.Samples.LeftOut,
                Generator = result.Samples.Generator,
            },
            new ReportSet(result.Reference.Source, result.Reference.Count),
            result.Seed,
            result.Disturbances);
    }

    /// <summary>One JSON object at full precision.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, StudyJson.Readable.StudyReport);
}
