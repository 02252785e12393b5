using GanGate.Features;
using GanGate.Metrics;
using GanGate.Settings;

namespace GanGate.Gating;

/// <summary>A file of baselines, meant to be committed: several named gates, readable differences.</summary>
/// <param name="Schema">Always <see cref="CurrentSchema"/>.</param>
/// <param name="Gates">The entries by the gates' names, in ordinal order.</param>
public sealed record BaselineFile(string Schema, SortedDictionary<string, BaselineEntry> Gates)
{
    /// <summary>The one layout that this version reads and writes.</summary>
    internal const string CurrentSchema = "gangate-baseline/1";

    /// <summary>A file without entries.</summary>
    public static BaselineFile Empty => new(CurrentSchema, new SortedDictionary<string, BaselineEntry>(StringComparer.Ordinal));

    /// <summary>Reads a baseline file.</summary>
    /// <exception cref="GanGateException">GG2008: it is missing, no baseline, of another schema, or edited into nonsense.</exception>
    public static BaselineFile Read(string path)
    {
        if (!File.Exists(path))
        {
            throw Invalid(path, FileNames.WhyMissing(path));
        }

        BaselineFile file = JsonFile.Read(path, GatingJson.Default.BaselineFile, ErrorCodes.BaselineInvalid, "baseline");
        if (file.Schema != CurrentSchema)
        {
            throw Invalid(path, $"has schema '{file.Schema}', this version reads '{CurrentSchema}'");
        }

        foreach ((string gate, BaselineEntry entry) in file.Gates)
        {
            if (entry is null || entry.Runs.Any(run => run is null))
            {
                throw Invalid(path, $"has null where gate '{gate}' or a run of it should be");
            }

            if (entry.Runs.Count == 0)
            {
                throw Invalid(path, $"has no run for gate '{gate}'");
            }

            if (entry.Runs.SelectMany(run => run.Metrics ?? new Dictionary<string, Estimate>())
                .FirstOrDefault(metric => Metric.Find(metric.Key) is null || metric.Value?.IsPossible is not true) is { Key: string bad })
            {
                throw Invalid(path, $"has an impossible or unknown metric for gate '{gate}' ({bad})");
            }

            if (entry.Runs.FirstOrDefault(run => !run.IsPossible) is BaselineRun impossible)
            {
                string numbers = FormattableString.Invariant(
                    $"value {impossible.Value}, bias {impossible.Bias}, error {impossible.StandardError}, count {impossible.Count}");
                throw Invalid(path, $"has an impossible run for gate '{gate}' ({numbers})");
            }
        }

        return file with { Gates = new SortedDictionary<string, BaselineEntry>(file.Gates, StringComparer.Ordinal) };
    }

    /// <summary>The entry of one gate.</summary>
    /// <param name="path">Where this was read from, for the message.</param>
    /// <param name="gate">The gate's name.</param>
    /// <exception cref="GanGateException">GG2008: there is none.</exception>
    public BaselineEntry EntryOf(string path, string gate) => Gates.TryGetValue(gate, out BaselineEntry? entry)
        ? entry
        : throw Invalid(path, $"has no entry for gate '{gate}' (it has {(Gates.Count == 0 ? "none" : string.Join(", ", Gates.Keys))})");

    /// <summary>This file with the entry of one gate set.</summary>
    public BaselineFile With(string gate, BaselineEntry entry) =>
        this with { Gates = new SortedDictionary<string, BaselineEntry>(Gates, StringComparer.Ordinal) { [gate] = entry } };

    /// <summary>Writes the file in one step: a reader sees the old one or the new one.</summary>
    public void Write(string path) => JsonFile.Write(path, this, GatingJson.Default.BaselineFile);

    private static GanGateException Invalid(string path, Sentence what) =>
        new(ErrorCodes.BaselineInvalid, $"the baseline '{path}' {what}: accept a new one with {Advice.AcceptBaseline}");
}
