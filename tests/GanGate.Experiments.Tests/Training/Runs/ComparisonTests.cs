using GanGate.Measuring;
using GanGate.Training.Networks;
using GanGate.Training.Plots;
using GanGate.Training.Runs;

namespace GanGate.Training.Tests.Runs;

public class ComparisonTests
{
    [Test]
    public void A_rule_is_summed_up_over_its_runs()
    {
        RuleResult rule = RuleResult.Of("ttur", [CurveOf((0, 10), (5, 4), (10, 6)), CurveOf((0, 12), (5, 8))]);

        Assert.That(rule.Points.Select(point => (point.Step, point.Mean, point.Minimum, point.Maximum)), Is.EqualTo(new[]
        {
            (0L, 11.0, 10.0, 12.0), (5L, 6.0, 4.0, 8.0), (10L, 6.0, 6.0, 6.0),
        }));
        Assert.That((rule.Best.Step, rule.Best.Score), Is.EqualTo((5L, 4.0)));
        Assert.That(rule.MeanBest, Is.EqualTo(6));
    }

    [Test]
    public void A_run_that_diverges_is_told_of_and_ends_no_other()
    {
        using Blobs blobs = new();
        GanSettings settings = GanSettings.Paper(GanNetwork.WganGp) with { Filters = 2, BatchSize = 8 };
        GanRunOptions options = new()
        {
            Source = blobs.Folder,
            Folder = blobs.Temporary("runs"),
            Steps = 4,
            EvalEvery = 2,
            EvalSamples = 8,
            Threads = 1,
            Measurement = new MeasurementOptions { Protocol = "pyramid" },
        };

        ComparisonResult result = GanComparison.Run(
            [("ttur", settings)],
            options,
            3,
            (own, of, stop) => GanTraining.Run(own.Seed == 2 ? own with { GeneratorRate = new(1e30), DiscriminatorRate = new(1e30) } : own, of, stop));

        RuleResult rule = result.Rules.Single();
        Assert.That(rule.Diverged, Is.EqualTo(new[] { 2 }));
        Assert.That(rule.Curves.Select(curve => curve.Points[^1].Step), Is.EqualTo(new long[] { 4, 0, 4 }));
        Assert.That(rule.Points.Select(point => point.Step), Is.EqualTo(new long[] { 0, 2, 4 }));
    }

    [Test]
    public void The_plots_show_every_rule_by_step_by_time_and_by_oscillation()
    {
        RuleResult rule = RuleResult.Of("ttur", [CurveOf((0, 10), (5, 4)), CurveOf((0, 12), (5, 8))]);
        IReadOnlyList<Plot> plots = GanComparison.Plots(new ComparisonResult(Curve.CurrentSchema, "FD", [rule]));

        Assert.That(plots.Select(plot => plot.Series.Count), Is.EqualTo(new[] { 1, 2, 1 }));
        Assert.That(plots[0].Series[0].Y, Is.EqualTo(new[] { 11.0, 6 }));
        Assert.That(plots[0].Series[0].Band!.Low, Is.EqualTo(new[] { 10.0, 4 }));
        Assert.That(plots[0].Series[0].Band!.High, Is.EqualTo(new[] { 12.0, 8 }));
        Assert.That(plots[1].Series[1].Y, Is.EqualTo(new[] { 12.0, 8 }));
    }

    [Test]
    public void Oscillation_is_the_change_relative_to_the_norm()
    {
        StepLosses[] swinging = [.. Enumerable.Range(0, 10).Select(i => new StepLosses(0, 0, 0, i % 2 == 0 ? 1 : 3))];

        Assert.That(LossStatistics.Oscillation(swinging), Is.EqualTo(1).Within(1e-12));
        Assert.That(LossStatistics.Oscillation([.. Enumerable.Repeat(new StepLosses(0, 0, 0, 2), 5)]), Is.Zero);
        Assert.That(LossStatistics.Oscillation([new StepLosses(0, 0, 0, 2)]), Is.Zero);
    }

    private static Curve CurveOf(params (long Step, double Score)[] points) => new()
    {
        Settings = GanSettings.Paper(GanNetwork.Dcgan),
        Source = "images",
        Images = 100,
        Metric = "FD",
        Assumptions = [],
        Points = [.. points.Select(point => new CurvePoint(point.Step, point.Step * 2, point.Score, 8, default, 0))],
    };
}
