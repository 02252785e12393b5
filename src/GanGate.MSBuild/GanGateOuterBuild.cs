using Microsoft.Build.Framework;

namespace GanGate.MSBuild;

/// <summary>
/// Tells the builds of a project's single target frameworks whether the build of all of them is under way and checks the gates for them.
/// No property could say it: a build of one framework, asked for by name or by a reference, has the same ones. So the build of all holds
/// a file open to the build's end, which MSBuild closes however the build ends.
/// </summary>
public sealed class GanGateOuterBuild : Microsoft.Build.Utilities.Task
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The file.</summary>
    [Required]
    public string File { get; set; } = "";

    /// <summary>Whether this is the build of all frameworks.</summary>
    public bool Begin { get; set; }

    /// <summary>Whether such a build is under way.</summary>
    [Output]
    public bool IsRunning { get; private set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        string path = Path.GetFullPath(File);
        if (Begin)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);

            // Those who ask hold the file too, but only for a moment.
            DateTime limit = DateTime.UtcNow + Patience;
            if (FileLock.Take(path, giveUp: () => DateTime.UtcNow > limit) is FileStream held)
            {
                BuildEngine4.RegisterTaskObject(path, held, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
            }
        }

        IsRunning = Begin || FileLock.IsHeld(path);
        return true;
    }
}
