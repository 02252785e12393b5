using System.Text.Json;
using System.Text.Json.Serialization;
using GanGate.Settings;

namespace GanGate.Reporting;

/// <summary>Reports as JSON: one object for one result, an object with <c>gates</c> for the results of a configuration.</summary>
public static class ReportFile
{
    /// <summary>The JSON of one report, indented, at full precision.</summary>
    public static string Render(Report report) => JsonSerializer.Serialize(report, ReportJson.Readable.Report);

    /// <summary>The JSON of the gates of a configuration, with their common verdict.</summary>
    public static string Render(IReadOnlyList<Report> gates) => JsonSerializer.Serialize(Together(gates), ReportJson.Readable.ReportSeries);

    /// <summary>Writes <see cref="Render(Report)"/> in one step.</summary>
    public static void Write(string path, Report report) => JsonFile.Write(path, report, ReportJson.Readable.Report);

    /// <summary>Writes <see cref="Render(IReadOnlyList{Report})"/> in one step.</summary>
    public static void Write(string path, IReadOnlyList<Report> gates) =>
        JsonFile.Write(path, Together(gates), ReportJson.Readable.ReportSeries);

    /// <summary>Reads the reports in a file: one, or those of a configuration's gates.</summary>
    /// <exception cref="GanGateException">GG2008: the file is missing or not such a report.</exception>
    public static IReadOnlyList<Report> Read(string path)
    {
        const string Kind = "report";
        ReportShape shape = JsonFile.Read(path, ReportJson.Readable.ReportShape, ErrorCodes.BaselineInvalid, Kind);
        if (shape.Schema != Report.CurrentSchema)
        {
            throw new GanGateException(
                ErrorCodes.BaselineInvalid,
                $"the report '{path}' has schema '{shape.Schema}', this version reads '{Report.CurrentSchema}': "
                + $"give a file that {Advice.WriteReport} wrote");
        }

        IReadOnlyList<Report> reports = shape.Gates is null
            ? [JsonFile.Read(path, ReportJson.Readable.Report, ErrorCodes.BaselineInvalid, Kind)]
            : JsonFile.Read(path, ReportJson.Readable.ReportSeries, ErrorCodes.BaselineInvalid, Kind).Gates;
        return reports.All(report => report is not null)
            ? reports
            : throw new GanGateException(ErrorCodes.BaselineInvalid, $"the report '{path}' has null where a gate's report should be");
    }

    private static ReportSeries Together(IReadOnlyList<Report> gates) =>
        new(Report.CurrentSchema, GateOutcomes.Of(gates), gates) { Warned = GateOutcomes.LookOf(gates) == "warned" };
}

/// <summary>The results of a configuration's gates.</summary>
internal sealed record ReportSeries(string Schema, GateOutcome Verdict, IReadOnlyList<Report> Gates)
{
    /// <summary>Whether all passed, and one with a warning.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Warned { get; init; }
}

/// <summary>The little that tells one report from a series.</summary>
internal sealed record ReportShape(string Schema, JsonElement? Gates = null);
