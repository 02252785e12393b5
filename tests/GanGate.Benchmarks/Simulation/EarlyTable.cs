using System.Globalization;
using GanGate.Statistics;

namespace GanGate.Simulation;

/// <summary>The table of early answers in docs/statistics.md.</summary>
internal static class EarlyTable
{
    private const int Repetitions = 400;

    // At 5 % a share that misses it shows with 400 repetitions; 0.1 % is what gates use.
    private const double Stated = 0.05, Default = 0.001;

    private static readonly double[] Offsets = [-0.5, -0.2, -0.1, -0.05, -0.02, -1e-9, 1e-9, 0.02, 0.05, 0.1, 0.2, 0.5];

    private static double Spectrum(int feature) => 1 / (1 + (feature / 4.0));

    /// <summary>Prints what holds for Gaussians: many samples for each feature, and the least there may be.</summary>
    public static void PrintGaussians()
    {
        Print("Gaussians of 64 features, 10,000 images", Population.Gaussian(64, 0.15, Spectrum), Gaussian(64), 10_000);
        Print("Gaussians of 500 features, 4,000 images", Population.Gaussian(500, 0.15, Spectrum), Gaussian(500), 4000);
    }

    /// <summary>Prints what holds for features of photos.</summary>
    /// <param name="folder">Holds train.zip and test.zip.</param>
    public static void PrintPhotos(string folder)
    {
        string train = Path.Combine(folder, "train.zip");
        float[] real = PhotoFeatures.OfArchive(Path.Combine(folder, "test.zip"), 0);
        int dimension = real.Length / 2000;
        FeatureStatistics reference = Population.Of(real, dimension).Truth;
        Print($"Pyramid features ({dimension}) of photos blurred by 0.4 px, 10,000 images",
            Population.Of(PhotoFeatures.OfArchive(train, 0.4), dimension), reference, 10_000);
    }

    private static FeatureStatistics Gaussian(int dimension) => Population.Gaussian(dimension, 0, Spectrum).Truth;

    private static void Print(string title, Population generator, FeatureStatistics reference, int total)
    {
        (double Differ, double Used)[][] cells = Cells.Early(
            generator, reference, total, [Stated, Default], Offsets, Repetitions, seed: 7);
        Console.WriteLine($"{title}\n");
        Console.WriteLine("| the limit is off the value of all by | another verdict at 5 % | used | another verdict at 0.1 % | used |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        for (int i = 0; i < Offsets.Length; i++)
        {
            string offset = Math.Abs(Offsets[i]) < 1e-6 ? (Offsets[i] < 0 ? "just below" : "just above") : $"{100 * Offsets[i]:+0;-0} %";
            Console.WriteLine($"| {offset} | {Cell(cells[0][i])} | {Cell(cells[1][i])} |");
        }

        Console.WriteLine();
    }

    private static string Cell((double Differ, double Used) cell) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * cell.Differ:0.#} % | {100 * cell.Used:0} %");
}
