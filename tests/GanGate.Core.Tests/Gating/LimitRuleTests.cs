using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Settings;
using GanGate.Tests.Measuring;

namespace GanGate.Tests.Gating;

/// <summary>A limit, the warning limit below it, and what both mean.</summary>
public class LimitRuleTests
{
    [TestCase(19.9, true, false, "FID-10k is 19.9, within the limit of 25")]
    [TestCase(20, true, false, "FID-10k is 20, within the limit of 25")]
    [TestCase(22, true, true, "FID-10k is 22, within the limit of 25 but above the warning limit of 20 by 2 (10 %)")]
    [TestCase(25, true, true, "FID-10k is 25, within the limit of 25 but above the warning limit of 20 by 5 (25 %)")]
    [TestCase(30, false, false, "FID-10k is 30, above the limit of 25 by 5 (20 %)")]
    public void Between_the_limits_a_gate_passes_with_a_warning(double value, bool passes, bool warns, string message)
    {
        Verdict verdict = new GatePolicy { MaxFid = 25, WarnFid = 20 }.Judge(Scores.Of(value));

        Check expected = new(ErrorCodes.LimitExceeded, passes, message) { Limit = 25, Warned = warns ? ErrorCodes.WarningLimitExceeded : null };
        Assert.That(verdict.Checks.Single(), Is.EqualTo(expected));
        Assert.That((verdict.Passed, verdict.Failed, verdict.Warned), Is.EqualTo((passes, !passes, warns)));
    }

    [TestCase(20, false, "FID-10k is 20, within the warning limit of 20")]
    [TestCase(1000, true, "FID-10k is 1000, above the warning limit of 20 by 980 (4900 %)")]
    public void A_warning_limit_alone_never_fails(double value, bool warns, string message)
    {
        Check check = new GatePolicy { WarnFid = 20 }.Judge(Scores.Of(value)).Checks.Single();

        Assert.That((check.Passed, check.Message, check.Error, check.Limit), Is.EqualTo((true, message, ErrorCodes.WarningLimitExceeded, (double?)null)));
        Assert.That(check.Warned, Is.EqualTo(warns ? ErrorCodes.WarningLimitExceeded : null));
    }

    [Test]
    public void A_failure_elsewhere_is_no_warning()
    {
        GatePolicy policy = new() { WarnFid = 20, Baseline = Scores.Baseline(10) };

        Assert.That(policy.Judge(Scores.Of(30)) is { Failed: true, Warned: false }, Is.True);
    }

    [TestCase(19.6, "FID-10k is 19.6 and at most 19.909 with a chance of error of 0.001, within the limit of 25", false)]
    [TestCase(19.9, "FID-10k is 19.9 and at most 20.209 with a chance of error of 0.001, within the limit of 25 but not surely within the warning limit of 20", true)]
    [TestCase(21, "FID-10k is 21 and at most 21.309 with a chance of error of 0.001, within the limit of 25 but above the warning limit of 20", true)]
    public void A_confident_gate_is_confident_of_both_limits(double value, string message, bool warns)
    {
        Check check = new GatePolicy { MaxFid = 25, WarnFid = 20, Confident = true }.Judge(Scores.Of(value, error: 0.1)).Checks.Single();

        Assert.That((check.Message, check.Warned is not null), Is.EqualTo((message, warns)));
    }

    [Test]
    public void An_early_answer_has_to_decide_both_limits()
    {
        GatePolicy policy = new() { MaxFid = 25, WarnFid = 20, Baseline = Scores.Baseline(10) };

        Assert.That(policy.Rules, Is.EqualTo(3));
        Assert.That(policy.MarginsOf(Scores.Of(22)).Take(2), Is.EqualTo([-3.0, 2.0]));
    }

    [Test]
    public void A_limit_says_what_may_be_lost()
    {
        Verdict verdict = new GatePolicy { MaxFid = 5 }.Judge(Scores.Of(1) with { ReferenceVariance = 110.4 });

        Assert.That(verdict.Checks.Single().Message, Is.EqualTo(
            "FID-10k is 1, within the limit of 5; the limit lets samples pass that have lost 38 % of their variety, were nothing else wrong"));
        Assert.That(verdict.Checks.Single().LostVariety, Is.EqualTo(0.380).Within(0.001));
        Assert.That(verdict.Warnings, Is.Empty);
    }

    [TestCase(50, 100, "the limit of 50 lets samples pass that have lost 91 % of their variety, were nothing else wrong")]
    [TestCase(100, 100, "the limit of 100 is not below 100, which one picture over and over scores")]
    [TestCase(25, 12.164, "the limit of 25 is not below 12.164, which one picture over and over scores")]
    public void A_limit_that_lets_half_of_the_variety_go_is_a_warning(double limit, double variance, string what)
    {
        Warning warning = new GatePolicy { MaxFid = limit }.Judge(Scores.Of(1) with { ReferenceVariance = variance }).Warnings.Single();

        Assert.That(warning.Error, Is.EqualTo(ErrorCodes.VarietyMayGo));
        Assert.That(warning.Message, Is.EqualTo(
            $"{what}: find one that notices what you fear with {Words.OfLibrary.Say(Advice.Calibrate)}, or hold the score against an accepted one (baseline)"));
    }

    [Test]
    public void A_warning_limit_says_what_it_means_too()
    {
        Verdict verdict = new GatePolicy { WarnFid = 50 }.Judge(Scores.Of(1) with { ReferenceVariance = 100 });

        Assert.That(verdict.Checks.Single().Message, Does.EndWith(
            "; the warning limit lets samples pass that have lost 91 % of their variety, were nothing else wrong"));
        Assert.That(verdict.Warnings.Single().Error, Is.EqualTo(ErrorCodes.VarietyMayGo));
    }

    /// <summary>Corrected, 10 plus the larger of 5 % and 3.09 standard errors of the difference.</summary>
    [TestCase(0.01, 10.5, false)]
    [TestCase(1.0, 10 + 4.3703, false)]
    [TestCase(20.0, 10 + 87.405, true)]
    public void A_baseline_says_what_may_be_lost(double error, double limit, bool warns)
    {
        GatePolicy policy = new() { Baseline = Scores.Baseline(error, 0, 10_000, 10) };

        Verdict verdict = policy.Judge(Scores.Of(10, error: error) with { ReferenceVariance = 400 });
        Check check = verdict.Checks.Single();

        Assert.That(check.LostVariety, Is.EqualTo(1 - Math.Pow(1 - Math.Sqrt(limit / 400), 2)).Within(1e-5));
        Assert.That(check.Message, Does.Contain("; the baseline lets samples pass that have lost"));
        Assert.That(verdict.Warnings.Select(warning => warning.Error), Is.EqualTo(warns ? [ErrorCodes.VarietyMayGo] : Array.Empty<ErrorCode>()));
    }

    /// <summary>What was accepted was measured, and no warning mends it.</summary>
    [Test]
    public void A_baseline_that_is_bad_itself_is_told_of_without_a_warning()
    {
        Verdict verdict = new GatePolicy { Baseline = Scores.Baseline(60) }.Judge(Scores.Of(60) with { ReferenceVariance = 100 });

        Assert.That(verdict.Checks.Single().LostVariety, Is.GreaterThan(0.9));
        Assert.That(verdict.Warnings, Is.Empty);
    }
}
