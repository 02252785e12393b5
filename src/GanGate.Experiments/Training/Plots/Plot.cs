namespace GanGate.Training.Plots;

/// <summary>Curves over one axis.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="XLabel">What runs along it.</param>
/// <param name="YLabel">What runs up.</param>
/// <param name="Series">The curves.</param>
/// <param name="LogarithmicY">Whether the vertical axis is logarithmic.</param>
public sealed record Plot(string Title, string XLabel, string YLabel, IReadOnlyList<PlotSeries> Series, bool LogarithmicY = false);

/// <summary>One curve.</summary>
/// <param name="Label">Its name in the legend.</param>
/// <param name="X">Horizontal positions.</param>
/// <param name="Y">Vertical positions, as many; what is not finite is left out.</param>
public sealed record PlotSeries(string Label, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>What surrounds the curve; null for nothing.</summary>
    public PlotBand? Band { get; init; }
}

/// <summary>A band around a curve.</summary>
/// <param name="Label">Its name in the legend.</param>
/// <param name="Low">Where it begins, for each point.</param>
/// <param name="High">Where it ends.</param>
public sealed record PlotBand(string Label, IReadOnlyList<double> Low, IReadOnlyList<double> High);
