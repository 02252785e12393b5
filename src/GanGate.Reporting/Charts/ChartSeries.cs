namespace GanGate.Reporting.Charts;

/// <summary>A named line of a chart.</summary>
/// <param name="Name">As the legend has it.</param>
/// <param name="Points">From left to right.</param>
internal sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>What the band around the line is, for the legend; null for no mention.</summary>
    public string? BandName { get; init; }

    /// <summary>Whether each point has a dot.</summary>
    public bool Dots { get; init; }
}

/// <summary>A point of a line.</summary>
/// <param name="X">On the horizontal axis.</param>
/// <param name="Y">On the vertical axis.</param>
/// <param name="Low">Where the band around the line begins; null for none.</param>
/// <param name="High">Where the band around the line ends; null for none.</param>
internal readonly record struct ChartPoint(double X, double Y, double? Low = null, double? High = null)
{
    /// <summary>Whether the point is marked with a cross, as a failed run is.</summary>
    public bool Crossed { get; init; }
}

/// <summary>A value that is drawn across a chart, such as a limit.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Where it is.</param>
internal sealed record ChartMark(string Name, double Value);

/// <summary>A range that is shaded across a chart.</summary>
/// <param name="Name">What it is, for the legend.</param>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
internal sealed record ChartZone(string Name, double From, double To);
