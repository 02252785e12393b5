using System.ComponentModel;
using System.Diagnostics;

namespace GanGate.Tool.Terminal;

/// <summary>The commit that a baseline is accepted at.</summary>
internal static class SourceCommit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What the CI system says, else what git says of a folder; null where neither knows.</summary>
    public static string? Find(string folder)
    {
        string? commit = Environment.GetEnvironmentVariable("GITHUB_SHA");
        return string.IsNullOrEmpty(commit) ? AskGit(folder) : commit;
    }

    private static string? AskGit(string folder)
    {
        try
        {
            ProcessStartInfo start = new("git", ["rev-parse", "--verify", "HEAD"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process git = Process.Start(start)!;
            Task<string> output = git.StandardOutput.ReadToEndAsync();
            if (!git.WaitForExit(Patience))
            {
                git.Kill();
                return null;
            }

            return git.ExitCode == 0 ? output.Result.Trim() : null;
        }
        catch (Exception failure) when (failure is Win32Exception or IOException or InvalidOperationException)
        {
            return null;
        }
    }
}
