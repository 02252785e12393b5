using Microsoft.Build.Framework;

namespace GanGate.MSBuild;

/// <summary>Reports what is on record of every gate: each build shows the verdict and its warnings, whether it measured or not.</summary>
public sealed class GanGateVerdict : Microsoft.Build.Utilities.Task
{
    private const string OfVerdicts = "GG1";

    /// <summary>The project's file, to which errors belong.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The gangate.dll, for messages.</summary>
    [Required]
    public string Tool { get; set; } = "";

    /// <summary>The gates, as <see cref="GanGatePrepare"/> gave them.</summary>
    [Required]
    public ITaskItem[] Gates { get; set; } = [];

    /// <summary>Whether a gate that passes warns, since the console of an interactive build shows nothing less.</summary>
    public bool ShowPassed { get; set; }

    /// <summary>Codes of warnings not to show: the project's NoWarn.</summary>
    public string? NoWarn { get; set; }

    /// <summary>Codes of warnings that are errors: the project's WarningsAsErrors.</summary>
    public string? WarningsAsErrors { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        foreach (ITaskItem gate in Gates)
        {
            GateRecord? record = GateRecord.Read(gate.GetMetadata(GanGatePrepare.Record));
            if (record is not null && record.Key == gate.GetMetadata(GanGatePrepare.Key))
            {
                Report(gate, record);
            }
            else
            {
                new BuildMessages(Log, Project).Error(
                    Codes.RecordOfAnother,
                    $"{gate.ItemSpec}: the record of its measurement is not there or of other settings: another build of this project runs "
                    + "at the same time. Build again; where two frameworks or configurations differ in their gates, name these differently");
            }
        }

        return !Log.HasLoggedErrors;
    }

    private void Report(ITaskItem item, GateRecord record)
    {
        bool warnOnly = item.GetMetadata("Severity").Equals("warning", StringComparison.OrdinalIgnoreCase);
        BuildMessages messages = new(Log, Project);
        foreach (ToolMessage message in record.Outcome.Messages)
        {
            bool broken = message.IsError && IsVerdict(message.Code);
            string report = broken ? $" (report: {ReportOf(item)})" : "";
            Report(messages, message.Code, $"{Named(item.ItemSpec, message)}{report}", isWarning: !message.IsError || (warnOnly && broken));

            // Of an error every line is wanted, such as the names of the bad files.
            foreach (string detail in message.Details) messages.Note(detail);
        }

        Report(messages, record.Outcome);
    }

    private void Report(BuildMessages messages, ToolOutcome outcome)
    {
        foreach (ToolVerdict verdict in outcome.Verdicts ?? [])
        {
            string line = $"{verdict.Line} ({Path.GetFileNameWithoutExtension(Project)})";
            if (verdict.Passed && ShowPassed) Report(messages, Codes.ShownAsAsked, line, isWarning: true);
            else messages.Note(line);
        }

        foreach (string line in outcome.Text) messages.Detail(line);
    }

    // What keeps a gate from a verdict may name it already.
    private static string Named(string gate, ToolMessage message) =>
        message.Gate is null && message.Message.StartsWith($"gate '{gate}' ", StringComparison.Ordinal)
            ? message.Message
            : $"{message.Gate ?? gate}: {message.Message}";

    private void Report(BuildMessages messages, string code, string message, bool isWarning)
    {
        if (isWarning && Lists(NoWarn, code))
        {
            messages.Detail(message);
        }
        else if (isWarning && !Lists(WarningsAsErrors, code))
        {
            messages.Warning(code, message);
        }
        else
        {
            messages.Error(code, message);
        }
    }

    // The page for people, where the gate writes one.
    private string ReportOf(ITaskItem gate) => gate.GetMetadata("Report") is { Length: > 0 } page
        ? Path.Combine(Path.GetDirectoryName(Project)!, page)
        : gate.GetMetadata(GanGatePrepare.Report);

    // A gate that could not be judged has not failed, and stays an error.
    private static bool IsVerdict(string code) => code.StartsWith(OfVerdicts, StringComparison.Ordinal);

    private static bool Lists(string? codes, string code) =>
        (codes ?? "").Split(';', ',', ' ', '\n', '\t').Any(item => item.Trim().Equals(code, StringComparison.OrdinalIgnoreCase));
}
