namespace GanGate.Reporting.Charts;

/// <summary>What one side of a chart shows.</summary>
/// <param name="Title">The quantity and its unit.</param>
internal sealed record ChartAxis(string Title)
{
    /// <summary>Whether equal ratios take equal room; values of 0 and below are then left out.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Where the axis begins; null for what the values need.</summary>
    public double? From { get; init; }

    /// <summary>Where the axis ends; null for what the values need.</summary>
    public double? To { get; init; }

    /// <summary>What to write in place of numbers, such as dates; null for numbers.</summary>
    public IReadOnlyList<ChartTick>? Ticks { get; init; }
}

/// <summary>A place on an axis.</summary>
/// <param name="Value">Where.</param>
/// <param name="Label">What is written there.</param>
internal sealed record ChartTick(double Value, string Label);
