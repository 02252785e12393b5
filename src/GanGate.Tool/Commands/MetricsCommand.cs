using System.CommandLine;
using System.Text;
using GanGate.Gating;
using GanGate.Reporting;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate metrics</c>: several metrics in one pass, without a verdict.</summary>
internal static class MetricsCommand
{
    private const string PaperDistance = "paper";

    public static Command Create(TerminalStreams streams)
    {
        Argument<string> generated = new("generated") { Description = "The generated images." };
        Argument<string?> reference = new("reference")
        {
            Description = "The reference's images; its statistics (.npz) are enough for --fid, --fd-infinity and --sfid, none is needed for --is.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> fid = new("--fid") { Description = "The Fréchet distance." };
        Option<bool> kid = new("--kid") { Description = "The Kernel Inception Distance." };
        Option<bool> inception = new("--is") { Description = "The Inception Score and the paper's Inception distance." };
        Option<bool> prc = new("--prc") { Description = "Precision, recall, density and coverage." };
        Option<bool> sfid = new("--sfid") { Description = "The Fréchet distance of spatial features (guided-diffusion's sFID)." };
        Option<bool> infinity = new("--fd-infinity")
        {
            Description = "FD-infinity (Chong and Forsyth 2020), a check of the corrected distance beside it; takes 15 distances.",
        };
        Option<string> ind = new("--ind")
        {
            Description = "How the Inception distance is shown: classes, min(m, K) - IS; paper, m - IS.",
            DefaultValueFactory = _ => "classes",
        };
        ind.AcceptOnlyFromAmong("classes", PaperDistance);
        Option<string?> jsonFile = Paths.JsonFile();
        MeasurementOptionSet measurement = new();

        Command command = new(
            "metrics",
            "Print several metrics of generated images; all that the protocol has but --sfid and --fd-infinity when none is named.")
        {
            generated, reference, fid, kid, inception, prc, sfid, infinity, ind, jsonFile,
        };
        measurement.AddTo(command);
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            string? path = Paths.RequireWritable(parsed.GetValue(jsonFile));
            MetricSelection named = new(
                parsed.GetValue(fid),
                parsed.GetValue(kid),
                parsed.GetValue(inception),
                parsed.GetValue(prc),
                parsed.GetValue(sfid),
                parsed.GetValue(infinity));
            HeldWarnings warnings = new();
            MetricsResult result = ProgressDisplay.Run(invocation, progress => MetricsMeasurement.Measure(
                parsed.GetRequiredValue(generated),
                parsed.GetValue(reference),
                named == new MetricSelection() ? null : named,
                measurement.Read(parsed, progress) with { Warnings = warnings }, invocation.Cancellation));
            string json = MetricsReport.RenderJson(result);
            if (path is not null)
            {
                AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(json + "\n")));
            }

            invocation.Streams.Out.WriteLine(invocation.Json
                ? json
                : MetricsReport.RenderText(result, parsed.GetValue(ind) == PaperDistance));
            warnings.WriteTo(streams);
            return 0;
        });
        return command;
    }
}
