using GanGate.Settings;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace GanGate.MSBuild;

/// <summary>Checks what a project says of its gates and gives each the names of its files and the key of what it measures.</summary>
public sealed class GanGatePrepare : Microsoft.Build.Utilities.Task
{
    internal const string Record = "_Record";
    internal const string Report = "_Report";
    internal const string Key = "_Key";

    private static readonly string[] Severities = ["", .. Setting.Severity.Values];

    /// <summary>The project's file, to which errors belong.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The gangate.dll, whose code counts.</summary>
    [Required]
    public string Tool { get; set; } = "";

    /// <summary>The project's gates.</summary>
    [Required]
    public ITaskItem[] Gates { get; set; } = [];

    /// <summary>Where what is known of the gates is kept from build to build.</summary>
    [Required]
    public string RecordFolder { get; set; } = "";

    /// <summary>Where the reports go.</summary>
    [Required]
    public string ReportFolder { get; set; } = "";

    /// <summary>What the project's properties give all gates: MaxRegression=5%.</summary>
    public string[] Defaults { get; set; } = [];

    /// <summary>Whether only gates with a baseline are wanted.</summary>
    public bool WithBaseline { get; set; }

    /// <summary>The gates, each with its record and its report.</summary>
    [Output]
    public ITaskItem[] Prepared { get; private set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        BuildMessages messages = new(Log, Project);
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

        foreach (ITaskItem gate in Gates) RefuseMetadata(messages, gate);
        RefuseProperties(messages);
        RefuseExcludeAttributes(messages);
        ITaskItem[] wanted = [.. Gates.Where(gate => !WithBaseline || gate.GetMetadata("Baseline").Length > 0)];
        if (wanted.Length == 0)
        {
            messages.Error(Codes.NoBaselineToAccept, "no gate of this project names a baseline to write: give a GanGate item a Baseline");
        }

        if (Log.HasLoggedErrors) return false;

        try
        {
            GateDefaults defaults = new(Defaults);
            Prepared = [.. wanted.Select(gate => Prepare(gate, defaults))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            messages.Error(Codes.OutputUnwritable, $"the folder of a gate's report cannot be made: {failure.Message}");
        }

        return !Log.HasLoggedErrors;
    }

    private static void RefuseMetadata(BuildMessages messages, ITaskItem gate)
    {
        string[] names = GateOptions.Named(_ => true);
        foreach (string name in GateOptions.Of(gate).All.Select(option => option.Key)
            .Where(name => !names.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            bool forOthers = Setting.All.Any(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            messages.Error(Codes.SettingInvalid, $"{gate.ItemSpec}: " + (forOthers
                ? $"'{name}' is not for a build, which gives each gate its name (Include) and its report (GanGateReportPath), and accepts "
                    + "baselines with the target GanGateAcceptBaseline: remove it"
                : $"unknown metadatum '{name}'{Nearest.Hint(name, names)}"));
        }
    }

    private void RefuseProperties(BuildMessages messages)
    {
        foreach (string name in BuildProperties.NamedIn(Project, BuildEngine).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (BuildProperties.MeantBy(name) is string meant)
            {
                messages.Error(Codes.SettingInvalid, $"unknown property '{name}', did you mean '{meant}'?");
            }
        }
    }

    // MSBuild takes this attribute for its own, and the files would be measured without a word.
    private void RefuseExcludeAttributes(BuildMessages messages)
    {
        foreach (string gate in ProjectFile.GatesThatExclude(Project))
        {
            messages.Error(
                Codes.SettingInvalid,
                $"{gate}: MSBuild takes the attribute Exclude for names of gates, so that it leaves out no files: write an element instead, "
                + "<Exclude>grid-*;thumbs/</Exclude> inside of the GanGate element");
        }
    }

    private TaskItem Prepare(ITaskItem gate, GateDefaults defaults)
    {
        TaskItem prepared = new(gate);
        defaults.KeepFitting(prepared);
        prepared.SetMetadata(Record, FileFor(RecordFolder, gate, ".txt"));
        prepared.SetMetadata(Report, FileFor(ReportFolder, gate, ".json"));
        prepared.SetMetadata(Key, GateKey.Of(
            GateOptions.Of(prepared), Path.GetDirectoryName(Project)!, Tool, prepared.GetMetadata(Report), DateTime.UtcNow));
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
