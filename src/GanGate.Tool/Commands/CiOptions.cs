using System.CommandLine;
using System.Text.RegularExpressions;
using GanGate.Gating;
using GanGate.Models;
using GanGate.Reporting;
using GanGate.Settings;
using GanGate.Tool.Ci;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary>The options by which a run tells a CI system of its outcome.</summary>
internal sealed partial class CiOptions
{
    private const int KeyDigits = 16;

    private readonly Option<string> _system = Setting.Ci.ToChoice([.. Setting.Ci.Values]);
    private readonly Option<bool> _comment = Setting.Comment.ToSwitch();
    private readonly Option<bool> _prepare = Setting.CiPrepare.ToSwitch();

    public CiOptions() => _prepare.Hidden = true;

    public void AddTo(Command command)
    {
        command.Options.Add(_system);
        command.Options.Add(_comment);
        command.Options.Add(_prepare);
    }

    /// <summary>Whether nothing is to be measured.</summary>
    /// <exception cref="GanGateException">GG2001: the options do not go together.</exception>
    public bool Prepares(Invocation invocation)
    {
        bool named = invocation.Streams.Ci is not null;
        if (!named && invocation.Parsed.GetValue(_system) is string system)
        {
            throw new GanGateException(ErrorCodes.Usage, $"write '{Setting.Ci.At(system)}' on the command line itself, with a space or '='");
        }

        if (named && invocation.Json)
        {
            throw new GanGateException(
                ErrorCodes.Usage, $"{Setting.Json} cannot be given beside {Setting.Ci}, which writes commands to the same stream: use {Setting.JsonFile}");
        }

        if (!named && (invocation.Parsed.GetValue(_comment) || invocation.Parsed.GetValue(_prepare)))
        {
            throw new GanGateException(ErrorCodes.Usage, $"{Setting.Comment} needs {Setting.Ci.At(GitHubActions.Id)}");
        }

        if (invocation.Parsed.GetValue(_comment) && invocation.Streams.Ci is not GitHubActions)
        {
            throw new GanGateException(
                ErrorCodes.Usage, $"{Setting.Comment} is for {Setting.Ci.At(GitHubActions.Id)}: other systems get no comment");
        }

        return invocation.Parsed.GetValue(_prepare);
    }

    /// <summary>Names the caches' keys and the artifact.</summary>
    public static int Prepare(Invocation invocation, string name, GateNeeds needs)
    {
        invocation.Streams.Ci!.SetOutputs(new Dictionary<string, string>
        {
            ["store"] = new ModelStore().Folder,
            ["models"] = string.Join(' ', needs.Models.Select(model => model.Name)),
            ["model-key"] = string.Concat(needs.Models.Select((model, i) => $"{(i == 0 ? "gangate-model" : "")}-{model.Sha256[..KeyDigits]}")),
            ["reference-key"] = needs.References is string references ? $"gangate-reference-{references[..KeyDigits]}" : "",
            ["artifact"] = $"gangate-{NoFileName().Replace(name, "-")}",
        });
        return 0;
    }

    /// <summary>Says what is going to run, so that the CI system, if there is one, can tell of its failure too.</summary>
    /// <param name="invocation">Of the command.</param>
    /// <param name="name">The gate's name, or the configuration's.</param>
    public CiSubject Begin(Invocation invocation, string name)
    {
        CiSubject subject = new(name, invocation.Parsed.GetValue(_comment));
        if (invocation.Streams.Ci is CiSystem ci) ci.Subject = subject;
        return subject;
    }

    /// <summary>Shows the reports of gates that ran, and tells the CI system of them.</summary>
    /// <returns>0, or 1 when a rule failed.</returns>
    public static int Show(Invocation invocation, CiSubject subject, GateReports reports)
    {
        int exitCode = ReportOutput.Show(invocation, reports.All, reports.Single);

        // The verdict stands: what ends the measurement no longer ends the telling, which has limits of its own.
        invocation.Streams.Ci?.Publish(new CiResult(subject, reports.All, reports.Single, reports.Page), CancellationToken.None);
        return exitCode;
    }

    // What every system takes for the name of an artifact.
    [GeneratedRegex(@"[^\w.-]+")]
    private static partial Regex NoFileName();
}

/// <summary>The reports of a run.</summary>
/// <param name="All">At least one.</param>
/// <param name="Single">Whether there is one gate and not a list of them.</param>
/// <param name="Page">The HTML page, where one was asked for.</param>
internal sealed record GateReports(IReadOnlyList<Report> All, bool Single, string? Page);
