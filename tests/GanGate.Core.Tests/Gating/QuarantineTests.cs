using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Tests.Measuring;

namespace GanGate.Tests.Gating;

/// <summary>A gate in quarantine warns until its day is over, and fails loudly after.</summary>
public class QuarantineTests
{
    private const string Broken = "FID-10k is 30, above the limit of 25 by 5 (20 %)";

    [TestCase("2027-02-28T00:00:00Z")]
    [TestCase("2027-03-01T23:59:59Z")]
    [TestCase("2027-03-02T01:59:59+02:00")] // the day is UTC's
    public void Until_and_on_its_day_what_would_fail_warns(string now)
    {
        Verdict verdict = Judge(30, now);

        Check expected = new(ErrorCodes.LimitExceeded, true, $"in quarantine until 2027-03-01, else this would have failed (GG1001): {Broken}")
        {
            Limit = 25,
            Warned = ErrorCodes.Quarantined,
        };
        Assert.That(verdict.Checks.Single(), Is.EqualTo(expected));
        Assert.That((verdict.Passed, verdict.Warned), Is.EqualTo((true, true)));
        Assert.That(verdict.Warnings, Is.Empty);
    }

    [TestCase("2027-03-02T00:00:00Z")]
    [TestCase("2031-01-01T00:00:00Z")]
    public void After_its_day_the_gate_fails_and_says_since_when(string now)
    {
        Verdict verdict = Judge(30, now);

        Assert.That(verdict.Checks.Single(), Is.EqualTo(new Check(ErrorCodes.LimitExceeded, false, Broken) { Limit = 25 }));
        Warning over = verdict.Warnings.Single();
        Assert.That((over.Error, over.Message), Is.EqualTo((ErrorCodes.Quarantined, "the quarantine of the gate ended on 2027-03-01: it fails again")));
    }

    [TestCase("2027-02-01T00:00:00Z")]
    [TestCase("2027-04-01T00:00:00Z")]
    public void A_gate_that_passes_says_nothing_of_it(string now)
    {
        Verdict verdict = Judge(20, now);

        Assert.That((verdict.Passed, verdict.Warned, verdict.Warnings.Count), Is.EqualTo((true, false, 0)));
    }

    [TestCase("2026-02-28T12:00:00Z", true)]
    [TestCase("2026-03-01T00:00:00Z", false)]
    public void A_day_more_than_a_year_ahead_is_told(string now, bool told) => Assert.That(
        Judge(20, now).Warnings.Select(warning => warning.Message),
        Is.EqualTo(told ? ["the gate's quarantine lasts until 2027-03-01, more than a year from now"] : Array.Empty<string>()));

    [Test]
    public void A_rule_that_is_kept_and_one_that_warns_stay_as_they_are()
    {
        GatePolicy policy = new() { MaxFid = 40, WarnFid = 20, Baseline = Scores.Baseline(10), Quarantine = At("2027-01-01T00:00:00Z") };

        Assert.That(policy.Judge(Scores.Of(30)).Checks.Select(check => check.Warned), Is.EqualTo([ErrorCodes.WarningLimitExceeded, ErrorCodes.Quarantined]));
    }

    [Test]
    public void What_cannot_be_judged_stays_an_error() => Assert.That(
        () => new GatePolicy { Baseline = Scores.Baseline(10), Quarantine = At("2027-01-01T00:00:00Z") }.Judge(Scores.Of(10, protocol: Scores.Pyramid)),
        Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.ProtocolMismatch));

    [TestCase("2027-02-30")]
    [TestCase("2027-3-1")]
    [TestCase("01.03.2027")]
    [TestCase("tomorrow")]
    [TestCase("")]
    public void A_day_that_there_is_not_is_refused(string day) => Assert.That(
        () => PlannedGate.PolicyOf(new GateDefinition { Generated = "a", Reference = "b", MaxFid = 1, Quarantine = day }),
        Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.Usage).And.Message.EqualTo(
            $"'{day}' is no day until which a gate may be in quarantine (quarantine): write year, month and day, 2027-03-01"));

    private static Verdict Judge(double value, string now) => new GatePolicy { MaxFid = 25, Quarantine = At(now) }.Judge(Scores.Of(value));

    private static Quarantine At(string now) => Quarantine.Parse("2027-03-01") with { Clock = new StoppedClock(DateTimeOffset.Parse(now, null)) };

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
    }
}
