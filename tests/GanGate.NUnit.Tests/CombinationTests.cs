using GanGate.NUnit;
using NUnit.Framework.Internal;

namespace GanGate.Tests;

public class CombinationTests
{
    [Test]
    public void Rules_are_joined_by_and()
    {
        FidResult result = Results.WithMetrics();

        Assert.That(result, Is.FidBelow(25).And.KidBelow(0.03).And.InceptionScoreAbove(7).And.PrecisionAbove(0.6).And.RecallAbove(0.4));
        Assert.That(result, FidIs.Below(25) & FidIs.KidBelow(0.03) & FidIs.InceptionScoreAbove(7) & FidHas.PrecisionAbove(0.6) & FidHas.RecallAbove(0.4));
        Assert.That(Demo.Good, Is.FidBelow(25).And.NoWorseThan(Demo.Baseline).And.Not.Regressed(Demo.Baseline).And.FidWithin(1).Of(Demo.Baseline));
        Assert.That(result, Is.FidBelow(25).And.FidWithin("10%").Of(11.5));
    }

    [Test]
    public void A_joined_failure_tells_of_the_rule_that_was_broken() =>
        Assert.That(Results.FailureOf(() => Assert.That(Results.WithMetrics(), Is.FidBelow(25).And.KidBelow(0.01))), Does
            .Contain("Expected: a Fréchet distance of at most 25 and a kernel distance of at most 0.01").And
            .Contain("But was:  <KID 0.0200 ± 0.0010>").And
            .Contain("GG1020: KID is 0.02, above the limit of 0.01 by 0.01 (100 %)"));

    [Test]
    public void One_of_two_rules_is_enough_under_or()
    {
        Assert.That(Results.Of(12), Is.FidBelow(1).Or.FidBelow(25));
        Assert.That(Results.Of(12), FidIs.Below(1) | FidIs.Below(25));
        Assert.That(
            Results.FailureOf(() => Assert.That(Results.Of(12), Is.FidBelow(1).Or.FidBelow(2))),
            Does.Contain("a Fréchet distance of at most 1 or a Fréchet distance of at most 2"));
    }

    [Test]
    public void Rules_are_negated()
    {
        FidResult result = Results.WithMetrics();

        Assert.That(result, Is.Not.FidBelow(1).And.Not.KidBelow(0.01).And.Not.InceptionScoreAbove(9));
        Assert.That(result, Has.No.PrecisionAbove(0.8).And.No.RecallAbove(0.8));
        Assert.That(result, Is.Not.FidWithin(1).Of(20.0));
        Assert.That(result, !FidIs.Below(1));
        Assert.That(
            Results.FailureOf(() => Assert.That(result, Is.Not.KidBelow(0.03))),
            Does.Contain("Expected: not a kernel distance of at most 0.03").And.Contain("But was:  <KID 0.0200 ± 0.0010>"));
    }

    [Test]
    public async Task An_awaited_measurement_is_asserted_on()
    {
        await Assert.ThatAsync(() => Fid.MeasureAsync(Demo.Pictures.Good, Demo.Statistics), Is.FidBelow(1).And.NoWorseThan(Demo.Baseline));
        await Assert.ThatAsync(() => Fid.MeasureAsync(Demo.Pictures.Spoiled, Demo.Statistics), Is.Not.FidBelow(1));
        Assert.That(await Fid.MeasureAsync(Demo.Pictures.Good, Demo.Statistics), Is.FidBelow(1));
        Assert.That(() => Fid.Measure(Demo.Pictures.Good, Demo.Statistics), Is.FidBelow(1));
    }

    [Test]
    public void An_awaited_measurement_that_fails_says_all() =>
        Assert.That(
            Results.FailureOf(() => Assert.ThatAsync(() => Task.FromResult(Results.Of(30)), Is.FidBelow(25)).GetAwaiter().GetResult()),
            Does.Contain("But was:  <FID-10k 30.00 ± 0.20").And.Contain("GG1001: FID-10k is 30, above the limit of 25 by 5 (20 %)"));

    // What NUnit 4.2 does when an asynchronous assertion has failed.
    [Test]
    public void A_delegate_that_was_judged_keeps_its_outcome()
    {
        FidBelowConstraint constraint = Is.FidBelow(25);
        bool passed = constraint.ApplyTo(Results.Of(12)).IsSuccess;
        Delegate measure = () => Task.FromResult(Results.Of(30));

        Assert.That(passed, Is.True);
        Assert.That(constraint.ApplyTo(measure).IsSuccess, Is.True);
    }

    [Test]
    public void A_delegate_does_not_take_the_outcome_of_another_test()
    {
        FidBelowConstraint shared = Is.FidBelow(25);
        Assert.That(Results.Of(12), shared);
        Delegate measure = () => Task.FromResult(Results.Of(30));

        using (new TestExecutionContext.IsolatedContext())
        {
            TestExecutionContext.CurrentContext.CurrentTest = new TestMethod(new MethodWrapper(typeof(CombinationTests), nameof(An_awaited_measurement_is_asserted_on)));

            Assert.That(
                () => shared.ApplyTo(measure),
                Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2035: the constraint takes a FidResult or a number, not Func`1"));
        }
    }
}
