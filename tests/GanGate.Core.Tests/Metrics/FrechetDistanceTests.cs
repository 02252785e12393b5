using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Tests.Metrics;

public class FrechetDistanceTests
{
    [Test]
    public void Equals_the_closed_form_of_every_gaussian_pair()
    {
        Assert.Multiple(() =>
        {
            foreach (GaussianCase item in GaussianCase.All(Repository.Shared("reference", "gaussians.json")))
            {
                (FeatureStatistics first, FeatureStatistics second) = item.Build();
                double error = (FrechetDistance.Between(first, second).Value - item.Exact) / (Trace(first) + Trace(second));
                TestContext.Out.WriteLine($"{item.Name} {error:E1}");
                Assert.That(error, Is.Zero.Within(item.Tolerance), item.Name);
            }
        });
    }

    private static double Trace(FeatureStatistics statistics) =>
        Enumerable.Range(0, statistics.Dimension).Sum(i => statistics.Sigma[i * statistics.Dimension + i]);
}
