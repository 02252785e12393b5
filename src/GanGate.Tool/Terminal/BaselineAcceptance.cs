using GanGate.Gating;
using GanGate.Reporting;

namespace GanGate.Tool.Terminal;

/// <summary>Writes measured results into a baseline file, and says what became of each gate's baseline.</summary>
/// <param name="Add">Whether to keep the runs that are there.</param>
/// <param name="Ratchet">Whether to accept only what is better by more than chance.</param>
internal sealed record BaselineAcceptance(bool Add = false, bool Ratchet = false)
{
    /// <summary>Finds out that a file is there and no baseline, before anything is measured for it.</summary>
    /// <exception cref="GanGateException">GG2008.</exception>
    public static void RequireReadable(string path)
    {
        if (File.Exists(path)) BaselineFile.Read(path);
    }

    /// <summary>Accepts results; entries of other gates stay.</summary>
    public void Write(Invocation invocation, string path, IEnumerable<Report> reports)
    {
        BaselineFile baselines = File.Exists(path) ? BaselineFile.Read(path) : BaselineFile.Empty;
        string? commit = SourceCommit.Find(Path.GetDirectoryName(Path.GetFullPath(path))!);
        IEnumerable<IGrouping<string, Report>> gates = reports
            .GroupBy(report => report.Name ?? GateDefinition.DefaultName, StringComparer.Ordinal);
        foreach (IGrouping<string, Report> gate in gates.ToArray())
        {
            BaselineEntry entry = gate.Select(report => report.ToBaselineEntry(commit)).Aggregate((all, next) => all.With(next));
            baselines = Accept(invocation, baselines, gate.Key, entry);
        }

        invocation.Cancellation.ThrowIfCancellationRequested();
        baselines.Write(path);
    }

    private BaselineFile Accept(Invocation invocation, BaselineFile baselines, string gate, BaselineEntry entry)
    {
        TextWriter notes = invocation.Streams.Error;
        if (baselines.Gates.TryGetValue(gate, out BaselineEntry? accepted))
        {
            if (Ratchet && !accepted.IsImprovedBy(entry))
            {
                notes.WriteLine($"gangate : gate '{gate}' keeps its baseline: the new result is not better by more than chance");
                return baselines;
            }

            entry = Add ? accepted.With(entry) : entry;
        }

        notes.WriteLine($"gangate : gate '{gate}' now has the baseline {entry}");
        return baselines.With(gate, entry);
    }
}
