using GanGate.Measuring;
using GanGate.Metrics;

namespace GanGate.Reporting;

/// <summary>What only pages show of a result; it is not part of the JSON.</summary>
/// <param name="Profile">Spectra and shifts; null where they were not asked for.</param>
/// <param name="Pictures">Pictures of the samples; null where they were not asked for or the samples were not at hand.</param>
/// <param name="History">Earlier results that compare with this one, the oldest first.</param>
internal sealed record ReportFigures(DistanceProfile? Profile, SamplePictures? Pictures, IReadOnlyList<HistoryEntry> History)
{
    /// <summary>No figures.</summary>
    public static ReportFigures None { get; } = new(null, null, []);
}
