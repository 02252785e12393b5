using GanGate.Calibration;
using GanGate.Measuring;

namespace GanGate.Tests.Calibration;

public class NoiseFloorTests
{
    private const int Dimension = 6;

    // Tr S + 1/2 sum_ij (1 + [i = j]) / 2 with S = I.
    private const double Constant = Dimension + ((Dimension * (Dimension + 1)) / 4.0);

    [Test]
    public void By_the_counts_alone_it_is_that_of_gaussian_features()
    {
        FeatureSet reference = FeatureSet.Of(FeatureSets.Normal(4000, Dimension, stream: 1).Statistics);

        NoiseFloor floor = NoiseFloor.Of(reference, 500, seed: 0)!;

        Assert.That(floor.Value, Is.EqualTo(Constant * ((1.0 / 500) + (1.0 / 4000))).Within(5).Percent);
        Assert.That(floor.FromReference, Is.EqualTo(Constant / 4000).Within(5).Percent);
        Assert.That(floor.Parts, Is.Zero);
        Assert.That(floor.StandardError, Is.Null);
    }

    [Test]
    public void Parts_of_the_reference_tell_the_same_of_gaussian_features()
    {
        NoiseFloor floor = NoiseFloor.Of(FeatureSets.Normal(4000, Dimension, stream: 1), 500, seed: 0)!;

        Assert.That(floor.Value, Is.EqualTo(Constant * ((1.0 / 500) + (1.0 / 4000))).Within(15).Percent);
        Assert.That(floor.Parts, Is.EqualTo(10));
    }

    [Test]
    public void It_is_what_other_samples_of_the_same_distribution_score()
    {
        FeatureSet reference = FeatureSets.Normal(4000, Dimension, stream: 1);
        NoiseFloor floor = NoiseFloor.Of(reference, 500, seed: 0)!;

        double[] scores = [.. Enumerable.Range(2, 40).Select(stream =>
            new Comparison(FeatureSets.Normal(500, Dimension, stream), reference, CancellationToken.None).Distance.Value)];

        double scatter = Math.Sqrt(scores.Sum(score => Math.Pow(score - scores.Average(), 2)) / (scores.Length - 1));
        Assert.That(scores.Average(), Is.EqualTo(floor.Value).Within(3 * scatter / Math.Sqrt(scores.Length)));
        Assert.That(floor.StandardError, Is.EqualTo(scatter).Within(80).Percent);
    }

    [Test]
    public void A_reference_too_small_for_a_part_of_the_count_is_halved()
    {
        NoiseFloor floor = NoiseFloor.Of(FeatureSets.Normal(600, Dimension, stream: 1), 500, seed: 0)!;

        Assert.That(floor.Value, Is.EqualTo(Constant * ((1.0 / 500) + (1.0 / 600))).Within(20).Percent);
    }

    [Test]
    public void Without_a_count_of_the_reference_there_is_none()
    {
        GanGate.Statistics.FeatureStatistics known = FeatureSets.Normal(600, Dimension, stream: 1).Statistics;

        Assert.That(NoiseFloor.Of(FeatureSet.Of(new GanGate.Statistics.FeatureStatistics(known.Mu, known.Sigma)), 500, seed: 0), Is.Null);
    }
}
