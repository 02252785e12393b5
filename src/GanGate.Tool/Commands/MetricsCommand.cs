using System.CommandLine;
using GanGate.Gating;
using GanGate.Reporting;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate metrics</c>: several metrics in one pass, without a verdict.</summary>
internal static class MetricsCommand
{
    private const string PaperDistance = "paper";

    /// <summary>Creates the command.</summary>
    public static Command Create(TerminalStreams streams)
    {
        Argument<string> generated = new("generated") { Description = "The generated images." };
        Argument<string?> reference = new("reference")
        {
            Description = "The reference's images; its statistics (.npz) are enough for --fid and --sfid, none is needed for --is.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> fid = new("--fid") { Description = "The Fréchet distance." };
        Option<bool> kid = new("--kid") { Description = "The Kernel Inception Distance." };
        Option<bool> inception = new("--is") { Description = "The Inception Score and the paper's Inception distance." };
        Option<bool> prc = new("--prc") { Description = "Precision, recall, density and coverage." };
        Option<bool> sfid = new("--sfid") { Description = "The Fréchet distance of spatial features (guided-diffusion's sFID)." };
        Option<string> ind = new("--ind")
        {
            Description = "How the Inception distance is shown: classes, min(m, K) - IS; paper, m - IS.",
            DefaultValueFactory = _ => "classes",
        };
        ind.AcceptOnlyFromAmong("classes", PaperDistance);
        MeasurementOptionSet measurement = new();

        Command command = new("metrics", "Print several metrics of generated images; all but those of --sfid when none is named.")
        {
            generated, reference, fid, kid, inception, prc, sfid, ind,
        };
        measurement.AddTo(command);
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            MetricSelection named = new(
                parsed.GetValue(fid), parsed.GetValue(kid), parsed.GetValue(inception), parsed.GetValue(prc), parsed.GetValue(sfid));
            MetricSelection metrics = named == new MetricSelection() ? new MetricSelection(true, true, true, true) : named;
            MetricsResult result = ProgressDisplay.Run(invocation, progress => MetricsMeasurement.Measure(
                parsed.GetRequiredValue(generated), parsed.GetValue(reference), metrics, measurement.Read(parsed, progress), invocation.Cancellation));
            invocation.Streams.Out.WriteLine(invocation.Json
                ? MetricsReport.RenderJson(result)
                : MetricsReport.RenderText(result, parsed.GetValue(ind) == PaperDistance));
            return 0;
        });
        return command;
    }
}
