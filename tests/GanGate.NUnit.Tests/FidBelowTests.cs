using GanGate.Measuring;
using GanGate.NUnit;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace GanGate.Tests;

public class FidBelowTests
{
    [TestCase(24.9, true)]
    [TestCase(25.0, true)]
    [TestCase(25.1, false)]
    public void A_result_and_a_number_pass_up_to_the_limit(double value, bool passes)
    {
        Assert.That(Is.FidBelow(25.0).ApplyTo(Results.Of(value)).IsSuccess, Is.EqualTo(passes));
        Assert.That(Is.FidBelow(25.0).ApplyTo(value).IsSuccess, Is.EqualTo(passes));
    }

    [Test]
    public void It_reads_as_nunit_reads()
    {
        Assert.That(Results.Of(12), Is.FidBelow(25.0));
        Assert.That(Results.Of(30), Is.Not.FidBelow(25.0));
        Assert.That(Results.Of(12), FidIs.Below(25.0));
        Assert.That(Results.Of(12), Is.Not.Null.And.FidBelow(25.0));
    }

    [Test]
    public void A_failure_says_what_was_expected_what_came_and_what_to_do() =>
        Assert.That(Results.FailureOf(() => Assert.That(Results.Of(30), Is.FidBelow(25.0))), Does
            .Contain("Expected: a Fréchet distance of at most 25").And
            .Contain("But was:  <FID-10k 30.00 ± 0.20 (corrected 29.60, 10,000 samples)>").And
            .Contain("GG1001: FID-10k is 30, above the limit of 25 by 5 (20 %)").And
            .Contain("docs/errors.md#gg1001").And
            .Contain("generated  samples (10,000 images)").And
            .Contain("reference  photos.npz (50,000 images)").And
            .Contain("protocol   ttur, 2048 features"));

    [Test]
    public void A_failure_shows_what_was_warned_of()
    {
        Score score = Results.Of(30).Score with { Warnings = [new Warning(ErrorCodes.DuplicateSamples, "two are equal")] };
        FidResult warned = new(new string('1', 64), score, _ => Task.FromException<MetricsResult>(new InvalidOperationException()));

        Assert.That(Results.FailureOf(() => Assert.That(warned, Is.FidBelow(25.0))), Does.Contain("  warning GG1005: two are equal"));
    }

    [Test]
    public void A_pass_says_once_what_was_warned_of()
    {
        Score score = Results.Of(12).Score with { Warnings = [new Warning(ErrorCodes.FewSamples, "there are few")] };
        FidResult warned = new(new string('1', 64), score, _ => Task.FromException<MetricsResult>(new InvalidOperationException()));

        Assert.That(OutputOf(() => Assert.That(warned, Is.FidBelow(25.0))), Does.Contain("warning GG1007: there are few"));
        Assert.That(OutputOf(() => Assert.That(warned, Is.FidBelow(20.0))), Is.Empty);
    }

    [Test]
    public void A_failure_says_what_the_limit_lets_pass() => Assert.That(
        Results.FailureOf(() => Assert.That(Of(30, variance: 290), Is.FidBelow(25.0))),
        Does.Contain("(20 %); the limit lets samples pass that have lost 50 % of their variety, were nothing else wrong"));

    [Test]
    public void A_limit_that_lets_everything_go_is_told_by_every_pass() => Assert.That(
        OutputOf(() => Assert.That(Of(12, variance: 20), Is.FidBelow(25.0))),
        Is.EqualTo(
            "warning GG1011: the limit of 25 is not below 20, which one picture over and over scores: find one that notices what you fear with "
            + "'gangate calibrate', or hold the score against an accepted one (Is.NoWorseThan)\n"));

    /// <summary>NUnit's own way to warn takes the constraints as they are.</summary>
    [Test]
    public void A_test_can_warn_in_place_of_failing()
    {
        using (new TestExecutionContext.IsolatedContext())
        {
            Warn.Unless(Results.Of(30), Is.FidBelow(25.0));
            Warn.Unless(Results.Of(20), Is.FidBelow(25.0));
            AssertionResult warning = TestExecutionContext.CurrentContext.CurrentResult.AssertionResults.Single();

            Assert.That(warning.Status, Is.EqualTo(AssertionStatus.Warning));
            Assert.That(warning.Message, Does.Contain("GG1001: FID-10k is 30, above the limit of 25 by 5 (20 %)"));
        }
    }

    private static FidResult Of(double value, double variance)
    {
        Score score = Results.Of(value).Score with { ReferenceVariance = variance };
        return new FidResult(new string('1', 64), score, _ => Task.FromException<MetricsResult>(new InvalidOperationException()));
    }

    private static string OutputOf(Action assertion)
    {
        using (new TestExecutionContext.IsolatedContext())
        {
            assertion();
            return TestExecutionContext.CurrentContext.CurrentResult.Output;
        }
    }

    [Test]
    public void A_failure_of_a_number_says_by_how_much() =>
        Assert.That(Results.FailureOf(() => Assert.That(Results.Of(30).Value, Is.FidBelow(25.0))), Does
            .Contain("Expected: a Fréchet distance of at most 25").And
            .Contain("But was:  30.0d").And
            .Contain("GG1001: the score is 30, above the limit of 25 by 5 (20 %)").And
            .Contain("docs/errors.md#gg1001"));

    [TestCase(double.NaN)]
    [TestCase(-1)]
    [TestCase(double.PositiveInfinity)]
    public void A_senseless_limit_is_refused(double limit) => Assert.That(
        () => Is.FidBelow(limit),
        Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2036: the limit of a distance must be a number of at least 0, not "));

    [Test]
    public void Whole_numbers_are_numbers()
    {
        Assert.That(Is.FidBelow(25.0).ApplyTo(10).IsSuccess, Is.True);
        Assert.That(Is.FidBelow(25.0).ApplyTo(10L).IsSuccess, Is.True);
        Assert.That(Is.FidBelow(25.0).ApplyTo(10m).IsSuccess, Is.True);
        Assert.That(Is.FidBelow(25.0).ApplyTo(30f).IsSuccess, Is.False);
    }

    [Test]
    public void Something_that_is_no_score_is_an_error() => Assert.That(
        () => Is.FidBelow(25.0).ApplyTo("12"),
        Throws.TypeOf<GanGateException>().With.Message.Contains("GG2035: the constraint takes a FidResult or a number, not String").And
            .Message.Contains("docs/errors.md#gg2035"));

    [Test]
    public void A_missing_result_is_an_error() => Assert.That(
        () => Is.FidBelow(25.0).ApplyTo((object?)null), Throws.TypeOf<GanGateException>().With.Message.Contains("not null"));

    [Test]
    public void A_measurement_that_was_not_awaited_is_an_error_that_says_so() => Assert.That(
        () => Is.FidBelow(25.0).ApplyTo(Task.FromResult(Results.Of(12))),
        Throws.TypeOf<GanGateException>().With.Message.Contains("GG2035: the measurement was not awaited"));

    [Test]
    public void A_score_that_is_not_a_number_fails()
    {
        Assert.That(Is.FidBelow(25.0).ApplyTo(double.NaN).IsSuccess, Is.False);
        Assert.That(Results.FailureOf(() => Assert.That(double.NaN, Is.FidBelow(25.0))), Does.Contain("the score is NaN, above the limit of 25\n"));
    }
}
