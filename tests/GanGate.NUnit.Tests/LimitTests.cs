using GanGate.NUnit;
using NUnit.Framework.Constraints;

namespace GanGate.Tests;

public class LimitTests
{
    [Test]
    public void A_limit_at_the_end_of_its_range_is_taken_and_one_beyond_is_refused()
    {
        Assert.That(Is.FidBelow(0).ApplyTo(0.0).IsSuccess, Is.True);
        Assert.That(Has.PrecisionAbove(0).ApplyTo(0.0).IsSuccess, Is.True);
        Assert.That(Has.RecallAbove(1).ApplyTo(1.0).IsSuccess, Is.True);
        Assert.That(Is.KidBelow(-0.001).ApplyTo(-0.002).IsSuccess, Is.True);
        Assert.That(Is.InceptionScoreAbove(0).ApplyTo(0.0).IsSuccess, Is.True);
        Assert.That(Is.JsdBelow(0).ApplyTo(0.0).IsSuccess, Is.True);
        Assert.That(Is.NoWorseThan(Demo.Baseline).WithAlpha(0.5).ApplyTo(Demo.Good).IsSuccess, Is.True);

        Refused(() => Has.PrecisionAbove(1.001), "the limit of a precision must be a number from 0 to 1, not 1.001");
        Refused(() => Has.PrecisionAbove(double.NaN), "the limit of a precision must be a number from 0 to 1, not NaN");
        Refused(() => Has.RecallAbove(-0.001), "the limit of a recall must be a number from 0 to 1, not -0.001");
        Refused(() => Is.KidBelow(double.PositiveInfinity), "the limit of a kernel distance must be a finite number, not Infinity");
        Refused(() => Is.JsdBelow(-0.001), "the limit of a divergence must be a number of at least 0, not -0.001");
        Refused(() => Is.InceptionScoreAbove(-1), "the limit of an Inception Score must be a number of at least 0, not -1");
        Refused(() => Is.NoWorseThan("a.json").WithAlpha(0), "alpha must be a probability above 0 and up to 0.5, not 0");
        Refused(() => Is.NoWorseThan("a.json").WithAlpha(0.501), "alpha must be a probability above 0 and up to 0.5, not 0.501");
        Refused(() => Is.NoWorseThan("a.json").Allowing(-1), "an allowed regression must be a number of at least 0, not -1");
        Refused(() => Is.FidWithin(-1), "a tolerance must be a number of at least 0, not -1");
        Refused(() => Is.Not.FidWithin(-1), "a tolerance must be a number of at least 0, not -1");
        Refused(() => Is.FidWithin(1).Of(-1), "a baseline must be a number of at least 0, not -1");
    }

    [Test]
    public void A_baseline_or_an_amount_that_is_null_is_a_mistake_in_code()
    {
        Assert.That(() => Is.NoWorseThan(null!), Throws.ArgumentNullException);
        Assert.That(() => Is.FidWithin(1).Of((string)null!), Throws.ArgumentNullException);
        Assert.That(() => Is.FidWithin((string)null!), Throws.ArgumentNullException);
        Assert.That(() => Jsd.Measure(null!, "a.txt"), Throws.ArgumentNullException);
        Assert.That(() => Jsd.Measure("a.txt", null!), Throws.ArgumentNullException);
    }

    [Test]
    public void What_is_expected_names_the_rule_with_its_baseline_gate_and_allowance()
    {
        Assert.That(Is.NoWorseThan("a.json").Description, Is.EqualTo("a score no worse than the baseline 'a.json', by 5 % at most"));
        Assert.That(
            Is.NoWorseThan("a.json", gate: "faces").Allowing(0.5).Description,
            Is.EqualTo("a score no worse than the baseline 'a.json' of gate 'faces', by 0.5 at most"));
        Assert.That(
            Is.Regressed("a.json", gate: "faces").Description,
            Is.EqualTo("a score that regressed from the baseline 'a.json' of gate 'faces'"));
        Assert.That(Is.FidWithin("10%").Of(12).Description, Is.EqualTo("a Fréchet distance within 10 % of 12"));
        Assert.That(
            Is.FidWithin(0.5).Of("a.json", gate: "faces").Description,
            Is.EqualTo("a score within 0.5 of the baseline 'a.json' of gate 'faces'"));
        Assert.That(Is.JsdBelow(0.25).Description, Is.EqualTo("an n-gram divergence of at most 0.25"));
        Assert.That(Is.KidBelow(0.25).Description, Is.EqualTo("a kernel distance of at most 0.25"));
        Assert.That(Is.InceptionScoreAbove(7.5).Description, Is.EqualTo("an Inception Score of at least 7.5"));
        Assert.That(Has.PrecisionAbove(0.25).Description, Is.EqualTo("a precision of at least 0.25"));
        Assert.That(Has.RecallAbove(0.25).Description, Is.EqualTo("a recall of at least 0.25"));
    }

    [Test]
    public void A_constraint_that_fails_tells_a_number_s_rule()
    {
        Assert.That(
            MessageOf(0.5, Is.JsdBelow(0.25)), Does.Contain("GG1001: the divergence is 0.5, above the limit of 0.25 by 0.25 (100 %)"));
        Assert.That(MessageOf(0.5, Is.KidBelow(0.25)), Does.Contain("GG1020: the kernel distance is 0.5, above the limit of 0.25"));
        Assert.That(MessageOf(5.0, Is.InceptionScoreAbove(8)), Does.Contain("GG1021: the Inception Score is 5, below the limit of 8"));
        Assert.That(MessageOf(0.5, Has.PrecisionAbove(0.8)), Does.Contain("GG1022: the precision is 0.5, below the limit of 0.8"));
        Assert.That(
            MessageOf(0.5, Has.RecallAbove(0.8)),
            Does.Contain("GG1023: the recall is 0.5, below the limit of 0.8").And.Contain("  help       "));
    }

    [Test]
    public void A_divergence_constraint_takes_no_distance_of_images()
    {
        GanGateException? failure = Assert.Throws<GanGateException>(() => Is.JsdBelow(1).ApplyTo(Results.Of(12)));

        Assert.That(
            failure!.Message, Does.StartWith("GG2035: the constraint takes a divergence of texts (Jsd.Measure), not FID-10k\n  help: "));
    }

    [Test]
    public void A_kernel_distance_under_another_protocol_is_no_KID() => Assert.That(
        Results.FailureOf(() => Assert.That(Results.Of(12, "pyramid", Results.WithMetrics().MeasureMetrics()), Is.KidBelow(0.01))),
        Does.Contain("GG1020: KD (pyramid) is 0.02, above").And.Contain("But was:  <KD (pyramid) 0.0200 ± 0.0010>"));

    [Test]
    public void A_failure_is_explained_once()
    {
        GanGateException cause = new(ErrorCodes.SourceMissing, "gone", new IOException(), ["first", "second"]);
        GanGateException explained = ExplainedFailure.Explain(cause);

        Assert.That(explained.Message, Is.EqualTo($"GG2002: gone\n  first\n  second\n  help: {ErrorCodes.SourceMissing.HelpLink}"));
        Assert.That(explained.InnerException, Is.SameAs(cause.InnerException));
        Assert.That(explained.Details, Is.EqualTo(cause.Details));
        Assert.That(explained.Error, Is.EqualTo(ErrorCodes.SourceMissing));
        Assert.That(ExplainedFailure.Explain(explained), Is.SameAs(explained));
    }

    [Test]
    public void A_measurement_stopped_with_its_test_says_what_to_do()
    {
        using CancellationTokenSource stop = new();
        OperationCanceledException cause = new(stop.Token), failure = ExplainedFailure.TimeIsUp(cause);

        Assert.That(failure.Message, Is.EqualTo(
            "GG4002: the measurement of this test was stopped when the test was: give it more time ([CancelAfter]) or fewer images\n  "
            + $"help: {ErrorCodes.TimedOut.HelpLink}"));
        Assert.That(failure.CancellationToken, Is.EqualTo(stop.Token));
        Assert.That(failure.InnerException, Is.SameAs(cause));
    }

    private static string MessageOf(double value, Constraint constraint) => Results.FailureOf(() => Assert.That(value, constraint));

    private static void Refused(Action make, string reason)
    {
        GanGateException? failure = Assert.Throws<GanGateException>(make);
        Assert.That(failure!.Message, Is.EqualTo($"GG2036: {reason}\n  help: {ErrorCodes.AssertionLimitInvalid.HelpLink}"));
    }
}
