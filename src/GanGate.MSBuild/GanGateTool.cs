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

    private readonly object _starting = new();
    private readonly List<string> _lines = [];
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

    /// <summary>How many measurements may run on this machine at once.</summary>
    public string? MaxParallel { get; set; }

    /// <summary>Everything that the tool has written.</summary>
    protected IReadOnlyList<string> Lines => _lines;

    /// <summary>Whether the build was cancelled.</summary>
    protected bool IsCancelled { get; private set; }

    private protected BuildMessages Messages => new(Log, Project, Tool);

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

    /// <summary>Takes a line as soon as it is written.</summary>
    protected abstract void Take(string line);

    /// <summary>Runs the tool; it explains itself, and this task where it does not.</summary>
    /// <returns>The exit code; null when it could not be started, which is an error, or the build was cancelled, which is none.</returns>
    protected int? Run()
    {
        if (FindHost() is not string host)
        {
            return null;
        }

        string arguments = Arguments();
        Log.LogCommandLine(MessageImportance.Low, $"{host} {arguments}");

        lock (_starting)
        {
            if (IsCancelled) return null;
            _process = new ToolProcess(host, arguments, Path.GetDirectoryName(Project)!);
        }

        foreach (string line in _process.Lines)
        {
            _lines.Add(line);
            Take(line);
        }

        int exitCode = _process.WaitForExitCode();
        _process.Dispose();
        if (IsCancelled) return null;
        bool explained = _lines.Any(line => CanonicalLine.TryParse(line, out CanonicalLine canonical) && !canonical.IsWarning);
        if (exitCode != 0 && !explained)
        {
            _lines.Add(Explain(exitCode, host, arguments));
            Take(_lines[_lines.Count - 1]);
        }

        return exitCode;
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

    private string Arguments()
    {
        CommandLineBuilder arguments = new();
        arguments.AppendSwitch("exec");
        arguments.AppendFileNameIfNotNull(Tool);
        AddCommand(arguments);
        arguments.AppendSwitch("--attached");
        AddOption(arguments, "--slots", MaxParallel);
        return arguments.ToString();
    }

    private static string Explain(int exitCode, string host, string arguments) => exitCode is FrameworkMissing or FrameworkMissingByte
        ? CanonicalLine.Error(
            Codes.RuntimeMissing,
            $"the .NET 10 runtime, which the gates run on, is not part of the installation of '{host}': install it there, "
            + "or set DOTNET_ROOT to an installation that has it")
        : CanonicalLine.Error(
            Codes.Unexplained,
            $"the tool ended with exit code {exitCode.ToString(CultureInfo.InvariantCulture)} and no explanation: run '{host} {arguments}'");
}
