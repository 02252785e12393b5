using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GanGate.Reporting;

namespace GanGate.Tool.Ci;

/// <summary>What a job is told: the reports, or the error that kept the gates from a verdict.</summary>
/// <param name="Subject">What it is of.</param>
/// <param name="Reports">At least one, unless there was an error.</param>
/// <param name="Single">Whether there is one gate and not a list of them.</param>
/// <param name="Page">The HTML page, where one was asked for.</param>
/// <param name="Failure">The error; null where there is a verdict.</param>
internal sealed record CiResult(
    CiSubject Subject, IReadOnlyList<Report> Reports, bool Single, string? Page, GanGateException? Failure = null)
{
    private static JsonSerializerOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The values for later steps: one for one gate, a JSON object with the gates' names for several.</summary>
    public IReadOnlyDictionary<string, string> Outputs => new Dictionary<string, string>
    {
        ["fid"] = Each(report => report.Value, value => value.ToString("R", CultureInfo.InvariantCulture)),
        ["verdict"] = Failure is null ? Each(report => report.Verdict.Word(), verdict => verdict) : "error",
        ["report"] = Failure is null && Page is not null ? Path.GetFullPath(Page) : "",
    };

    private string Each<T>(Func<Report, T> value, Func<T, string> show)
    {
        if (Reports.Count == 0) return "";
        if (Single) return show(value(Reports[0]));

        JsonObject gates = [];
        foreach (Report report in Reports) gates[report.Name ?? ""] = JsonValue.Create(value(report));
        return gates.ToJsonString(Readable);
    }
}

/// <summary>What a job is told of.</summary>
/// <param name="Name">The gate's name, or the configuration's.</param>
/// <param name="Comment">Whether its comment on the pull request is to be kept up to date.</param>
internal sealed record CiSubject(string Name, bool Comment);
