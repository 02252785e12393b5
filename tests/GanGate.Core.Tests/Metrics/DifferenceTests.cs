using GanGate.Gating;
using GanGate.Metrics;
using MathNet.Numerics.Distributions;

namespace GanGate.Tests.Metrics;

public class DifferenceTests
{
    private static readonly Estimate Accepted = new(1, 0.2, 0.5, 1000) { FirstOrder = -0.01, SecondOrder = 0.04, ThirdCumulant = 0.006 };

    [Test]
    public void The_significant_rise_is_the_one_whose_chance_is_alpha(
        [Values(-2.8, -0.7, 0, 1e-7, 0.5, 2)] double skewness, [Values(0.5, 0.05, 0.001)] double alpha, [Values(-1, 0, 0.3)] double covariance)
    {
        Difference difference = new(0, 0, 0.3, Freedom: null) { Skewness = skewness, LeastError = 0.2, Covariance = 0.027 * covariance };
        double rise = difference.SignificantRise(alpha);

        Assert.That((difference with { Measured = rise }).PValueOfRise, Is.EqualTo(alpha).Within(1e-4).Percent);
        Assert.That((difference with { Measured = -rise, Skewness = -skewness, Covariance = -0.027 * covariance }).PValueOfFall, Is.EqualTo(alpha).Within(1e-4).Percent);
    }

    [Test]
    public void The_chance_falls_as_the_rise_grows([Values(-2.8, -1, 0, 1, 2.8)] double skewness, [Values(-1, 0, 0.5)] double covariance)
    {
        Difference difference = new(0, 0, 1, Freedom: null) { Skewness = skewness, LeastError = 0.7, Covariance = covariance };
        double[] chances = [.. Enumerable.Range(-60, 121).Select(step => (difference with { Measured = step / 10.0 }).PValueOfRise)];

        Assert.That(chances, Is.Ordered.Descending);
        Assert.That(chances, Has.All.InRange(0, 1));
    }

    // A skewness of 1 is that of a gamma distribution of shape 4.
    [TestCase(0.05)]
    [TestCase(0.01)]
    public void The_skewed_distribution_is_nearly_that_of_a_gamma(double alpha)
    {
        double exact = (Gamma.InvCDF(4, 1, 1 - alpha) - 4) / 2;

        Assert.That(new Difference(0, 0, 1, null) { Skewness = 1 }.SignificantRise(alpha), Is.EqualTo(exact).Within(1).Percent);
        double z = -Normal.InvCDF(0, 1, alpha);
        Assert.That(
            new Difference(0, 0, 1, null) { Skewness = 0.1 }.SignificantRise(alpha), Is.EqualTo(z + (0.1 / 6 * ((z * z) - 1))).Within(0.005), "Cornish and Fisher");
    }

    [Test]
    public void Sets_near_the_floor_share_what_is_left_of_first_order()
    {
        Estimate measured = new(1, 0.3, 0.5, 1000) { FirstOrder = 0.05, SecondOrder = 0.04, ThirdCumulant = 0.002 };
        Difference difference = measured.DifferenceFrom(Accepted)!;

        // Of equal counts the shared first order is the sum, 0.04, less 0.4 times the noise, 0.008 / 0.2; 0.08 of 0.13 is of second order.
        double near = 0.08 / 0.13, variance = 0.08 + (near * (0.04 - 0.016)) + ((1 - near) * 0.05);
        Assert.That(difference.StandardError, Is.EqualTo(Math.Sqrt(variance)).Within(1e-12));
        Assert.That(difference.LeastError, Is.EqualTo(Math.Sqrt(0.08)).Within(1e-12));
        Assert.That(difference.Skewness, Is.EqualTo(-0.004 / Math.Pow(variance, 1.5)).Within(1e-12));
        Assert.That(difference.Covariance, Is.EqualTo(-0.004).Within(1e-12));

        // Far away each keeps its own.
        Difference far = (measured with { FirstOrder = 900, Count = 4000 }).DifferenceFrom(Accepted with { FirstOrder = 400 })!;
        Assert.That(far.StandardError, Is.EqualTo(Math.Sqrt(1300)).Within(0.1).Percent);
        Assert.That(far.Skewness, Is.EqualTo(0).Within(1e-5));
    }

    [Test]
    public void Without_a_first_order_the_error_is_that_of_the_second_and_does_not_vary()
    {
        Difference difference = Accepted.DifferenceFrom(Accepted with { Count = 500 })!;

        Assert.That((difference.StandardError, difference.Covariance), Is.EqualTo((Math.Sqrt(0.08), 0.0)));
    }

    [Test]
    public void A_run_without_a_second_order_is_compared_as_before()
    {
        Estimate old = Accepted with { FirstOrder = null, SecondOrder = null, ThirdCumulant = null };

        Difference difference = Accepted.DifferenceFrom(old)!;

        Assert.That((difference.StandardError, difference.Skewness), Is.EqualTo((Math.Sqrt((0.2 * 0.2) + (0.2 * 0.2)), 0.0)));
    }

    [Test]
    public void More_samples_lower_each_order_by_its_own_power()
    {
        Estimate more = (Accepted with { StandardError = 0.3 }).At(4000);

        Assert.That(more.Corrected, Is.EqualTo(Accepted.Corrected).Within(1e-12));
        Assert.That(more.Bias, Is.EqualTo(0.125));
        Assert.That(more.StandardError, Is.EqualTo(Math.Sqrt((0.05 / 4) + (0.04 / 16))).Within(1e-12));
        Assert.That((more.FirstOrder, more.SecondOrder, more.ThirdCumulant), Is.EqualTo((-0.01 / 4, 0.04 / 16, 0.006 / 64)));
        Assert.That(Estimate.MeanOf([more, more]), Has.Property("SecondOrder").EqualTo(0.04 / 32).And.Property("ThirdCumulant").EqualTo(0.006 / 256));
    }

    [Test]
    public void A_baseline_keeps_the_second_order_and_an_old_one_is_read()
    {
        using TemporaryFolder folder = new();
        BaselineRun run = new(1, 1000, DateTimeOffset.UnixEpoch, "1", 0.5, 0.2) { FirstOrder = -0.01, SecondOrder = 0.04, ThirdCumulant = 0.006 };
        BaselineEntry entry = new(new ProtocolIdentity("pyramid", "sha256:1", 212), new BaselineReference("sha256:2", 50_000), [run]);
        BaselineFile.Empty.With("gate", entry).Write(folder["new.json"]);
        BaselineFile.Empty.With("gate", entry with { Runs = [run with { FirstOrder = null, SecondOrder = null, ThirdCumulant = null }] }).Write(folder["old.json"]);

        Assert.That(File.ReadAllText(folder["new.json"]), Does.Contain("\"firstOrder\": -0.01").And.Contain("\"secondOrder\": 0.04").And.Contain("\"thirdCumulant\": 0.006"));
        Assert.That(BaselineFile.Read(folder["new.json"]).Gates["gate"].Runs[0], Is.EqualTo(run));
        Assert.That(File.ReadAllText(folder["old.json"]), Does.Not.Contain("secondOrder"));
        Assert.That(BaselineFile.Read(folder["old.json"]).Gates["gate"].Runs[0], Is.EqualTo(run with { FirstOrder = null, SecondOrder = null, ThirdCumulant = null }));
        Assert.That((run with { SecondOrder = -1 }).IsPossible, Is.False);
    }
}
