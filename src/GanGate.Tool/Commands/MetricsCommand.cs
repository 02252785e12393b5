using System.CommandLine;
using System.Text;
using GanGate.Measuring;
using GanGate.Reporting;
using GanGate.Settings;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate metrics</c>: several metrics in one pass, without a verdict.</summary>
internal sealed class MetricsCommand
{
    private readonly Argument<string> _generated = new("generated") { Description = "The generated images." };

    private readonly Argument<string?> _reference = new("reference")
    {
        Description = "The reference's images; its statistics (.npz) are enough for Fréchet distances, none is needed for the Inception Score.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _fid = Setting.Fid.ToSwitch();
    private readonly Option<bool> _kid = Setting.Kid.ToSwitch();
    private readonly Option<bool> _inception = Setting.InceptionScore.ToSwitch();
    private readonly Option<bool> _prc = Setting.Prc.ToSwitch();
    private readonly Option<bool> _sfid = Setting.Sfid.ToSwitch();
    private readonly Option<bool> _infinity = Setting.FdInfinity.ToSwitch();
    private readonly Option<string> _ind = Setting.Ind.ToChoice([.. Setting.Ind.Values]);
    private readonly Option<string?> _jsonFile = Setting.JsonFile.ToText();
    private readonly MeasurementOptionSet _measurement = new();

    private MetricsCommand()
    {
    }

    public static Command Create(TerminalStreams streams)
    {
        MetricsCommand metrics = new();
        Command command = new(
            "metrics",
            "Print several metrics of generated images; all that the protocol has but sFID and FD-infinity when none is named.")
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
            : MetricsReport.RenderText(result, parsed.GetValue(_ind) == Setting.Ind.Values[1]));
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
        if (named == new MetricSelection()) return null;

        if (!named.InceptionScore) parsed.Refuse($"there is no Inception distance without {Setting.InceptionScore}", _ind);
        return named;
    }
}
