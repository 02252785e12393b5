using GanGate.Metrics;
using GanGate.Statistics;
using GanGate.Tests.Statistics;

namespace GanGate.Tests.Metrics;

public class DistanceProfileTests
{
    [Test]
    public void The_spectrum_of_diagonal_covariances_is_their_diagonal_in_order()
    {
        DistanceProfile profile = DistanceProfile.Of(DiagonalGaussian.Of(1e-8, 4e-8, 0), DiagonalGaussian.Of(3e8, 2e8, 5e8));

        Assert.That(profile.Spectrum.Select(point => point.Rank), Is.EqualTo([1, 2, 3]));
        Assert.That(profile.Spectrum.Select(point => point.Generated), Is.EqualTo([4e-8, 1e-8, 0]).Within(1e-20));
        Assert.That(profile.Spectrum.Select(point => point.Reference), Is.EqualTo([5e8, 3e8, 2e8]).Within(1e-4));
    }

    [Test]
    public void Many_features_leave_few_points_with_both_ends()
    {
        DistanceProfile profile = DistanceProfile.Of(
            DiagonalGaussian.Of([.. Enumerable.Range(1, 300).Select(i => (double)i)]), DiagonalGaussian.Of([.. Enumerable.Repeat(1.0, 300)]));

        Assert.That(profile.Spectrum, Has.Count.LessThanOrEqualTo(80));
        Assert.That(profile.Spectrum.Select(point => point.Rank), Is.Ordered.And.Unique);
        Assert.That((profile.Spectrum[0].Rank, profile.Spectrum[^1].Rank), Is.EqualTo((1, 300)));
        Assert.That(profile.Spectrum[^1].Generated, Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void Shifts_are_counted_in_standard_deviations_of_the_reference()
    {
        FeatureStatistics reference = DiagonalGaussian.Of(4, 1, 9, 0);
        FeatureStatistics generated = new([2, -1, 0, 5], reference.Sigma, 300);

        ShiftHistogram shifts = DistanceProfile.Of(generated, reference).Shifts;

        Assert.That(shifts.Limit, Is.EqualTo(1));
        Assert.That(shifts.Counts.Index().Where(bin => bin.Item > 0).Select(bin => bin.Index), Is.EqualTo([0, 20, 40]));
        Assert.That((shifts.Constant, shifts.Beyond), Is.EqualTo((1, 0)));
        Assert.That(shifts.RootMeanSquare, Is.EqualTo(Math.Sqrt(2.0 / 3)).Within(1e-12));
        Assert.That(shifts.Chance, Is.EqualTo(Math.Sqrt((1.0 / 300) + (1.0 / 100))).Within(1e-12));
    }

    [Test]
    public void Equal_means_are_one_bin_in_the_middle()
    {
        ShiftHistogram shifts = DistanceProfile.Of(DiagonalGaussian.Of(1, 2), DiagonalGaussian.Of(1, 2)).Shifts;

        Assert.That(shifts.Counts[shifts.Counts.Count / 2], Is.EqualTo(2));
        Assert.That(shifts.RootMeanSquare, Is.Zero);
    }
}
