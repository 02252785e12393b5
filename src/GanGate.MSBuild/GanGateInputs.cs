using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace GanGate.MSBuild;

/// <summary>Lists the files that a project's gates depend on, for Visual Studio's up-to-date check.</summary>
public sealed class GanGateInputs : Microsoft.Build.Utilities.Task
{
    /// <summary>The project's file.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The project's gates.</summary>
    [Required]
    public ITaskItem[] Gates { get; set; } = [];

    /// <summary>The files' full paths.</summary>
    [Output]
    public ITaskItem[] Files { get; private set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        string folder = Path.GetDirectoryName(Project)!;
        Files = [.. Gates
            .Select(GateOptions.Of)
            .SelectMany(gate => gate.Inputs.SelectMany(value => FilesOf(value, folder, gate.IsText)))
            .Select(file => file.Info.FullName)
            .Distinct(StringComparer.Ordinal)
            .Select(path => new TaskItem(path))];
        return true;
    }

    // The build meets the same obstacle, and explains it.
    private static InputFile[] FilesOf(string value, string folder, bool texts)
    {
        try
        {
            return [.. InputFiles.Of(value, folder, texts)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
