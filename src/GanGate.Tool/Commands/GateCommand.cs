using System.CommandLine;
using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Reporting;
using GanGate.Settings;
using GanGate.Tool.Ci;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate gate</c>: measures and judges; exits 1 when a rule is broken.</summary>
internal sealed class GateCommand
{
    private readonly GateOptionSet _gate = new();
    private readonly ReportOptions _reports = new();
    private readonly MeasurementOptionSet _measurement = new();
    private readonly CiOptions _ci = new();

    private readonly Option<string?> _config = Setting.Config.ToText();
    private readonly Option<bool> _accept = Setting.Accept.ToSwitch();
    private readonly Option<string?> _reason = Setting.Reason.ToText();
    private readonly Option<string?> _referenceCache = Setting.ReferenceCache.ToText();

    private GateCommand()
    {
    }

    public static Command Create(TerminalStreams streams)
    {
        GateCommand gate = new();
        Command command = new("gate", "Measure generated images and fail when a limit is exceeded or a baseline missed.")
        {
            gate._config, gate._accept, gate._reason,
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
        if (!parsed.GetValue(_accept)) parsed.Refuse($"it is for {Setting.Accept}", _reason);
        bool prepares = _ci.Prepares(invocation);
        string name = ConfigurationIn(parsed) is string file ? Path.GetFileNameWithoutExtension(file) : _gate.NameIn(parsed);
        if (prepares) return CiOptions.Prepare(invocation, name, GateNeeds.Of(Gates(parsed), Options(parsed), invocation.Cancellation));

        CiSubject subject = _ci.Begin(invocation, name);
        return CiOptions.Show(invocation, subject, parsed.GetValue(_accept)
            ? Accept(invocation, RequireOne(parsed), _reports.Read(parsed))
            : Measure(invocation, _reports.Read(parsed)));
    }

    private GateReports Measure(Invocation invocation, ReportFiles files)
    {
        ParseResult parsed = invocation.Parsed;
        IReadOnlyList<GateDefinition> gates = Gates(parsed);
        Report[] reports = ProgressDisplay.Run(invocation, progress => Gate
            .RunAll(gates, files.Complete(Options(parsed, progress)), invocation.Cancellation)
            .Select(result => files.Complete(Report.Of(result, invocation.Streams.Words))).ToArray());
        bool single = ConfigurationIn(parsed) is null && reports is [{ Class: null }];
        files.Write(reports, single);
        return new GateReports(reports, single, files.Html);
    }

    private IReadOnlyList<GateDefinition> Gates(ParseResult parsed)
    {
        if (ConfigurationIn(parsed) is not string file) return [Checked(parsed, _gate.Read(parsed))];

        _gate.RefuseWithConfiguration(parsed);
        IReadOnlyList<GateDefinition> gates = GateConfiguration.Read(file).Gates;
        if (gates.All(gate => gate.IsText)) RefuseImages(parsed);
        return gates;
    }

    // A folder's own gates, where the command line defines none.
    private string? ConfigurationIn(ParseResult parsed) => parsed.GetValue(_config)
        ?? (!_gate.IsGivenIn(parsed) && !parsed.GetValue(_accept) && File.Exists(CalibratedGate.Configuration) ? CalibratedGate.Configuration : null);

    private GateDefinition Checked(ParseResult parsed, GateDefinition gate)
    {
        if (gate.IsText) RefuseImages(parsed);
        return gate;
    }

    private void RefuseImages(ParseResult parsed)
    {
        if (_measurement.All.FirstOrDefault(parsed.Has) is Option option)
        {
            throw new GanGateException(
                ErrorCodes.Usage, $"texts are compared ({Setting.MaxJsd}, {Setting.N}), for which there is no {option.SettingOf()}");
        }
    }

    private MeasurementOptions Options(ParseResult parsed, IProgress<MeasurementProgress>? progress = null) =>
        _measurement.Read(parsed, progress) with { ReferenceCache = parsed.GetValue(_referenceCache) };

    private GateDefinition RequireOne(ParseResult parsed)
    {
        if (parsed.GetValue(_config) is not null)
        {
            throw new GanGateException(ErrorCodes.Usage, $"{Setting.Accept} takes one gate: it cannot be given beside {Setting.Config}");
        }

        GateDefinition definition = Checked(parsed, _gate.Read(parsed));
        return definition is { Early: false, PerClass: false, MoreReferences: null or [] }
            ? definition
            : throw new GanGateException(
                ErrorCodes.Usage, $"{Setting.Accept} takes one whole measurement: leave out {Setting.Early}, {Setting.PerClass} and every {Setting.Reference} but one");
    }

    private GateReports Accept(Invocation invocation, GateDefinition gate, ReportFiles files)
    {
        string baseline = Paths.RequireWritable(gate.Baseline)
            ?? throw new GanGateException(ErrorCodes.Usage, $"{Setting.Accept} needs the file to write: name it with {Setting.Baseline}");
        BaselineAcceptance acceptance = new(Reason: BaselineAcceptance.ReasonIn(invocation.Parsed, _reason));
        BaselineAcceptance.RequireReadable(baseline);
        Score score = ProgressDisplay.Run(invocation, progress =>
            Gate.Measure(gate, files.Complete(Options(invocation.Parsed, progress)), invocation.Cancellation));
        Report report = files.Complete(Report.Of(score, invocation.Streams.Words) with { Name = gate.Name });

        // A baseline without its report would be of nobody knows what.
        files.Write([report], single: true);
        acceptance.Write(invocation, baseline, [report]);
        return new GateReports([report], Single: true, files.Html);
    }
}
