using System.CommandLine;
using GanGate.Gating;
using GanGate.Reporting;
using GanGate.Settings;

namespace GanGate.Tool.Terminal;

/// <summary>Writes measured results into a baseline file, and says what became of each gate's baseline.</summary>
/// <param name="Add">Whether to keep the runs that are there.</param>
/// <param name="Ratchet">Whether to accept only what is better by more than chance.</param>
/// <param name="Reason">Why the results are accepted; null takes none that is worse by more than chance.</param>
internal sealed record BaselineAcceptance(bool Add = false, bool Ratchet = false, string? Reason = null)
{
    /// <summary>Finds out that a file is there and no baseline, before anything is measured for it.</summary>
    /// <exception cref="GanGateException">GG2008.</exception>
    public static void RequireReadable(string path)
    {
        if (File.Exists(path)) BaselineFile.Read(path);
    }

    /// <summary>The reason that a command line gives; null for none.</summary>
    /// <exception cref="GanGateException">GG2001: it says nothing, or too much.</exception>
    public static string? ReasonIn(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is string text ? AcceptanceReason.Require(text) : null;

    /// <summary>Accepts results; entries of other gates stay.</summary>
    /// <exception cref="GanGateException">GG2022: one is worse than the accepted one and there is no reason; nothing is written.</exception>
    public void Write(Invocation invocation, string path, IEnumerable<Report> reports)
    {
        BaselineFile baselines = File.Exists(path) ? BaselineFile.Read(path) : BaselineFile.Empty;
        string? commit = SourceCommit.Find(Path.GetDirectoryName(Path.GetFullPath(path))!);
        IEnumerable<IGrouping<string, Report>> gates = reports
            .GroupBy(report => report.Name ?? GateDefinition.DefaultName, StringComparer.Ordinal);
        List<string> notes = [];
        foreach (IGrouping<string, Report> gate in gates.ToArray())
        {
            BaselineEntry entry = gate.Select(report => report.ToBaselineEntry(commit)).Aggregate((all, next) => all.With(next));
            if (Reason is not null) entry = entry.Because(Reason);
            (baselines, string note) = Accept(baselines, gate.Key, entry);
            notes.Add(note);
        }

        invocation.Cancellation.ThrowIfCancellationRequested();
        baselines.Write(path);
        foreach (string note in notes) invocation.Streams.Error.WriteLine($"gangate : gate '{note}");
    }

    private (BaselineFile Baselines, string Note) Accept(BaselineFile baselines, string gate, BaselineEntry entry)
    {
        if (baselines.Gates.TryGetValue(gate, out BaselineEntry? accepted))
        {
            if (Ratchet && !accepted.IsImprovedBy(entry))
            {
                return (baselines, $"{gate}' keeps its baseline: the new result is not better by more than chance");
            }

            if (Reason is null && accepted.IsWorsenedBy(entry)) throw Worse(gate, accepted, entry);

            entry = Add ? accepted.With(entry) : entry;
        }

        return (baselines.With(gate, entry), $"{gate}' now has the baseline {entry}");
    }

    private static GanGateException Worse(string gate, BaselineEntry accepted, BaselineEntry entry) => new(
        ErrorCodes.WorseWithoutReason,
        $"gate '{gate}' has the baseline {accepted}, and the new result is worse by more than chance: {entry}; nothing was accepted. "
        + $"Say why it is taken all the same ({Setting.Reason}), which is kept beside it");
}
