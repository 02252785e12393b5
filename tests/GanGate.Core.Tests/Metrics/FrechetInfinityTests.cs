using CsCheck;
using GanGate.Metrics;
using GanGate.Simulation;
using GanGate.Statistics;

namespace GanGate.Tests.Metrics;

public class FrechetInfinityTests
{
    private const int Dimension = 24, Count = 3000;

    private static readonly FeatureStatistics Reference = Population.Gaussian(Dimension, 0, Spectrum).Truth;

    [TestCase(0.15, 1)]
    [TestCase(0.3, 2)]
    public void It_lands_at_the_truth_and_at_the_corrected_value(double mean, int seed)
    {
        Population generator = Population.Gaussian(Dimension, mean, Spectrum);
        float[] values = generator.Draw(new Random(seed), Count);
        FrechetInfinity infinity = FrechetInfinity.Between(new FeatureTable(values, Dimension), Reference);
        DistanceError error = GaussianSamples.Error(values, Dimension, Reference);
        double corrected = infinity.Distances[^1] - error.Bias;

        Assert.That(infinity.Value, Is.EqualTo(generator.DistanceTo(Reference)).Within(4 * error.StandardError));
        Assert.That(infinity.Value, Is.EqualTo(corrected).Within(2 * error.StandardError));
    }

    [Test]
    public void It_does_not_depend_on_how_the_samples_lie()
    {
        Population generator = Population.Gaussian(Dimension, 0.15, Spectrum);
        float[] values = generator.Draw(new Random(1), Count);
        float[] sorted = [.. values.Chunk(Dimension).OrderBy(row => row[0]).SelectMany(row => row)];
        DistanceError error = GaussianSamples.Error(sorted, Dimension, Reference);

        FrechetInfinity infinity = FrechetInfinity.Between(new FeatureTable(sorted, Dimension), Reference);

        Assert.That(infinity.Value, Is.EqualTo(generator.DistanceTo(Reference)).Within(4 * error.StandardError));
    }

    // Near the noise floor, on average over sets: what the line takes away is the bias, and what the correction takes away.
    [Test]
    public void On_average_the_line_takes_away_what_the_correction_does()
    {
        Population generator = Population.Gaussian(Dimension, 0.02, Spectrum);
        double truth = generator.DistanceTo(Reference), plain = 0, line = 0, corrected = 0;
        const int Sets = 40;
        for (int set = 0; set < Sets; set++)
        {
            float[] values = generator.Draw(new Random(100 + set), 600);
            FrechetInfinity infinity = FrechetInfinity.Between(new FeatureTable(values, Dimension), Reference);
            plain += (infinity.Distances[^1] - truth) / Sets;
            line += (infinity.Value - truth) / Sets;
            corrected += (infinity.Distances[^1] - GaussianSamples.Error(values, Dimension, Reference).Bias - truth) / Sets;
        }

        Assert.That(plain, Is.GreaterThan(0));
        Assert.That(line, Is.EqualTo(0).Within(plain / 4));
        Assert.That(line, Is.EqualTo(corrected).Within(plain / 4));
    }

    [Test]
    public void The_last_subset_is_the_whole_set_and_nothing_changes_from_run_to_run()
    {
        float[] values = Population.Gaussian(Dimension, 0.1, Spectrum).Draw(new Random(5), 400);
        FrechetInfinity first = FrechetInfinity.Between(new FeatureTable(values, Dimension), Reference);
        FrechetInfinity second = FrechetInfinity.Between(new FeatureTable(values, Dimension), Reference);
        double whole = FrechetDistance.Between(GaussianSamples.Statistics(values, Dimension), Reference).Value;

        Assert.That(first.Distances[^1], Is.EqualTo(whole));
        Assert.That(second.Distances, Is.EqualTo(first.Distances));
        Assert.That(first.Counts, Is.Ordered.And.Unique);
    }

    [Test]
    public void A_line_is_found_where_there_is_one() =>
        Gen.Select(Gen.Double[-5, 5], Gen.Double[-50, 50]).Sample((height, slope) =>
        {
            double[] x = [.. FrechetInfinity.CountsFor(900, 10).Select(count => 1.0 / count)];
            (double atZero, double found) = FrechetInfinity.Line(x, [.. x.Select(one => height + (slope * one))]);

            Assert.That(atZero, Is.EqualTo(height).Within(1e-9));
            Assert.That(found, Is.EqualTo(slope).Within(1e-6));
        });

    [TestCase(50_000, 2048, 5000)]
    [TestCase(10_000, 2048, 4096)]
    [TestCase(3000, 2048, 1500)]
    [TestCase(5000, 212, 500)]
    public void Subsets_are_evenly_spaced_up_to_all(int count, int dimension, int first)
    {
        int[] counts = FrechetInfinity.CountsFor(count, dimension);

        Assert.That((counts.Length, counts[0], counts[^1]), Is.EqualTo((15, first, count)));
        Assert.That(counts.Zip(counts.Skip(1), (a, b) => b - a), Has.All.EqualTo((count - first) / 14.0).Within(1));
    }

    [Test]
    public void Too_few_samples_are_refused() => Assert.That(
        () => FrechetInfinity.Between(new FeatureTable(new float[29 * Dimension], Dimension), Reference),
        Throws.TypeOf<GanGateException>().With.Message.Contain("FD-infinity needs at least 30 generated images; there are 29"));

    private static double Spectrum(int feature) => 1 / (1 + (feature / 4.0));
}
