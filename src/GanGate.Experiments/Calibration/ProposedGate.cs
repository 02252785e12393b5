using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GanGate.Gating;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Reporting;
using GanGate.Settings;

namespace GanGate.Calibration;

/// <summary>The configuration of a gate with calibrated limits.</summary>
internal static class ProposedGate
{
    private static readonly JsonSerializerOptions Layout = ReportJson.Legible(new JsonSerializerOptions { NewLine = "\n" }, indented: true);

    /// <summary>The text of the configuration.</summary>
    /// <param name="report">The calibration.</param>
    /// <param name="options">How the good samples were taken, and which metrics get limits beside the distance.</param>
    /// <param name="baseline">The file of the baseline that was accepted with it; null for none.</param>
    /// <param name="path">Where the configuration is going to lie: paths in it start at its folder.</param>
    public static string Render(CalibrationReport report, CalibrationOptions options, string? baseline, string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        JsonObject gate = new()
        {
            [Setting.Gate.Name] = GateDefinition.DefaultName,
            [Setting.Generated.Name] = From(folder, report.Samples[0].Source),
            [Setting.Reference.Name] = From(folder, report.Reference.Source),
        };
        AddTaking(gate, options.Measurement);
        if (report.Reference.Hash is null) gate[Setting.Protocol.Name] = report.Protocol.Id;
        foreach (CalibratedMetric limit in Kept(report, options)) gate[NameOf(limit)] = limit.Limit;
        gate[Setting.ExpectCount.Name] = report.Samples[0].Count;
        if (baseline is not null)
        {
            gate[Setting.Baseline.Name] = From(folder, baseline);
            gate[Setting.Alpha.Name] = report.Alpha;
        }

        gate[Setting.Calibration.Name] = new JsonArray([.. Explain(report, options).Select(line => JsonValue.Create(line))]);
        return new JsonObject { ["gates"] = new JsonArray(gate) }.ToJsonString(Layout) + "\n";
    }

    /// <summary>Writes the text in one step.</summary>
    /// <exception cref="GanGateException">GG2010: the file cannot be written.</exception>
    public static void Write(string path, string text) =>
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    // For whoever reads the file in a year.
    private static IEnumerable<string> Explain(CalibrationReport report, CalibrationOptions options)
    {
        yield return $"Measured by GanGate {report.ToolVersion} on {report.Created.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}: "
            + CalibrationText.Compared(report);
        foreach (CalibratedMetric limit in Kept(report, options)) yield return CalibrationText.Describe(limit, report);
        foreach (CalibratedFault fault in report.Faults)
        {
            string found = CalibrationText.From(fault);
            yield return $"{CalibrationText.NameOf(fault)}: {(fault.Found is null ? found : $"found from {found}")}";
        }
    }

    private static void AddTaking(JsonObject gate, MeasurementOptions measurement)
    {
        if (measurement.Generator is { } generator)
        {
            gate[Setting.Num.Name] = generator.Count;
            gate[Setting.Seed.Name] = generator.Seed;
            if (generator.Inputs is not null) gate[Setting.Inputs.Name] = generator.Inputs;
            if (generator.ImageOutput is not null) gate[Setting.ImageOutput.Name] = generator.ImageOutput;
        }

        if (measurement.Selection is not ImageSelection selection) return;
        if (selection.Limit is int limit) gate[Setting.Limit.Name] = limit;
        if (selection.Sample is int sample) (gate[Setting.Sample.Name], gate[Setting.Seed.Name]) = (sample, selection.Seed);
        if (selection.Class is string name) gate[Setting.Class.Name] = name;
    }

    private static IEnumerable<CalibratedMetric> Kept(CalibrationReport report, CalibrationOptions options) =>
        report.Limits.Where(limit => limit == report.Distance || options.Limits.Contains(limit.Metric));

    private static string NameOf(CalibratedMetric limit) => limit.Metric.IsFrechet ? Setting.MaxFid.Name : MetricRule.Of(limit.Metric).Fails.Setting.Name;

    private static string From(string folder, string path) => Path.GetRelativePath(folder, Path.GetFullPath(path)).Replace('\\', '/');
}
