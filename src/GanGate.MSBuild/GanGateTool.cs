using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace GanGate.MSBuild;

/// <summary>Runs the gangate command in a process of its own, so that no native library is loaded into MSBuild.</summary>
/// <remarks>Not a ToolTask: that closes the tool's input at once, and kills it when the build is cancelled.</remarks>
#pragma warning disable CA1001 // The process is disposed of where it ends.
public abstract class GanGateTool : Microsoft.Build.Utilities.Task, ICancelableTask
#pragma warning restore CA1001
{
    // What the dotnet host exits with when it has no fitting runtime: on Windows, and as the one byte that other systems keep.
    private const int FrameworkMissing = unchecked((int)0x80008096);
    private const int FrameworkMissingByte = FrameworkMissing & 0xFF;

    private const string NoteStart = "gangate : ";

    private readonly object _starting = new();
    private ToolProcess? _process;

    /// <summary>The project's file, to which errors belong.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The gangate.dll to run.</summary>
    [Required]
    public string Tool { get; set; } = "";

    /// <summary>The dotnet command to run it with, where it exists: DOTNET_HOST_PATH.</summary>
    public string? DotNetHost { get; set; }

    /// <summary>The folders to look for one after that, before the PATH: NetCoreRoot, DOTNET_ROOT.</summary>
    public string[] DotNetRoots { get; set; } = [];

    /// <summary>Folders in which packages of the project keep weights: GanGateModelFolders.</summary>
    public string[] ModelFolders { get; set; } = [];

    /// <summary>How many measurements may run on this machine at once.</summary>
    public string? MaxParallel { get; set; }

    /// <summary>Whether the build was cancelled.</summary>
    protected bool IsCancelled { get; private set; }

    private protected BuildMessages Messages => new(Log, Project);

    /// <inheritdoc/>
    public void Cancel()
    {
        lock (_starting)
        {
            IsCancelled = true;
        }

        _process?.Stop();
    }

    /// <summary>Adds the command and its options.</summary>
    protected abstract void AddCommand(CommandLineBuilder arguments);

    /// <summary>Whether detailed builds show what the tool prints; of a gate the verdict does.</summary>
    private protected virtual bool ShowsLines => true;

    /// <summary>Runs the tool, and notes what it says meanwhile; it explains itself, and this task where it does not.</summary>
    /// <returns>What came of it; null when it could not be started, which is an error, or the build was cancelled, which is none.</returns>
    private protected (int ExitCode, ToolOutcome Outcome)? Run()
    {
        if (FindHost() is not string host) return null;

        string outcomeFile = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        string arguments = Arguments(outcomeFile);
        Log.LogCommandLine(MessageImportance.Low, $"{host} {arguments}");
        lock (_starting)
        {
            if (IsCancelled) return null;
            _process = new ToolProcess(host, arguments, Path.GetDirectoryName(Project)!, ModelFolders);
        }

        foreach (string line in _process.Lines)
        {
            if (line.StartsWith(NoteStart, StringComparison.Ordinal)) Messages.Note(line.Substring(NoteStart.Length));
            else if (ShowsLines) Messages.Detail(line);
        }

        int exitCode = _process.WaitForExitCode();
        _process.Dispose();
        ToolOutcome outcome = ToolOutcome.Parse(File.Exists(outcomeFile) ? File.ReadAllText(outcomeFile) : "");
        File.Delete(outcomeFile);
        if (IsCancelled) return null;
        return (exitCode, exitCode == 0 || outcome.Messages.Any(message => message.IsError) ? outcome : Explain(outcome, exitCode, host, arguments));
    }

    /// <summary>Adds an option that has a value.</summary>
    protected static void AddOption(CommandLineBuilder arguments, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            // One word: no value can be taken for another option.
            arguments.AppendSwitchIfNotNull(name + "=", value);
        }
    }

    private string? FindHost()
    {
        string? host = MSBuild.DotNetHost.Find(DotNetHost, DotNetRoots, Environment.GetEnvironmentVariable("PATH"));
        if (host is null)
        {
            Messages.Error(
                Codes.DotNetMissing,
                "no dotnet command was found to run the gates with (looked at DOTNET_HOST_PATH, NetCoreRoot, DOTNET_ROOT and the PATH): "
                + "install .NET 10, or set DOTNET_ROOT to its folder");
            return null;
        }

        if (!File.Exists(Tool))
        {
            Messages.Error(
                Codes.ToolMissing, $"the tool '{Tool}' does not exist: restore the package GanGate.MSBuild again, or set GanGateTool right");
            return null;
        }

        return host;
    }

    private string Arguments(string outcomeFile)
    {
        CommandLineBuilder arguments = new();
        arguments.AppendSwitch("exec");
        arguments.AppendFileNameIfNotNull(Tool);
        AddCommand(arguments);
        arguments.AppendSwitch("--attached");
        AddOption(arguments, "--slots", MaxParallel);
        AddOption(arguments, "--for-project", Project);
        AddOption(arguments, "--outcome", outcomeFile);
        return arguments.ToString();
    }

    private static ToolOutcome Explain(ToolOutcome outcome, int exitCode, string host, string arguments) => exitCode is FrameworkMissing or FrameworkMissingByte
        ? outcome.With(
            Codes.RuntimeMissing,
            $"the .NET 10 runtime, which the gates run on, is not part of the installation of '{host}': install it there, "
            + "or set DOTNET_ROOT to an installation that has it")
        : outcome.With(
            Codes.Unexplained,
            $"the tool ended with exit code {exitCode.ToString(CultureInfo.InvariantCulture)} and no explanation: run '{host} {arguments}'");
}
