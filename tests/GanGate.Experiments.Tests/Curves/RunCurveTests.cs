using GanGate.Curves;
using GanGate.Gating;

namespace GanGate.Tests.Curves;

public class RunCurveTests
{
    private static readonly CurvePolicy Policy = new();

    [Test]
    public void A_run_diverges_when_two_evaluations_in_a_row_are_above_its_best()
    {
        RunCurve curve = Of(0.1, 50, 20, 10, 14, 15, 16);

        Assert.That(curve.Best.Step, Is.EqualTo(200));
        Assert.That(curve.Divergence!.Best.Step, Is.EqualTo(200));
        Assert.That(curve.Divergence.First.Step, Is.EqualTo(300));
        Assert.That(curve.Divergence.Rise.Rise, Is.EqualTo(5).Within(1e-12));
        Assert.That(curve.Divergence.Recovered, Is.Null);
    }

    [Test]
    public void One_evaluation_above_the_best_is_no_divergence() => Assert.That(Of(0.1, 50, 20, 10, 15, 10, 9).Divergence, Is.Null);

    [Test]
    public void Two_that_are_not_in_a_row_are_no_divergence() => Assert.That(Of(0.1, 50, 10, 15, 10, 15, 10).Divergence, Is.Null);

    [Test]
    public void A_rise_within_the_allowance_or_within_chance_is_no_divergence()
    {
        Assert.That(Of(0.001, 50, 10, 10.4, 10.4).Divergence, Is.Null, "4 % above, 5 % allowed");
        Assert.That(Of(2, 50, 10, 15, 15).Divergence, Is.Null, "5 above, 2.8 the error of the difference");
        Assert.That(Of(0.001, new CurvePolicy { MaxRegression = Allowance.Parse("0.1") }, 50, 10, 10.4, 10.4).Divergence, Is.Not.Null);
    }

    [Test]
    public void A_run_that_came_back_is_said_to_have_come_back() =>
        Assert.That(Of(0.1, 10, 15, 15, 9, 8).Divergence!.Recovered!.Step, Is.EqualTo(300));

    [Test]
    public void Without_errors_every_rise_above_the_allowance_counts()
    {
        Assert.That(Of(null, 50, 10, 10.6, 10.7).Divergence, Is.Not.Null);
        Assert.That(Of(null, 50, 10, 10.4, 10.4).Divergence, Is.Null);
    }

    [Test]
    public void Chance_alone_makes_no_divergence()
    {
        // With no allowance at all, and the best of many as what the others are held against.
        Random random = new(5);
        CurvePolicy strict = new() { MaxRegression = new Allowance(0, false), Alpha = 0.05 };
        int alarms = Enumerable.Range(0, 400).Count(_ => Of(0.1, strict, [.. Noise(random, 40)]).Divergence is not null);

        Assert.That(alarms, Is.LessThan(0.05 * 400));
    }

    [Test]
    public void A_score_that_no_longer_falls_by_more_than_chance_is_on_a_plateau()
    {
        Assert.That(Of(0.1, 50, 20, 10, 9.95, 9.9, 10.05).PlateauSince!.Step, Is.EqualTo(200));
        Assert.That(Of(0.1, 50, 20, 10, 9.95, 9.9).PlateauSince, Is.Null, "only two evaluations since");
        Assert.That(Of(0.1, 50, 20, 10, 9, 8, 7, 6).PlateauSince, Is.Null);
    }

    [Test]
    public void A_slow_fall_is_no_plateau() =>
        Assert.That(Of(0.1, [.. Enumerable.Range(0, 30).Select(i => 10 - (0.2 * i))]).PlateauSince, Is.Null);

    [Test]
    public void A_diverged_run_has_no_plateau() => Assert.That(Of(0.1, 10, 15, 15, 15, 15).PlateauSince, Is.Null);

    [Test]
    public void Scores_of_unequal_counts_are_ranked_without_their_bias()
    {
        EvaluatedRun run = new("run", "FD", [
            new Evaluation("few", 1, 12, 100, 0.1, 4), new Evaluation("many", 2, 10, 1000, 0.1, 0.4)]);

        Assert.That(RunCurve.Of(run, Policy).Best.Checkpoint, Is.EqualTo("few"));
    }

    [Test]
    public void Repeated_runs_are_summed_up_at_each_step()
    {
        RecipeCurve recipe = RecipeCurve.Of([Of(0.1, 10, 4, 6), Of(0.1, 12, 8)]);

        Assert.That(recipe.Points.Select(point => (point.Step, point.Mean, point.Minimum, point.Maximum, point.Runs)), Is.EqualTo(new[]
        {
            (0L, 11.0, 10.0, 12.0, 2), (100L, 6.0, 4.0, 8.0, 2), (200L, 6.0, 6.0, 6.0, 1),
        }));
        Assert.That(recipe.BestRun.Best.Value, Is.EqualTo(4));
        Assert.That(recipe.Points[1].Seconds, Is.EqualTo(10));
    }

    [Test]
    public void Two_recipes_are_compared_by_where_each_is_as_good_as_the_others_best()
    {
        RecipeCurve fast = RecipeCurve.Of([Of(0.1, 50, 10, 6, 5)]), slow = RecipeCurve.Of([Of(0.1, 50, 30, 20, 8)]);
        RecipeComparison comparison = RecipeComparison.Of(fast, slow);

        Assert.That(comparison.AsGood!.Step, Is.EqualTo(200));
        Assert.That(comparison.AsGood.Seconds, Is.EqualTo(20));
        Assert.That(comparison.OtherAsGood, Is.Null);
    }

    private static RunCurve Of(double? error, params double[] values) => Of(error, Policy, values);

    private static RunCurve Of(double? error, CurvePolicy policy, params double[] values) => RunCurve.Of(
        new EvaluatedRun("run", "FD", [.. values.Select((value, i) =>
            new Evaluation($"step {100 * i}", 100 * i, value, 1000, error, error is null ? null : 0, 10 * i))]),
        policy);

    private static IEnumerable<double> Noise(Random random, int count)
    {
        for (int i = 0; i < count; i++)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            yield return 10 + (0.1 * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }
    }
}
