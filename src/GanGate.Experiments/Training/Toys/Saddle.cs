using System.Globalization;
using GanGate.Training.Plots;
using GanGate.Training.Randomness;

namespace GanGate.Training.Toys;

/// <summary>
/// f(x, y) = (1 + x^2)(100 - y^2), which x makes small and y large, with unit Gaussian noise on both gradients (Heusel et al. 2017,
/// Figure 4). The saddle is (0, 0), where f is 100.
/// </summary>
public static class Saddle
{
    private const double StartX = 0.5;
    private const double StartY = -0.4;

    /// <summary>The pairs of rates of x and y in Figure 4.</summary>
    public static IReadOnlyList<(double X, double Y)> PaperRates { get; } = [(0.01, 0.01), (0.001, 0.001), (0.0001, 0.01), (0.01, 0.0001)];

    /// <summary>Runs the experiment with each pair of rates.</summary>
    /// <param name="steps">5,000 in the paper.</param>
    /// <param name="seed">Of the noise, which is the same for every pair.</param>
    /// <param name="noise">The noise's standard deviation; 1 in the paper.</param>
    /// <param name="cancellation">Stops it.</param>
    public static ToyExperiment Run(int steps = 5000, long seed = 1, double noise = 1, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var paths = PaperRates.Select(rates => (Label: Label(rates), Path: Path(rates, steps, seed, noise, cancellation))).ToList();
        double[] time = [.. Enumerable.Range(0, steps + 1).Select(n => (double)n)];
        return new ToyExperiment(
            "saddle",
            "the objective comes to 100 and the distance to 0; the noise that is left depends on the rates",
            ["objective, mean of the last tenth", "distance, mean of the last tenth", "distance, first below 0.1"],
            [.. paths.Select(path => new ToyRow(path.Label, [Late(path.Path, Objective), Late(path.Path, Distance), Arrival(path.Path)]))],
            [
                new Plot(
                    "Objective", "step", "f",
                    [.. paths.Select(path => new PlotSeries(path.Label, time, [.. path.Path.Select(Objective)]))]),
                new Plot(
                    "Distance to the saddle", "step", "distance",
                    [.. paths.Select(path => new PlotSeries(path.Label, time, [.. path.Path.Select(Distance)]))], true),
                new Plot(
                    "Phase plot", "x", "y",
                    [.. paths.Select(path => new PlotSeries(path.Label, [.. path.Path.Select(at => at.X)], [.. path.Path.Select(at => at.Y)]))]),
            ]);
    }

    private static (double X, double Y)[] Path(
        (double X, double Y) rates, int steps, long seed, double noise, CancellationToken cancellation)
    {
        RandomStream random = new(seed, RandomPurpose.Noise);
        var path = new (double X, double Y)[steps + 1];
        path[0] = (StartX, StartY);
        for (int n = 0; n < steps; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            (double x, double y) = path[n];
            double byX = (2 * x * (100 - (y * y))) + (noise * random.Normal(n, 0));
            double byY = (-2 * y * (1 + (x * x))) + (noise * random.Normal(n, 1));
            path[n + 1] = (x - (rates.X * byX), y + (rates.Y * byY));
        }

        return path;
    }

    private static double Objective((double X, double Y) at) => (1 + (at.X * at.X)) * (100 - (at.Y * at.Y));

    private static double Distance((double X, double Y) at) => Math.Sqrt((at.X * at.X) + (at.Y * at.Y));

    private static double Late((double X, double Y)[] path, Func<(double X, double Y), double> value) =>
        path[^Math.Max(1, path.Length / 10)..].Average(value);

    // The step; infinity where it never comes there.
    private static double Arrival((double X, double Y)[] path) =>
        Array.FindIndex(path, at => Distance(at) < 0.1) is int step and >= 0 ? step : double.PositiveInfinity;

    private static string Label((double X, double Y) rates) => string.Create(CultureInfo.InvariantCulture, $"x {rates.X}, y {rates.Y}");
}
