using GanGate.Gating;

namespace GanGate.Tests.Gating;

public class GatePolicyTests
{
    [TestCase(24.999, true)]
    [TestCase(25.0, true)]
    [TestCase(25.001, false)]
    public void A_limit_passes_up_to_and_with_itself(double value, bool passes)
    {
        Check check = new GatePolicy { MaxFid = 25 }.Judge(Scores.Of(value)).Checks.Single();

        Assert.That((check.Passed, check.Error), Is.EqualTo((passes, ErrorCodes.LimitExceeded)));
    }

    [Test]
    public void A_broken_limit_says_the_score_the_limit_and_by_how_much()
    {
        Check check = new GatePolicy { MaxFid = 25 }.Judge(Scores.Of(30)).Checks.Single();

        Assert.That(check.Message, Is.EqualTo("FID-10k is 30, above the limit of 25 by 5 (20 %)"));
    }

    [Test]
    public void A_kept_limit_says_so()
    {
        Check check = new GatePolicy { MaxFid = 25 }.Judge(Scores.Of(12.3456)).Checks.Single();

        Assert.That(check.Message, Is.EqualTo("FID-10k is 12.346, within the limit of 25"));
    }

    [TestCase(10.5, null, true)] // 5 % is what a baseline allows by default
    [TestCase(10.51, null, false)]
    [TestCase(11.9, "20%", true)]
    [TestCase(12.1, "20%", false)]
    [TestCase(10.2, "0.2", true)]
    [TestCase(10.3, "0.2", false)]
    [TestCase(3.0, "0", true)]
    public void A_baseline_allows_its_value_and_the_regression(double value, string? allowed, bool passes)
    {
        GatePolicy policy = new()
        {
            Baseline = Scores.Baseline(10),
            MaxRegression = allowed is null ? null : Allowance.Parse(allowed),
        };

        Check check = policy.Judge(Scores.Of(value)).Checks.Single();

        Assert.That((check.Passed, check.Error), Is.EqualTo((passes, ErrorCodes.Regressed)));
    }

    [Test]
    public void A_missed_baseline_says_the_rule_and_by_how_much()
    {
        Check check = new GatePolicy { Baseline = Scores.Baseline(10) }.Judge(Scores.Of(12)).Checks.Single();

        Assert.That(check.Message, Is.EqualTo("FID-10k is 12, above the baseline of 10 plus 5 % (10.5) by 1.5 (14.3 %)"));
    }

    [Test]
    public void Several_accepted_runs_count_by_their_mean()
    {
        GatePolicy policy = new() { Baseline = Scores.Baseline(8, 12), MaxRegression = new Allowance(0.1, IsPercent: false) };

        Assert.That(policy.Judge(Scores.Of(10.05)).Passed, Is.True);
        Assert.That(policy.Judge(Scores.Of(10.15)).Passed, Is.False);
    }

    [Test]
    public void A_gate_passes_only_when_every_rule_is_kept()
    {
        GatePolicy policy = new() { MaxFid = 25, Baseline = Scores.Baseline(10) };

        Assert.That(policy.Judge(Scores.Of(10)).Word, Is.EqualTo("passed"));
        Assert.That(policy.Judge(Scores.Of(20)).Word, Is.EqualTo("failed"));
        Assert.That(policy.Judge(Scores.Of(20)).Checks.Select(check => check.Passed), Is.EqualTo([true, false]));
    }

    [Test]
    public void A_baseline_of_another_protocol_is_refused()
    {
        GatePolicy policy = new() { Baseline = Scores.Baseline(10) };

        GanGateException? failure = Assert.Throws<GanGateException>(() => policy.Judge(Scores.Of(10, protocol: Scores.Pyramid)));

        Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.ProtocolMismatch));
        Assert.That(failure?.Message, Does.Contain("ttur, 2048 features").And.Contain("pyramid, 212 features"));
    }

    [Test]
    public void A_baseline_of_other_weights_is_refused()
    {
        GatePolicy policy = new() { Baseline = Scores.Baseline(10) };

        GanGateException? failure = Assert.Throws<GanGateException>(
            () => policy.Judge(Scores.Of(10, protocol: Scores.Ttur with { WeightsHash = "other" })));

        Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.ProtocolMismatch));
    }

    [Test]
    public void A_baseline_against_another_reference_is_refused()
    {
        GatePolicy policy = new() { Baseline = Scores.Baseline(10) };

        GanGateException? failure = Assert.Throws<GanGateException>(() => policy.Judge(Scores.Of(10, referenceHash: "sha256:other")));

        Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.BaselineInvalid));
        Assert.That(failure?.Message, Does.Contain("photos.npz"));
    }
}
