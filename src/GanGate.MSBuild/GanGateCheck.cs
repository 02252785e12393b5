using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace GanGate.MSBuild;

/// <summary>
/// Runs one gate with the gangate command in a process of its own, so that no native library is loaded into MSBuild,
/// and turns its canonical error and warning lines into those of the build.
/// </summary>
public sealed class GanGateCheck : ToolTask
{
    private bool _resultShown;

    /// <summary>The gate's name in reports and baselines.</summary>
    [Required]
    public string Gate { get; set; } = "";

    /// <summary>The generated images: a folder or a glob, relative to the project.</summary>
    [Required]
    public string Generated { get; set; } = "";

    /// <summary>The reference's statistics (.npz) or images, relative to the project.</summary>
    [Required]
    public string Reference { get; set; } = "";

    /// <summary>The gated project's file, to which errors belong.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The gangate.dll to run.</summary>
    [Required]
    public string Tool { get; set; } = "";

    /// <summary>The dotnet host that runs it; DOTNET_HOST_PATH, then the PATH, when empty.</summary>
    public string? DotNetHost { get; set; }

    /// <summary>The largest distance that passes.</summary>
    public string? MaxFid { get; set; }

    /// <summary>A baseline file with an entry of this gate's name.</summary>
    public string? Baseline { get; set; }

    /// <summary>How far above the baseline passes: 0.5, or 5%.</summary>
    public string? MaxRegression { get; set; }

    /// <summary>The accepted chance of a false alarm: 0.001.</summary>
    public string? Alpha { get; set; }

    /// <summary>Whether the limit must hold for the upper end of the score's confidence interval: true.</summary>
    public string? Confident { get; set; }

    /// <summary>Warn when there is another number of images.</summary>
    public string? ExpectCount { get; set; }

    /// <summary>How many images may be copies of reference images: 10, or 1%.</summary>
    public string? MaxCopies { get; set; }

    /// <summary>The protocol, where the reference does not name it.</summary>
    public string? Protocol { get; set; }

    /// <summary>Which Inception features.</summary>
    public string? Feature { get; set; }

    /// <summary>Other weights of the same network.</summary>
    public string? Weights { get; set; }

    /// <summary>auto, cpu or cuda[:N].</summary>
    public string? Device { get; set; }

    /// <summary>The time limit: 90 (seconds), 15m, 2h.</summary>
    public string? TimeLimit { get; set; }

    /// <summary>Where the tool writes its report.</summary>
    [Required]
    public string ReportFile { get; set; } = "";

    /// <inheritdoc/>
    protected override string ToolName => Environment.OSVersion.Platform == PlatformID.Win32NT ? "dotnet.exe" : "dotnet";

    /// <inheritdoc/>
    protected override MessageImportance StandardErrorLoggingImportance => MessageImportance.Normal;

    /// <inheritdoc/>
    protected override string GenerateFullPathToTool()
    {
        string? host = string.IsNullOrEmpty(DotNetHost) ? Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") : DotNetHost;
        return string.IsNullOrEmpty(host) ? ToolName : host!;
    }

    /// <inheritdoc/>
    protected override string GenerateCommandLineCommands()
    {
        CommandLineBuilder arguments = new();
        arguments.AppendSwitch("exec");
        arguments.AppendFileNameIfNotNull(Tool);
        arguments.AppendSwitch("gate");
        arguments.AppendSwitchIfNotNull("--name ", Gate);
        arguments.AppendSwitchIfNotNull("--generated ", Generated);
        arguments.AppendSwitchIfNotNull("--reference ", Reference);
        AppendOption(arguments, "--max-fid ", MaxFid);
        AppendOption(arguments, "--baseline ", Baseline);
        AppendOption(arguments, "--max-regression ", MaxRegression);
        AppendOption(arguments, "--alpha ", Alpha);
        AppendOption(arguments, "--expect-count ", ExpectCount);
        AppendOption(arguments, "--max-copies ", MaxCopies);
        if (string.Equals(Confident, "true", StringComparison.OrdinalIgnoreCase)) arguments.AppendSwitch("--confident");
        AppendOption(arguments, "--protocol ", Protocol);
        AppendOption(arguments, "--feature ", Feature);
        AppendOption(arguments, "--weights ", Weights);
        AppendOption(arguments, "--device ", Device);
        AppendOption(arguments, "--timeout ", TimeLimit);
        arguments.AppendSwitchIfNotNull("--json-file ", ReportFile);
        return arguments.ToString();
    }

    /// <inheritdoc/>
    protected override void LogEventsFromTextOutput(string singleLine, MessageImportance messageImportance)
    {
        if (CanonicalLine.TryParse(singleLine, out CanonicalLine line))
        {
            Show(line);
            return;
        }

        // The first line of the report is the verdict: it shows in a normal build, the rest in a detailed one.
        bool verdict = !_resultShown && !singleLine.StartsWith("gangate :", StringComparison.Ordinal) && singleLine.Length > 0;
        _resultShown |= verdict;
        Log.LogMessage(verdict ? MessageImportance.High : MessageImportance.Normal, "{0}", verdict ? "GanGate: " + singleLine : singleLine);
    }

    private void Show(CanonicalLine line)
    {
        string link = HelpLink.For(line.Code);
        if (line.IsWarning)
        {
            Log.LogWarning(subcategory: null, line.Code, helpKeyword: null, link, Project, 0, 0, 0, 0, "{0}", line.Message);
            return;
        }

        Log.LogError(subcategory: null, line.Code, helpKeyword: null, link, Project, 0, 0, 0, 0, line.Message);
    }

    /// <summary>The tool explains itself; only an exit without a word needs MSBuild's own error.</summary>
    protected override bool HandleTaskExecutionErrors()
    {
        if (Log.HasLoggedErrors)
        {
            return false;
        }

        const string Code = "GG9001";
        Log.LogError(
            subcategory: null,
            Code,
            helpKeyword: null,
            HelpLink.For(Code),
            Project,
            0,
            0,
            0,
            0,
            string.Format(CultureInfo.InvariantCulture, "gate '{0}' ended with exit code {1} and no explanation: run '{2}'", Gate, ExitCode, GenerateCommandLineCommands()));
        return false;
    }

    // An empty property is one that the project did not set.
    private static void AppendOption(CommandLineBuilder arguments, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            arguments.AppendSwitchIfNotNull(name, value);
        }
    }
}
