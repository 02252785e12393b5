using System.CommandLine;
using GanGate.Features;
using GanGate.Settings;

namespace GanGate.Tool.Commands;

/// <summary>The option that names metrics beside the distance.</summary>
internal static class MetricOption
{
    private static string Names => string.Join(", ", Metric.BesideDistance.Select(metric => metric.Id));

    /// <summary>Creates the option.</summary>
    /// <param name="help">What the named metrics are for.</param>
    public static Option<Metric[]?> Create(string help) => Setting.MetricNames.ToParsed(Parse, $"takes some of {Names}", $"{help}: {Names}.");

    // The distance is there in any case, and may be named.
    private static Metric[]? Parse(string text)
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries);
        return names.All(name => Metric.Find(name) is not null || name == Metric.Fid.Id || name == Metric.Fd.Id)
            ? [.. names.Select(Metric.Find).OfType<Metric>().Distinct()]
            : null;
    }
}
