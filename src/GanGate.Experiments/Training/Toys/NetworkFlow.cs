using System.Globalization;
using GanGate.Training.Plots;
using GanGate.Training.Randomness;

namespace GanGate.Training.Toys;

/// <summary>
/// Network utility maximisation on four nodes in a line (in the manner of Zhang et al. 2007, whose figure is Figure 1 right of Heusel et
/// al. 2017): three links of capacity 1, one flow over all of them and one over each. Flows climb log x - x prices, prices climb
/// load - capacity. Both see their gradient with noise and with a bias that points away from the optimum, whose length is the error bound.
/// </summary>
/// <remarks>
/// The optimum is x = (1/4, 3/4, 3/4, 3/4) and prices of 4/3. What pulls a price back is at most the capacity, 1: a larger bound can win.
/// </remarks>
public static class NetworkFlow
{
    private const int Links = 3;
    private const double Step = 0.01;
    private const double Noise = 1;
    private const double Neighbourhood = 0.3;
    private const double SmallestFlow = 1e-3;
    private const double Small = 0.1;
    private const double Large = 1.5;

    private static readonly double[] Best = [0.25, 0.75, 0.75, 0.75, 4.0 / 3, 4.0 / 3, 4.0 / 3];

    /// <summary>Runs both error bounds, on one time-scale and on two.</summary>
    /// <param name="steps">How many.</param>
    /// <param name="seed">Of the noise.</param>
    /// <param name="cancellation">Stops it.</param>
    public static ToyExperiment Run(int steps = 20000, long seed = 1, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        (string Label, double Bound, bool Two)[] settings =
        [
            ("one time-scale, small error bound", Small, false), ("one time-scale, large error bound", Large, false),
            ("two time-scales, small error bound", Small, true), ("two time-scales, large error bound", Large, true),
        ];
        var runs = settings
            .Select(setting => (setting.Label, Distances: Distances(setting.Bound, Noise, setting.Two, steps, seed, cancellation)))
            .ToList();
        double[] time = [.. Enumerable.Range(0, steps + 1).Select(n => (double)n)];
        return new ToyExperiment(
            "flow",
            string.Create(
                CultureInfo.InvariantCulture,
                $"under a small bound ({Small}) the iterates keep returning to the optimum, under a large one ({Large}) they leave"),
            ["distance at the end", "returns to the neighbourhood", "share of the steps in it"],
            [.. runs.Select(run => new ToyRow(
                run.Label, [run.Distances[^1], Returns(run.Distances), run.Distances.Average(d => d < Neighbourhood ? 1.0 : 0)]))],
            [
                new Plot(
                    "Distance to the optimum", "step", "distance",
                    [.. runs.Select(run => new PlotSeries(run.Label, time, run.Distances))], LogarithmicY: true),
            ]);
    }

    /// <summary>The distance to the optimum before the first and after each step.</summary>
    internal static double[] Distances(
        double bound, double noise, bool twoTimeScales, int steps, long seed, CancellationToken cancellation = default)
    {
        RandomStream random = new(seed, RandomPurpose.Noise);
        double[] at = [0.5, 0.5, 0.5, 0.5, 1, 1, 1];
        double[] distances = new double[steps + 1];
        distances[0] = Distance(at);
        for (int n = 0; n < steps; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] ascent = Ascent(at);
            for (int i = 0; i < at.Length; i++)
            {
                double away = distances[n] == 0 ? 0 : bound * (at[i] - Best[i]) / distances[n];
                bool price = i > Links;
                double rate = price && twoTimeScales ? Step / (1 + (Step * n)) : Step;
                at[i] = Math.Max(price ? 0 : SmallestFlow, at[i] + (rate * (ascent[i] + away + (noise * random.Normal(n, i)))));
            }

            distances[n + 1] = Distance(at);
        }

        return distances;
    }

    // Of the flows 1 / x - prices along them, of the prices load - capacity.
    private static double[] Ascent(double[] at)
    {
        double[] ascent = new double[at.Length];
        ascent[0] = (1 / at[0]) - at.AsSpan(Links + 1).ToArray().Sum();
        for (int link = 1; link <= Links; link++)
        {
            ascent[link] = (1 / at[link]) - at[Links + link];
            ascent[Links + link] = at[0] + at[link] - 1;
        }

        return ascent;
    }

    private static double Distance(double[] at) => Math.Sqrt(at.Zip(Best, (value, best) => (value - best) * (value - best)).Sum());

    private static int Returns(double[] distances) =>
        Enumerable.Range(1, distances.Length - 1).Count(n => distances[n] < Neighbourhood && distances[n - 1] >= Neighbourhood);
}
