using GanGate.Training.Plots;

namespace GanGate.Training.Toys;

/// <summary>
/// A ball with friction rolls through a sharp minimum and settles in a flat one; gradient descent stays in the sharp one (Heusel et al.
/// 2017, Figure 2). f(x) = (x - 3)^2 / 10 - exp(-100 (x - 1.2)^2) 15 / 100, from x = -1.
/// </summary>
public static class HeavyBall
{
    private const double Start = -1;
    private const double Flat = 3;
    private const double Sharp = 1.2;
    private const double Depth = 0.15;
    private const double Rate = 0.01;
    private const double Factor = 0.97;

    /// <summary>Follows both.</summary>
    /// <param name="steps">How many.</param>
    /// <param name="cancellation">Stops it.</param>
    public static ToyExperiment Run(int steps = 3000, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        double[] descent = Path(steps, 0, cancellation), ball = Path(steps, Factor, cancellation);
        double[] time = [.. Enumerable.Range(0, steps + 1).Select(n => (double)n)];
        double[] places = [.. Enumerable.Range(0, 601).Select(i => -1.5 + (i / 100.0))];
        return new ToyExperiment(
            "heavy-ball",
            "gradient descent ends in the sharp minimum at 1.2, the heavy ball in the flat one at 3",
            ["x at the end", "f at the end", "curvature at the end"],
            [RowOf("gradient descent", descent[^1]), RowOf("heavy ball", ball[^1])],
            [
                new Plot("Objective", "x", "f", [new PlotSeries("f", places, [.. places.Select(Objective)])]),
                new Plot(
                    "Path", "step", "x", [new PlotSeries("gradient descent", time, descent), new PlotSeries("heavy ball", time, ball)]),
            ]);
    }

    private static double[] Path(int steps, double factor, CancellationToken cancellation)
    {
        double[] path = new double[steps + 1];
        path[0] = Start;
        double velocity = 0;
        for (int n = 0; n < steps; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            velocity = (factor * velocity) - (Rate * Slope(path[n]));
            path[n + 1] = path[n] + velocity;
        }

        return path;
    }

    private static ToyRow RowOf(string setting, double x) => new(setting, [x, Objective(x), (Slope(x + 1e-4) - Slope(x - 1e-4)) / 2e-4]);

    private static double Objective(double x) => ((x - Flat) * (x - Flat) / 10) - Well(x);

    private static double Slope(double x) => ((x - Flat) / 5) + (200 * (x - Sharp) * Well(x));

    private static double Well(double x) => Depth * Math.Exp(-100 * (x - Sharp) * (x - Sharp));
}
