using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace GanGate.MSBuild;

/// <summary>Checks what a project says of its gates and gives each the names of its files.</summary>
public sealed class GanGatePrepare : Microsoft.Build.Utilities.Task
{
    internal const string Record = "_Record";
    internal const string Report = "_Report";

    private static readonly string[] Severities = ["", "error", "warning"];

    /// <summary>The project's file, to which errors belong.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The project's gates.</summary>
    [Required]
    public ITaskItem[] Gates { get; set; } = [];

    /// <summary>Where what is known of the gates is kept from build to build.</summary>
    [Required]
    public string RecordFolder { get; set; } = "";

    /// <summary>Where the reports go.</summary>
    [Required]
    public string ReportFolder { get; set; } = "";

    /// <summary>Whether only gates with a baseline are wanted.</summary>
    public bool WithBaseline { get; set; }

    /// <summary>The gates, each with its record and its report.</summary>
    [Output]
    public ITaskItem[] Prepared { get; private set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        BuildMessages messages = new(Log, Project, tool: "");
        if (GateNames.Refuse(Gates.Select(gate => gate.ItemSpec), ReportFolder) is string wrong)
        {
            messages.Error(Codes.GateNameInvalid, wrong);
            return false;
        }

        foreach (ITaskItem gate in Gates.Where(gate => !Severities.Contains(gate.GetMetadata("Severity"), StringComparer.OrdinalIgnoreCase)))
        {
            messages.Error(
                Codes.SettingInvalid,
                $"{gate.ItemSpec}: '{gate.GetMetadata("Severity")}' is no severity: write error or warning (GanGateSeverity, or Severity of the gate)");
        }

        ITaskItem[] wanted = [.. Gates.Where(gate => !WithBaseline || gate.GetMetadata("Baseline").Length > 0)];
        if (wanted.Length == 0)
        {
            messages.Error(Codes.NoBaselineToAccept, "no gate of this project names a baseline to write: give a GanGate item a Baseline");
        }

        try
        {
            Prepared = [.. wanted.Select(Prepare)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            messages.Error(Codes.OutputUnwritable, $"the folder of a gate's report cannot be made: {failure.Message}");
        }

        return !Log.HasLoggedErrors;
    }

    private TaskItem Prepare(ITaskItem gate)
    {
        TaskItem prepared = new(gate);
        prepared.SetMetadata(Record, FileFor(RecordFolder, gate, ".txt"));
        prepared.SetMetadata(Report, FileFor(ReportFolder, gate, ".json"));
        return prepared;
    }

    // A gate may be named like a folder: data/cifar10.
    private static string FileFor(string folder, ITaskItem gate, string ending)
    {
        string path = Path.Combine(folder, gate.ItemSpec + ending);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}
