using System.Globalization;
using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Simulation;

/// <summary>The table of the metrics' errors in docs/statistics.md: what they say where the spread over draws is known.</summary>
internal static class MetricTable
{
    private const int Repetitions = 200;
    private const int GaussianDimension = 16;

    private static readonly string[] Names = ["KID", "Precision", "Recall", "Density", "Coverage"];

    /// <summary>Prints what holds for Gaussians.</summary>
    public static void PrintGaussians()
    {
        FeatureTable reference = new(Gaussian(1, 0).Draw(new Random(1), 1000), GaussianDimension);
        (string Name, double Scale, double Shift)[] generators = [("like the reference", 1, 0), ("of less variety", 0.7, 0), ("shifted", 1, 0.5)];
        foreach ((string name, double scale, double shift) in generators)
        {
            Population generator = Gaussian(scale, shift);
            foreach (int count in (int[])[500, 2000])
            {
                Print($"Gaussians of {GaussianDimension} features, {name}, {count:N0} samples", reference, seed => new FeatureTable(generator.Draw(new Random(seed), count), GaussianDimension));
            }
        }
    }

    /// <summary>Prints what holds for features of photos, drawn without repeats from a large set.</summary>
    /// <param name="folder">Holds train2.zip and test.zip.</param>
    public static void PrintPhotos(string folder)
    {
        float[] real = PhotoFeatures.OfArchive(Path.Combine(folder, "test.zip"), 0), photos = PhotoFeatures.OfArchive(Path.Combine(folder, "train2.zip"), 0);
        int dimension = real.Length / 2000;
        FeatureTable reference = new(Drawn(real, dimension, 0, 1000), dimension);

        // The archive lies sorted by class.
        float[] three = photos[..(photos.Length * 3 / 10)];
        Print($"Pyramid features ({dimension}) of photos, 1,000 samples", reference, seed => new FeatureTable(Drawn(photos, dimension, seed, 1000), dimension));
        Print($"Pyramid features ({dimension}) of photos of three classes of ten, 1,000 samples", reference, seed => new FeatureTable(Drawn(three, dimension, seed, 1000), dimension));
        float[] blurred = PhotoFeatures.OfArchive(Path.Combine(folder, "train2.zip"), 0.4);
        Print($"Pyramid features ({dimension}) of photos blurred by 0.4 px, 1,000 samples", reference, seed => new FeatureTable(Drawn(blurred, dimension, seed, 1000), dimension));
    }

    private static Population Gaussian(double scale, double shift) => Population.Gaussian(GaussianDimension, shift, i => scale / (1 + (i / 4.0)));

    private static float[] Drawn(float[] rows, int dimension, int seed, int count)
    {
        int[] order = [.. Enumerable.Range(0, rows.Length / dimension)];
        new Random(seed).Shuffle(order);
        return [.. order.Take(count).SelectMany(row => rows[(row * dimension)..((row + 1) * dimension)])];
    }

    private static void Print(string title, FeatureTable reference, Func<int, FeatureTable> draw)
    {
        Estimate[][] draws = new Estimate[Repetitions][];
        Parallel.For(0, Repetitions, repetition => draws[repetition] = Estimates(draw(repetition + 1), reference));
        Console.WriteLine($"{title}\n");
        Console.WriteLine("| | mean | mean error / true spread | 95 % interval holds the mean | alarms at 5 % |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        for (int metric = 0; metric < Names.Length; metric++)
        {
            Estimate[] all = [.. draws.Select(one => one[metric])];
            double mean = all.Average(one => one.Value), spread = Math.Sqrt(all.Sum(one => Math.Pow(one.Value - mean, 2)) / (all.Length - 1));
            double ratio = Math.Sqrt(all.Average(one => one.StandardError!.Value * one.StandardError.Value)) / spread;
            double holds = all.Average(one => Math.Abs(one.Value - mean) <= 1.959964 * one.StandardError ? 1.0 : 0);

            // Each with the one before, in both directions.
            double alarms = all.Zip(all.Skip(1).Append(all[0])).SelectMany(pair => new[] { pair.First.DifferenceFrom(pair.Second), pair.Second.DifferenceFrom(pair.First) })
                .Average(test => test!.PValueOfRise < 0.05 ? 1.0 : 0);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {Names[metric]} | {mean:G4} | {ratio:0.00} | {100 * holds:0.#} % | {100 * alarms:0.#} % |"));
        }

        Console.WriteLine();
    }

    private static Estimate[] Estimates(FeatureTable generated, FeatureTable reference)
    {
        KernelInceptionDistance kernel = KernelInceptionDistance.Between(generated, reference);
        PrecisionRecall found = PrecisionRecall.Between(generated, reference);
        return
        [
            new(kernel.Subset.Mean, kernel.StandardError), new(found.Precision, found.Errors.Precision), new(found.Recall, found.Errors.Recall),
            new(found.Density, found.Errors.Density), new(found.Coverage, found.Errors.Coverage),
        ];
    }
}
