using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace GanGate.MSBuild;

/// <summary>
/// Measures one gate, unless its record says that nothing has changed since the last time. What the tool says goes into the record;
/// <see cref="GanGateVerdict"/> reports it.
/// </summary>
public sealed class GanGateMeasure : GanGateTool
{
    private GateOptions _options = null!;

    /// <summary>The gate, as <see cref="GanGatePrepare"/> gave it.</summary>
    [Required]
    public ITaskItem Gate { get; set; } = null!;

    /// <summary>Whether to make the result the gate's baseline instead of judging it.</summary>
    public bool Accept { get; set; }

    /// <summary>Why the result is accepted; needed where it is worse than the present baseline by more than chance.</summary>
    public string? Reason { get; set; }

    private string RecordFile => Gate.GetMetadata(GanGatePrepare.Record);

    private string ReportFile => Gate.GetMetadata(GanGatePrepare.Report);

    private string Key => Gate.GetMetadata(GanGatePrepare.Key);

    private string Folder => Path.GetDirectoryName(Project)!;

    private string Baseline => Gate.GetMetadata("Baseline");

    private bool IsUpToDate => GateRecord.Read(RecordFile) is { IsVerdict: true } record && record.Key == Key && File.Exists(ReportFile)
        && _options.Outputs.All(file => File.Exists(Path.Combine(Folder, file)));

    /// <inheritdoc/>
    public override bool Execute()
    {
        _options = GateOptions.Of(Gate);
        if (!Accept && IsUpToDate)
        {
            return true;
        }

        // Other projects may use this node meanwhile.
        BuildEngine3.Yield();
        try
        {
            return Accept ? AcceptBaseline() : Measure();
        }
        finally
        {
            BuildEngine3.Reacquire();
        }
    }

    /// <inheritdoc/>
    protected override void AddCommand(CommandLineBuilder arguments)
    {
        // A report of what lies here now need not be made again.
        if (Accept && IsUpToDate)
        {
            arguments.AppendSwitch("baseline accept");
            arguments.AppendFileNameIfNotNull(ReportFile);
            AddOption(arguments, "--output", Baseline);
            AddOption(arguments, "--reason", Reason);
            return;
        }

        arguments.AppendSwitch(Accept ? "gate --accept" : "gate");
        AddOption(arguments, "--name", Gate.ItemSpec);
        foreach (KeyValuePair<string, string> option in _options.All)
        {
            foreach (string value in GateOptions.ValuesOf(option)) AddOption(arguments, GateOptions.OptionOf(option.Key), value);
        }

        if (Accept) AddOption(arguments, "--reason", Reason);
        AddOption(arguments, "--json-file", ReportFile);
    }

    private protected override bool ShowsLines => Accept;

    private bool AcceptBaseline()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, Baseline))!);
        if (Run() is { } run) Messages.Show(run.Outcome);
        return !Log.HasLoggedErrors && !IsCancelled;
    }

    // Builds of single frameworks, as references ask for them, come here at once: one measures, and the others find its record.
    private bool Measure()
    {
        using FileStream? held = FileLock.Take(RecordFile + ".lock", giveUp: () => IsCancelled);
        if (held is null || IsUpToDate)
        {
            return !IsCancelled;
        }

        // Whatever ends this build, no later one takes the old verdict for the new one.
        File.Delete(RecordFile);
        if (Run() is { } run) new GateRecord(Key, run.ExitCode, run.Outcome).Write(RecordFile);

        return !Log.HasLoggedErrors;
    }
}
