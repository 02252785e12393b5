using GanGate.Training.Toys;

namespace GanGate.Training.Tests.Toys;

public class ToyTests
{
    [Test]
    public void The_saddle_is_found_at_each_pair_of_the_papers_rates_but_the_unstable_ones()
    {
        ToyExperiment found = Saddle.Run();

        // x (.01) has a factor of 1 - .01 * 200 = -1: it swings and does not come to rest.
        Assert.That(
            found.Rows.Select(row => row.Setting),
            Is.EqualTo(["x 0.01, y 0.01", "x 0.001, y 0.001", "x 0.0001, y 0.01", "x 0.01, y 0.0001"]));
        double[] distances = [.. found.Rows.Select(row => row.Values[1])];
        Assert.That(distances[1], Is.LessThan(0.06));
        Assert.That(distances[2], Is.LessThan(0.12));
        Assert.That(distances[1], Is.LessThan(distances[0]).And.LessThan(distances[3]));
        Assert.That(found.Rows[1].Values[0], Is.EqualTo(100).Within(0.1));
        Assert.That(found.Rows[2].Values[0], Is.EqualTo(100).Within(0.1));
    }

    [Test]
    public void Without_noise_the_saddle_is_reached_exactly()
    {
        ToyExperiment found = Saddle.Run(20_000, noise: 0);

        Assert.That(found.Rows[1].Values[0], Is.EqualTo(100).Within(1e-9));
        Assert.That(found.Rows[1].Values[1], Is.LessThan(1e-9));
    }

    [Test]
    public void Without_errors_the_flows_come_to_the_optimum_in_closed_form()
    {
        Assert.That(NetworkFlow.Distances(0, 0, twoTimeScales: false, 20_000, 1)[^1], Is.LessThan(1e-6));
        Assert.That(NetworkFlow.Distances(0, 0, twoTimeScales: true, 20_000, 1)[^1], Is.LessThan(0.05));
    }

    [Test]
    public void Small_errors_keep_the_flows_near_and_large_ones_drive_them_away()
    {
        ToyExperiment found = NetworkFlow.Run();

        (double[] one, double[] two) = ([.. found.Rows[0].Values], [.. found.Rows[2].Values]);
        Assert.That(one[0], Is.LessThan(1));
        Assert.That(one[1], Is.GreaterThan(100), "returns");
        Assert.That(two[0], Is.LessThan(1));
        Assert.That(two[2], Is.GreaterThan(0.8).And.GreaterThan(one[2]), "share of the steps near the optimum");
        Assert.That(found.Rows[1].Values[0], Is.GreaterThan(100));
        Assert.That(found.Rows[3].Values[0], Is.GreaterThan(2));
        Assert.That(found.Rows[1].Values[2] + found.Rows[3].Values[2], Is.Zero);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Adam_follows_the_heavy_ball_equation_ever_closer(bool fading)
    {
        double[] errors = [.. ((double[])[0.1, 0.05, 0.025, 0.0125]).Select(rate => AdamEquation.Compare(rate, fading).LargestError)];

        Assert.That(errors[0], Is.LessThan(0.1));
        for (int i = 1; i < errors.Length; i++) Assert.That(errors[i - 1] / errors[i], Is.InRange(1.7, 5.8), $"halving {i}");
    }

    [Test]
    public void The_heavy_ball_passes_the_sharp_minimum_and_gradient_descent_does_not()
    {
        ToyExperiment found = HeavyBall.Run();

        Assert.That(found.Rows[0].Values[0], Is.EqualTo(1.2).Within(0.1));
        Assert.That(found.Rows[1].Values[0], Is.EqualTo(3).Within(0.01));
        Assert.That(found.Rows[0].Values[2], Is.GreaterThan(10 * found.Rows[1].Values[2]));
    }

    [Test]
    public void An_experiment_is_the_same_for_the_same_seed()
    {
        IReadOnlyList<double> first = Saddle.Run(100, 7).Rows[0].Values, again = Saddle.Run(100, 7).Rows[0].Values;
        IReadOnlyList<double> other = Saddle.Run(100, 8).Rows[0].Values;

        Assert.That(again, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));
    }
}
