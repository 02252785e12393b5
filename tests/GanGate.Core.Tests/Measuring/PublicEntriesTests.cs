using GanGate.Measuring;

namespace GanGate.Tests.Measuring;

public class PublicEntriesTests
{
    private static readonly MeasurementOptions Options = new();

    private static IEnumerable<TestCaseData> Calls()
    {
        static TestCaseData Case(string name, string parameter, Action call) => new TestCaseData(parameter, call).SetArgDisplayNames(name);

        yield return Case("compare's references", "references", () => Measurement.Compare("g", (IReadOnlyList<string>)null!, Options));
        yield return Case("compare's options", "options", () => Measurement.Compare("g", "r", null!));
        yield return Case("per class", "options", () => Measurement.ComparePerClass("g", "r", null!));
        yield return Case("statistics", "options", () => Measurement.Statistics("g", null!));
        yield return Case("merge", "files", () => Measurement.Merge(null!));
        yield return Case("shard", "part", () => ShardMeasurement.Measure("g", null!, Options));
        yield return Case("shards", "files", () => ShardMeasurement.Merge(null!));
        yield return Case("metrics", "options", () => MetricsMeasurement.Measure("g", "r", null, null!));
        yield return Case("key", "options", () => MeasurementKey.Of("g", "r", null!));
    }

    [TestCaseSource(nameof(Calls))]
    public void What_is_null_is_named(string parameter, Action call) =>
        Assert.That(() => call(), Throws.ArgumentNullException.With.Property(nameof(ArgumentException.ParamName)).EqualTo(parameter));
}
