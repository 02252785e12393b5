using System.CommandLine;
using System.Text;
using GanGate.Measuring;
using GanGate.Reporting;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate metrics</c>: several metrics in one pass, without a verdict.</summary>
internal sealed class MetricsCommand
{
    private const string PaperDistance = "paper";

    private readonly Argument<string> _generated = new("generated") { Description = "The generated images." };

    private readonly Argument<string?> _reference = new("reference")
    {
        Description = "The reference's images; its statistics (.npz) are enough for --fid, --fd-infinity and --sfid, none is needed for --is.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _fid = new("--fid") { Description = "The Fréchet distance." };
    private readonly Option<bool> _kid = new("--kid") { Description = "The Kernel Inception Distance." };
    private readonly Option<bool> _inception = new("--is") { Description = "The Inception Score and the paper's Inception distance." };
    private readonly Option<bool> _prc = new("--prc") { Description = "Precision, recall, density and coverage." };
    private readonly Option<bool> _sfid = new("--sfid") { Description = "The Fréchet distance of spatial features (guided-diffusion's sFID)." };

    private readonly Option<bool> _infinity = new("--fd-infinity")
    {
        Description = "FD-infinity (Chong and Forsyth 2020), a check of the corrected distance beside it; takes 15 distances.",
    };

    private readonly Option<string> _ind = new("--ind")
    {
        Description = "How the Inception distance is shown: classes, min(m, K) - IS; paper, m - IS.",
        DefaultValueFactory = _ => "classes",
    };

    private readonly Option<string?> _jsonFile = Paths.JsonFile();
    private readonly MeasurementOptionSet _measurement = new();

    private MetricsCommand() => _ind.AcceptOnlyFromAmong("classes", PaperDistance);

    public static Command Create(TerminalStreams streams)
    {
        MetricsCommand metrics = new();
        Command command = new(
            "metrics",
            "Print several metrics of generated images; all that the protocol has but --sfid and --fd-infinity when none is named.")
        {
            metrics._generated, metrics._reference, metrics._fid, metrics._kid, metrics._inception, metrics._prc, metrics._sfid,
            metrics._infinity, metrics._ind, metrics._jsonFile,
        };
        metrics._measurement.AddTo(command);
        new OutputOptions(streams).Complete(command, metrics.Run);
        return command;
    }

    private int Run(Invocation invocation)
    {
        ParseResult parsed = invocation.Parsed;
        string? path = Paths.RequireWritable(parsed.GetValue(_jsonFile));
        HeldWarnings warnings = new();
        MetricsResult result = ProgressDisplay.Run(invocation, progress => MetricsMeasurement.Measure(
            parsed.GetRequiredValue(_generated),
            parsed.GetValue(_reference),
            Named(parsed),
            _measurement.Read(parsed, progress) with { Warnings = warnings },
            invocation.Cancellation));
        string json = MetricsReport.RenderJson(result);
        if (path is not null) AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(json + "\n")));

        invocation.Streams.Out.WriteLine(invocation.Json
            ? json
            : MetricsReport.RenderText(result, parsed.GetValue(_ind) == PaperDistance));
        warnings.WriteTo(invocation.Streams);
        return 0;
    }

    private MetricSelection? Named(ParseResult parsed)
    {
        MetricSelection named = new(
            parsed.GetValue(_fid),
            parsed.GetValue(_kid),
            parsed.GetValue(_inception),
            parsed.GetValue(_prc),
            parsed.GetValue(_sfid),
            parsed.GetValue(_infinity));
        return named == new MetricSelection() ? null : named;
    }
}
