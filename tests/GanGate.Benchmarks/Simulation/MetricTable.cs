using System.Globalization;
using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Simulation;

/// <summary>The tables of the metrics' errors in docs/statistics.md: what they say where the spread over draws is known.</summary>
internal static class MetricTable
{
    private const int Repetitions = 400;
    private const int GaussianDimension = 16;
    private const int ReferenceCount = 500;

    private static readonly string[] Names = ["KID", "Precision", "Recall", "Density", "Coverage"];

    /// <summary>Prints what holds for Gaussians.</summary>
    public static void PrintGaussians()
    {
        FeatureTable reference = new(Gaussian(1, 0).Draw(new Random(1), ReferenceCount), GaussianDimension);
        (string Name, double Scale, double Shift)[] generators = [("like the reference", 1, 0), ("of less variety", 0.7, 0), ("shifted", 1, 0.5)];
        foreach ((string name, double scale, double shift) in generators)
        {
            Population generator = Gaussian(scale, shift);
            foreach (int count in (int[])[250, 1000])
            {
                Print(
                    $"Gaussians of {GaussianDimension} features, {name}, {count:N0} samples",
                    reference,
                    seed => new FeatureTable(generator.Draw(new Random(seed), count), GaussianDimension));
            }
        }
    }

    /// <summary>Prints what holds for features of photos, drawn without repeats from a large set.</summary>
    /// <param name="folder">Holds train.zip, of which the reference is drawn, and train2.zip.</param>
    public static void PrintPhotos(string folder)
    {
        const int RealPhotos = 9000;
        float[] real = PhotoFeatures.OfArchive(Path.Combine(folder, "train.zip"), 0);
        PrintPhotos(real, PhotoFeatures.OfArchive(Path.Combine(folder, "train2.zip"), 0), real.Length / RealPhotos);
    }

    /// <summary>The same for features that are at hand; the generated ones lie sorted by class, of which there are ten.</summary>
    private static void PrintPhotos(float[] real, float[] photos, int dimension)
    {
        FeatureTable reference = new(Drawn(real, dimension, 0, ReferenceCount), dimension);
        double[] mean = [.. Enumerable.Range(0, dimension).Select(i => Enumerable.Range(0, photos.Length / dimension).Average(row => (double)photos[(row * dimension) + i]))];
        float[] narrow = [.. photos.Select((value, i) => (float)(mean[i % dimension] + (0.8 * (value - mean[i % dimension]))))];
        (string Name, float[] Rows, int Count)[] generators =
        [
            ("photos", photos, 250), ("photos", photos, 1000), ("photos of three classes", photos[..(photos.Length * 3 / 10)], 500),
            ("photos of less variety", narrow, 500),
        ];
        foreach ((string name, float[] rows, int count) in generators)
        {
            Print(
                $"Pyramid features ({dimension}) of {name}, {count:N0} samples",
                reference,
                seed => new FeatureTable(Drawn(rows, dimension, seed, count), dimension),
                (double)count * dimension / rows.Length);
        }
    }

    private static Population Gaussian(double scale, double shift) =>
        Population.Gaussian(GaussianDimension, shift, i => scale / (1 + (i / 4.0)));

    private static float[] Drawn(float[] rows, int dimension, int seed, int count)
    {
        int[] order = [.. Enumerable.Range(0, rows.Length / dimension)];
        new Random(seed).Shuffle(order);
        float[] drawn = new float[count * dimension];
        for (int i = 0; i < count; i++) rows.AsSpan(order[i] * dimension, dimension).CopyTo(drawn.AsSpan(i * dimension));
        return drawn;
    }

    // Draws without repeats spread less, the more of all they take.
    private static void Print(string title, FeatureTable reference, Func<int, FeatureTable> draw, double taken = 0)
    {
        Estimate[][] draws = new Estimate[Repetitions][];
        Parallel.For(0, Repetitions, repetition => draws[repetition] = Estimates(draw(repetition + 1), reference));
        Console.WriteLine($"{title}\n");
        Console.WriteLine("| | mean | mean error / true spread | 95 % interval holds the mean |");
        Console.WriteLine("| --- | --- | --- | --- |");
        for (int metric = 0; metric < Names.Length; metric++)
        {
            Estimate[] all = [.. draws.Select(one => one[metric])];
            double mean = all.Average(one => one.Value), rest = Math.Sqrt(1 - taken);
            double spread = Math.Sqrt(all.Sum(one => Math.Pow(one.Value - mean, 2)) / (all.Length - 1)) / rest;
            double holds = all.Average(one => Math.Abs(one.Value - mean) <= 1.959964 * rest * one.StandardError ? 1.0 : 0);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {Names[metric]} | {mean:G3} | {all.Average(one => one.StandardError!.Value) / spread:0.00} | {100 * holds:0.#} % |"));
        }

        Console.WriteLine();
    }

    private static Estimate[] Estimates(FeatureTable generated, FeatureTable reference)
    {
        KernelInceptionDistance kernel = KernelInceptionDistance.Between(generated, reference, subsetSize: ReferenceCount / 2);
        PrecisionRecall found = PrecisionRecall.Between(generated, reference);
        return
        [
            new(kernel.Subset.Mean, kernel.StandardError), new(found.Precision, found.Errors.Precision), new(found.Recall, found.Errors.Recall),
            new(found.Density, found.Errors.Density), new(found.Coverage, found.Errors.Coverage),
        ];
    }
}
