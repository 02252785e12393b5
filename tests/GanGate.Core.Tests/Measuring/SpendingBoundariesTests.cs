using GanGate.Measuring;
using MathNet.Numerics.Distributions;

namespace GanGate.Tests.Measuring;

public class SpendingBoundariesTests
{
    // Five equally spaced looks, 2.5 % on each side: DeMets and Lan 1994, Statistics in Medicine 13, 1341-1352.
    [Test]
    public void Five_equal_looks_have_the_published_boundaries()
    {
        double[] times = [0.2, 0.4, 0.6, 0.8, 1];

        Assert.That(SpendingBoundaries.Of(0.025, times, times), Is.EqualTo([4.8769, 3.3569, 2.6803, 2.2898, 2.0310]).Within(6e-4));
    }

    [TestCase(0.05)]
    [TestCase(0.001)]
    public void A_single_look_is_a_plain_test(double error) =>
        Assert.That(SpendingBoundaries.Of(error, [1], [7])[0], Is.EqualTo(-Normal.InvCDF(0, 1, error)).Within(1e-9));

    [Test]
    public void The_first_boundary_is_the_quantile_of_what_may_be_spent_by_then()
    {
        const double Error = 0.01, Time = 0.4;
        double spent = 2 * (1 - Normal.CDF(0, 1, Normal.InvCDF(0, 1, 1 - (Error / 2)) / Math.Sqrt(Time)));

        Assert.That(SpendingBoundaries.Of(Error, [Time, 1], [1, 9])[0], Is.EqualTo(Normal.InvCDF(0, 1, 1 - spent)).Within(1e-6));
    }

    // With two looks the chance of leaving at the second is a bivariate normal probability; here by plain summation over the first.
    [Test]
    public void Two_looks_spend_the_whole_error()
    {
        const double Error = 0.02, Correlation = 0.5;
        double[] bounds = SpendingBoundaries.Of(Error, [0.5, 1], [Correlation * Correlation, 1]);

        double second = 0, rest = Math.Sqrt(1 - (Correlation * Correlation));
        const double Width = 1e-4;
        for (double z = -bounds[0] + (Width / 2); z < bounds[0]; z += Width)
        {
            second += Width * Normal.PDF(0, 1, z) * Normal.CDF(0, 1, ((Correlation * z) - bounds[1]) / rest);
        }

        Assert.That(Normal.CDF(0, 1, -bounds[0]) + second, Is.EqualTo(Error).Within(1e-7));
    }

    [TestCase(10_000, 0.05)]
    [TestCase(5_000, 0.1)]
    public void Random_walks_leave_on_each_side_as_often_as_stated(int total, double error)
    {
        const int Walks = 40_000;
        EarlyPlan plan = EarlyPlan.For(total, dimension: 212, error);
        Random random = new(11);
        int below = 0, above = 0;
        for (int walk = 0; walk < Walks; walk++)
        {
            double score = 0, information = 0;
            for (int look = 0; look < plan.Looks.Length; look++)
            {
                double now = 1 / ((1.0 / plan.Looks[look]) - (1.0 / total));
                score += Math.Sqrt(now - information) * Normal.Sample(random, 0, 1);
                information = now;
                double z = score / Math.Sqrt(information);
                if (Math.Abs(z) < plan.Boundaries[look]) continue;
                if (z < 0) below++;
                else above++;
                break;
            }
        }

        double tolerance = 4 * Math.Sqrt(error / Walks);
        Assert.That((double)below / Walks, Is.EqualTo(error).Within(tolerance));
        Assert.That((double)above / Walks, Is.EqualTo(error).Within(tolerance));
    }

    [Test]
    public void Looks_double_from_the_first_and_boundaries_fall()
    {
        EarlyPlan plan = EarlyPlan.For(50_000, 2048, 0.001);

        Assert.That(plan.Looks, Is.EqualTo([4096, 8192, 16_384, 32_768]));
        Assert.That(plan.Boundaries, Is.Ordered.Descending);
        Assert.That(EarlyPlan.FirstLook(212), Is.EqualTo(1000));
        Assert.That(EarlyPlan.FewestTotal(2048), Is.EqualTo(16_384));
    }

    [Test]
    public void The_order_is_a_permutation_that_does_not_change()
    {
        int[] order = EarlyPlan.Order(500), again = EarlyPlan.Order(500);

        Assert.That(order, Is.EquivalentTo(Enumerable.Range(0, 500)).And.Not.Ordered);
        Assert.That(again, Is.EqualTo(order));
    }
}
