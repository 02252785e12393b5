using System.Globalization;
using GanGate.Statistics;

namespace GanGate.Simulation;

/// <summary>The tables of docs/statistics.md: what the error bars and the regression test do where the truth is known.</summary>
internal static class SimulationTable
{
    // A share near 5 % has a standard error of 1.1 points.
    private const int Repetitions = 400;
    private const int GaussianDimension = 64;

    private static readonly (double Share, string Text)[] PerFeature = [(2, "2 D"), (5, "5 D"), (20, "20 D")];

    private static int _seed;

    private static double Spectrum(int feature) => 1 / (1 + (feature / 4.0));

    /// <summary>Prints what holds for Gaussians, whose distances are known in closed form.</summary>
    public static void PrintGaussians()
    {
        FeatureStatistics reference = Population.Gaussian(GaussianDimension, 0, Spectrum).Truth;
        Population shifted = Population.Gaussian(GaussianDimension, 0.15, Spectrum);
        double target = shifted.DistanceTo(reference);
        double total = Enumerable.Range(0, GaussianDimension).Sum(i => Spectrum(i) * Spectrum(i));
        Population widened = Population.Gaussian(GaussianDimension, 0, i => Spectrum(i) * (1 + Math.Sqrt(target / total)));
        Population worse = Population.Gaussian(GaussianDimension, 0.158, Spectrum);
        (int, int)[] counts = [(150, 150), (600, 600), (1500, 150), (150, 1500), (1500, 600), (600, 1500), (2000, 2000), (5000, 500), (500, 5000)];
        PrintAlarms($"Gaussians of {GaussianDimension} features", counts, reference,
        [
            ("same generator", shifted, shifted),
            ("another generator, equal score", shifted, widened),
            ("a mean shift raised by a twentieth", shifted, worse),
        ]);
        PrintIntervals($"Gaussians of {GaussianDimension} features", shifted, reference);
    }

    /// <summary>Prints what holds for features of photos, drawn with replacement from a large set.</summary>
    /// <param name="folder">Holds train.zip and test.zip.</param>
    public static void PrintPhotos(string folder)
    {
        const double OwnBlur = 0.4, MoreBlur = 0.43, Contamination = 0.03;
        string train = Path.Combine(folder, "train.zip");
        float[] real = PhotoFeatures.OfArchive(Path.Combine(folder, "test.zip"), 0), textures = PhotoFeatures.OfTextures(2000);
        int dimension = real.Length / 2000;
        FeatureStatistics reference = Population.Of(real, dimension).Truth;
        Population generator = Population.Of(PhotoFeatures.OfArchive(train, OwnBlur), dimension);
        Population blurred = Population.Of(PhotoFeatures.OfArchive(train, MoreBlur), dimension);
        Population plain = Population.Of(PhotoFeatures.OfArchive(train, 0), dimension), other = Population.Of(textures, dimension);
        Population equal = plain.Contaminated(other, ShareFor(generator.DistanceTo(reference), plain, other, reference));
        (int, int)[] counts = [(2000, 2000), (5000, 500), (500, 5000)];
        PrintAlarms($"Pyramid features ({dimension}) of photos blurred by {OwnBlur} px", counts, reference,
        [
            ("same generator", generator, generator),
            ("another generator, equal score", generator, equal),
            ("3 % of textures among the photos", generator, generator.Contaminated(other, Contamination)),
            ($"blur of {MoreBlur} px", generator, blurred),
        ]);
        PrintIntervals($"Pyramid features ({dimension}) of photos blurred by {OwnBlur} px", generator, reference);
        PrintIntervals($"Pyramid features ({dimension}) of plain photos, near the noise floor", plain, reference);
    }

    /// <summary>The share of another population in a mixture that has a given distance.</summary>
    private static double ShareFor(double distance, Population first, Population other, FeatureStatistics reference)
    {
        double low = 0, high = 1;
        for (int step = 0; step < 40; step++)
        {
            double middle = (low + high) / 2;
            if (first.Contaminated(other, middle).DistanceTo(reference) < distance) low = middle;
            else high = middle;
        }

        return low;
    }

    private static void PrintAlarms(
        string title, (int First, int Second)[] counts, FeatureStatistics reference, (string Name, Population First, Population Second)[] rows)
    {
        Console.WriteLine($"{title}: alarms at a nominal 5 %, by the counts of baseline / new\n");
        Console.WriteLine($"| | true scores | {string.Join(" | ", counts.Select(pair => $"{pair.First:N0} / {pair.Second:N0}"))} |");
        Console.WriteLine($"| --- | --- | {string.Join(" | ", counts.Select(_ => "---"))} |");
        foreach ((string name, Population first, Population second) in rows)
        {
            Console.Write(string.Create(
                CultureInfo.InvariantCulture, $"| {name} | {first.DistanceTo(reference):G4}, {second.DistanceTo(reference):G4} |"));
            foreach ((int firstCount, int secondCount) in counts)
            {
                double rate = Cells.AlarmRate(first, second, reference, firstCount, secondCount, Repetitions, ++_seed);
                Console.Write(string.Create(CultureInfo.InvariantCulture, $" {100 * rate:0.#} % |"));
            }

            Console.WriteLine();
        }

        Console.WriteLine();
    }

    private static void PrintIntervals(string title, Population generator, FeatureStatistics reference)
    {
        Console.WriteLine($"{title}: the corrected score\n");
        Console.WriteLine("| | samples | 95 % interval holds the truth | bias removed | mean error / true spread |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach ((double share, string text) in PerFeature)
        {
            int count = (int)(share * generator.Dimension);
            (double coverage, double removed, double ratio) = Cells.Interval(generator, reference, count, Repetitions, ++_seed);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {text} | {count:N0} | {100 * coverage:0.#} % | {100 * removed:0} % | {ratio:0.00} |"));
        }

        Console.WriteLine();
    }
}
