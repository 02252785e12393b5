using System.CommandLine;
using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Reporting;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate gate</c>: measures and judges; exits 1 when a rule is broken.</summary>
internal sealed class GateCommand
{
    private readonly GateOptionSet _gate = new();
    private readonly ReportOptions _reports = new();
    private readonly MeasurementOptionSet _measurement = new();
    private readonly CiOptions _ci = new();

    private readonly Option<string?> _config = new("--config") { Description = "A JSON file with several named gates.", HelpName = "file" };

    private readonly Option<bool> _accept = new("--accept") { Description = "Apply no rule: make the result the gate's new baseline." };

    private readonly Option<string?> _referenceCache = new("--reference-cache")
    {
        Description = "Keep the statistics of reference images in this folder, and measure them once only.",
        HelpName = "folder",
    };

    private GateCommand()
    {
    }

    public static Command Create(TerminalStreams streams)
    {
        GateCommand gate = new();
        Command command = new("gate", "Measure generated images and fail when a limit is exceeded or a baseline missed.")
        {
            gate._config, gate._accept,
        };
        gate._gate.AddTo(command);
        gate._reports.AddTo(command, history: true);
        gate._measurement.AddTo(command);
        command.Options.Add(gate._referenceCache);
        gate._ci.AddTo(command);
        new OutputOptions(streams).Complete(command, gate.Run);
        return command;
    }

    private int Run(Invocation invocation)
    {
        ParseResult parsed = invocation.Parsed;
        bool prepares = _ci.Prepares(invocation);
        string name = parsed.GetValue(_config) is string file ? Path.GetFileNameWithoutExtension(file) : _gate.NameIn(parsed);
        if (prepares) return CiOptions.Prepare(invocation, name, GateNeeds.Of(Gates(parsed), Options(parsed), invocation.Cancellation));

        return _ci.Run(invocation, name, () => parsed.GetValue(_accept)
            ? Accept(invocation, RequireOne(parsed), _reports.Read(parsed))
            : Measure(invocation, _reports.Read(parsed)));
    }

    private GateReports Measure(Invocation invocation, ReportFiles files)
    {
        ParseResult parsed = invocation.Parsed;
        IReadOnlyList<GateDefinition> gates = Gates(parsed);
        Report[] reports = ProgressDisplay.Run(invocation, progress => Gate
            .RunAll(gates, files.Complete(Options(parsed, progress)), invocation.Cancellation)
            .Select(Report.Of).Select(files.Complete).ToArray());
        bool single = parsed.GetValue(_config) is null && reports is [{ Class: null }];
        files.Write(reports, single);
        return new GateReports(reports, single, files.Html);
    }

    private IReadOnlyList<GateDefinition> Gates(ParseResult parsed) => parsed.GetValue(_config) is string file
        ? GateConfiguration.Read(_gate.RefuseWith("--config", parsed, file)).Gates
        : [_gate.Read(parsed)];

    private MeasurementOptions Options(ParseResult parsed, IProgress<MeasurementProgress>? progress = null) =>
        _measurement.Read(parsed, progress) with { ReferenceCache = parsed.GetValue(_referenceCache) };

    private GateDefinition RequireOne(ParseResult parsed)
    {
        if (parsed.GetValue(_config) is not null)
        {
            throw new GanGateException(ErrorCodes.Usage, "--accept takes one gate: it cannot be given beside --config");
        }

        GateDefinition definition = _gate.Read(parsed);
        return definition is { Early: false, PerClass: false, MoreReferences: null or [] }
            ? definition
            : throw new GanGateException(
                ErrorCodes.Usage, "--accept takes one whole measurement: leave out --early, --per-class and every --reference but one");
    }

    private GateReports Accept(Invocation invocation, GateDefinition gate, ReportFiles files)
    {
        string baseline = Paths.RequireWritable(gate.Baseline)
            ?? throw new GanGateException(ErrorCodes.Usage, "--accept needs the file to write: name it with --baseline");
        BaselineAcceptance.RequireReadable(baseline);
        Score score = ProgressDisplay.Run(invocation, progress =>
            Gate.Measure(gate, files.Complete(Options(invocation.Parsed, progress)), invocation.Cancellation));
        Report report = files.Complete(Report.Of(score) with { Name = gate.Name });

        // A baseline without its report would be of nobody knows what.
        files.Write([report], single: true);
        new BaselineAcceptance().Write(invocation, baseline, [report]);
        return new GateReports([report], Single: true, files.Html);
    }
}
