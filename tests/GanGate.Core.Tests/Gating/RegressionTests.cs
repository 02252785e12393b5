using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Tests.Measuring;
using MathNet.Numerics.Distributions;

namespace GanGate.Tests.Gating;

public class RegressionTests
{
    // The baseline is 10 with an error of 0.3, a new score has 0.4: the rise has 0.5, and 3.09 errors are a chance of 0.001.
    [TestCase(11.50, false)]
    [TestCase(11.60, true)]
    public void A_rise_fails_only_when_it_is_significant(double value, bool regressed)
    {
        Check check = Judge(Scores.Baseline(0.3, 0, 10_000, 10), Scores.Of(value, error: 0.4));

        Assert.That(check.Passed, Is.EqualTo(!regressed));
        Assert.That(check.Regression!.StandardError, Is.EqualTo(0.5).Within(1e-12));
        Assert.That(check.Regression.PValue, Is.EqualTo(1 - Normal.CDF(0, 1, (value - 10) / 0.5)).Within(1e-12));
    }

    [TestCase("20%", true)]
    [TestCase("10%", false)]
    [TestCase("2", true)]
    [TestCase("1", false)]
    public void A_significant_rise_passes_within_the_allowance(string allowance, bool passes)
    {
        Check check = Judge(Scores.Baseline(0.01, 0, 10_000, 10), Scores.Of(11.9, error: 0.01), allowance);

        Assert.That((check.Passed, check.Regression!.Significant), Is.EqualTo((passes, true)));
    }

    [Test]
    public void What_is_compared_is_corrected_for_bias()
    {
        Check check = Judge(Scores.Baseline(0.01, 0.5, 20_000, 10), Scores.Of(11, 15_000, error: 0.01, bias: 1.5));

        Assert.That(check.Regression!.Accepted, Is.EqualTo(9.5));
        Assert.That(check.Regression.Rise, Is.Zero);
        Assert.That(check.Regression.Allowed, Is.EqualTo(0.475).Within(1e-12));
    }

    [Test]
    public void The_message_says_which_condition_held_and_what_it_compares()
    {
        BaselineEntry baseline = Scores.Baseline(0.3, 0, 10_000, 10);

        Assert.That(
            Judge(baseline, Scores.Of(12, error: 0.4)).Message,
            Is.EqualTo("FID-10k is 2.00 ± 0.50 above the baseline of 10.00 (both corrected): more than the 0.5 allowed (5 %), "
                + "significant (p = 3.2E-05, alpha 0.001); this compares generators, not their training recipes"));
        Assert.That(
            Judge(baseline, Scores.Of(10.2, error: 0.4)).Message,
            Does.Contain("is 0.20 ± 0.50 above").And.Contain("within the 0.5 allowed (5 %), not significant (p = 0.34").And.Not.Contain("would settle"));
        Assert.That(Judge(baseline, Scores.Of(9, error: 0.4)).Message, Does.Contain("is 1.00 ± 0.50 below the baseline of 10.00"));
        Assert.That(
            Judge(baseline, Scores.Of(10, error: 0.4), "2").Message,
            Does.StartWith("FID-10k is 0.00 ± 0.50 above the baseline of 10.00 (both corrected): within the 2 allowed, not significant (p = 0.5, "));
    }

    [Test]
    public void An_unclear_case_says_how_many_samples_would_settle_it()
    {
        BaselineEntry baseline = Scores.Baseline(0.3, 0, 10_000, 10);
        Check check = Judge(baseline, Scores.Of(11.3, error: 0.4));

        Assert.That(check.Passed, Is.True);
        SettlingCount settling = check.Regression!.Settling!;
        double error = 0.4 * Math.Sqrt(10_000.0 / settling.Samples);
        Assert.That(settling.InBoth, Is.False);
        Assert.That(Judge(baseline, Scores.Of(11.3, settling.Samples, error: error)).Regression!.Regressed, Is.True);
        Assert.That(Judge(baseline, Scores.Of(11.3, settling.Samples - 100, error: 0.4 * Math.Sqrt(10_000.0 / (settling.Samples - 100)))).Passed, Is.True);
        Assert.That(check.Message, Does.Contain("samples would settle it;"));
    }

    [Test]
    public void Where_the_baseline_is_too_unsure_it_needs_more_samples_too()
    {
        Check check = Judge(Scores.Baseline(0.3, 0, 10_000, 10), Scores.Of(10.6, error: 0.4));

        SettlingCount settling = check.Regression!.Settling!;
        double scale = Math.Sqrt(10_000.0 / settling.Samples);
        Assert.That(settling.InBoth, Is.True);
        Assert.That(check.Message, Does.Contain("samples would settle it, in the baseline too"));
        Assert.That(
            Judge(Scores.Baseline(0.3 * scale, 0, settling.Samples, 10), Scores.Of(10.6, settling.Samples, error: 0.4 * scale)).Passed, Is.False);
    }

    [Test]
    public void Three_runs_are_judged_by_their_spread_with_the_t_distribution()
    {
        // Mean 10, standard deviation 1; a new run has a prediction error of sqrt(1 + 1/3).
        Check check = Judge(Scores.Baseline(0.1, 0, 10_000, 9, 10, 11), Scores.Of(12, error: 0.1));

        double error = Math.Sqrt(4.0 / 3);
        Assert.That(check.Regression!.StandardError, Is.EqualTo(error).Within(1e-12));
        Assert.That(check.Regression.PValue, Is.EqualTo(1 - StudentT.CDF(0, 1, 2, 2 / error)).Within(1e-9));
        Assert.That(check.Message, Does.Contain("judged by the spread of 3 runs"));
    }

    [Test]
    public void Equal_runs_do_not_make_every_rise_significant()
    {
        BaselineEntry baseline = Scores.Baseline(0.3, 0, 10_000, 10, 10, 10);

        Assert.That(Judge(baseline, Scores.Of(10.6, error: 0.3)).Passed, Is.True);
    }

    [Test]
    public void A_run_of_fewer_samples_scatters_more_than_the_accepted_ones()
    {
        Check check = Judge(Scores.Baseline(0.1, 0, 20_000, 9, 10, 11), Scores.Of(12, 15_000, error: 0.5));

        Assert.That(check.Regression!.StandardError, Is.EqualTo(Math.Sqrt((4.0 / 3) + 0.24)).Within(1e-12));
    }

    // 2048 features: equal counts always compare; others from 2 D, and without a warning from 5 D.
    [TestCase(1000, 1000, 0, false)]
    [TestCase(4000, 50_000, 0, true)]
    [TestCase(50_000, 4000, 0, true)]
    [TestCase(4096, 50_000, 1, false)]
    [TestCase(10_000, 50_000, 1, false)]
    [TestCase(10_240, 50_000, 0, false)]
    public void Unequal_counts_need_many_samples(int count, int accepted, int warnings, bool refused)
    {
        GatePolicy policy = new() { Baseline = Scores.Baseline(0.3, 0, accepted, 10) };
        Score score = Scores.Of(10, count, error: 0.3);
        if (refused)
        {
            GanGateException? failure = Assert.Throws<GanGateException>(() => policy.Judge(score));
            Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.CountsNotComparable));
            Assert.That(failure?.Message, Does.Contain($"measure {accepted:N0} samples").And.Contain("at least 4,096"));
            return;
        }

        Assert.That(policy.Judge(score).Warnings.Select(warning => warning.Error), Is.EqualTo(Enumerable.Repeat(ErrorCodes.CountsDiffer, warnings)));
    }

    [Test]
    public void Unequal_counts_without_samples_are_a_warning_at_any_number()
    {
        Verdict verdict = new GatePolicy { Baseline = Scores.Baseline(10) }.Judge(Scores.Of(10, 50_000));

        Assert.That(verdict.Warnings.Single().Message, Does.Contain("the one with fewer scores higher for that alone"));
    }

    [Test]
    public void A_baseline_below_zero_allows_no_percentage()
    {
        Check check = Judge(Scores.Baseline(0.01, 2, 10_000, 1), Scores.Of(1.2, error: 0.01, bias: 2));

        Assert.That(check.Regression!.Allowed, Is.Zero);
        Assert.That(check.Passed, Is.False);
    }

    [TestCase(10, 1, true)]
    [TestCase(10.000001, 0, false)]
    public void Without_any_error_only_an_equal_score_passes(double value, double p, bool passes)
    {
        Check check = Judge(Scores.Baseline(0, 0, 10_000, 10), Scores.Of(value, error: 0), "0");

        Assert.That(check.Passed, Is.EqualTo(passes));
        Assert.That(check.Regression!.PValue, Is.EqualTo(p).Within(0.5));
    }

    [Test]
    public void More_runs_join_an_entry_and_the_same_one_does_not()
    {
        BaselineEntry first = Scores.Baseline(0.1, 0.2, 10_000, 10), second = Scores.Baseline(0.1, 0.2, 10_000, 11);

        Assert.That(first.With(second).Runs.Select(run => run.Value), Is.EqualTo([10, 11]));
        Assert.That(Assert.Throws<GanGateException>(() => first.With(first))?.Message, Does.Contain("given twice"));
        Assert.That(
            Assert.Throws<GanGateException>(() => first.With(second with { Reference = new BaselineReference("sha256:other", 1) }))?.Error,
            Is.EqualTo(ErrorCodes.BaselineInvalid));
    }

    [TestCase(9.9, false)] // lower, but by chance
    [TestCase(8.0, true)]
    [TestCase(11.0, false)]
    public void A_ratchet_takes_only_what_is_better_by_more_than_chance(double value, bool taken) =>
        Assert.That(Scores.Baseline(0.3, 0, 10_000, 10).IsImprovedBy(Scores.Baseline(0.4, 0, 10_000, value)), Is.EqualTo(taken));

    private static Check Judge(BaselineEntry baseline, Score score, string? allowance = null) => new GatePolicy
    {
        Baseline = baseline,
        MaxRegression = allowance is null ? null : Allowance.Parse(allowance),
    }.Judge(score).Checks.Single();
}
