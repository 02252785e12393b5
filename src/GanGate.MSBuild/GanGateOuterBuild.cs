using Microsoft.Build.Framework;

namespace GanGate.MSBuild;

/// <summary>
/// Tells the builds of a project's single target frameworks whether the build of all of them is under way and checks the gates for them.
/// No property could say it: a build of one framework, asked for by name or by a reference, has the same ones. So the build of all holds
/// a file open to the build's end, which MSBuild closes however the build ends.
/// </summary>
public sealed class GanGateOuterBuild : Microsoft.Build.Utilities.Task
{
    private const int Attempts = 100;
    private const int PauseMilliseconds = 10;

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
            if (Hold(path) is FileStream held)
            {
                BuildEngine4.RegisterTaskObject(path, held, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
            }
        }

        IsRunning = Begin || IsHeld(path);
        return true;
    }

    // Those who only look hold the file for a moment too.
    private static FileStream? Hold(string path)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                Thread.Sleep(PauseMilliseconds);
            }
        }

        return null;
    }

    private static bool IsHeld(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite).Dispose();
            return false;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
