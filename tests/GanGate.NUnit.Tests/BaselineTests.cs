using GanGate.Gating;
using GanGate.NUnit;
using GanGate.Reporting;
using NUnit.Framework.Constraints;
using NUnit.Framework.Internal;

namespace GanGate.Tests;

public class BaselineTests
{
    [Test]
    public void The_accepted_pictures_are_no_worse_and_blurred_ones_are()
    {
        Assert.That(Demo.Good, Is.NoWorseThan(Demo.Baseline));
        Assert.That(Demo.Good, Is.Not.Regressed(Demo.Baseline));
        Assert.That(Demo.Spoiled, Is.Not.NoWorseThan(Demo.Baseline));
        Assert.That(Demo.Spoiled, Is.Regressed(Demo.Baseline));
    }

    [Test]
    public void Counts_that_compare_only_fairly_are_warned_of_in_the_output_of_the_test()
    {
        string file = Path.Combine(Demo.Home, "counts.json");
        FidResult now = Results.Of(12);
        BaselineEntry accepted = Report.Of(now.Score).ToBaselineEntry();
        BaselineFile.Empty.With("gate", accepted with { Runs = [accepted.Runs[0] with { Count = 8_000 }] }).Write(file);

        foreach (Constraint rule in (Constraint[])[Is.NoWorseThan(file), Is.Not.Regressed(file), Is.FidWithin(1).Of(file)])
        {
            Assert.That(OutputOf(() => Assert.That(now, rule)), Does
                .Contain("warning GG1004: the score has 10,000 samples and the baseline 8,000: below 10,240 samples the correction for unequal counts"));
        }

        Assert.That(OutputOf(() => Assert.That(Demo.Good, Is.NoWorseThan(Demo.Baseline))), Is.Empty);

        static string OutputOf(Action assertion)
        {
            using (new TestExecutionContext.IsolatedContext())
            {
                assertion();
                return TestExecutionContext.CurrentContext.CurrentResult.Output;
            }
        }
    }

    [Test]
    public void A_failure_tells_the_rise_and_its_chance() =>
        Assert.That(Results.FailureOf(() => Assert.That(Demo.Spoiled, Is.NoWorseThan(Demo.Baseline))), Does
            .Contain($"Expected: a score no worse than the baseline '{Demo.Baseline}', by 5 % at most").And
            .Match("But was:  <FD \\(pyramid\\)-500 .* ± .*>").And
            .Match("GG1002: FD \\(pyramid\\)-500 is .* above the baseline of .*: more than the .* allowed \\(5 %\\), significant").And
            .Contain("docs/errors.md#gg1002"));

    [Test]
    public void The_alias_says_the_same_in_the_line_that_nunit_leaves_it() =>
        Assert.That(Results.FailureOf(() => Assert.That(Demo.Spoiled, Is.Not.Regressed(Demo.Baseline))), Does
            .Contain($"Expected: not a score that regressed from the baseline '{Demo.Baseline}'").And
            .Match("But was:  <FD .*; GG1002: .* above the baseline .*; help: .*#gg1002>"));

    [Test]
    public void The_allowance_and_the_chance_of_a_false_alarm_are_chosen()
    {
        double rise = Demo.Spoiled.Value - Demo.Good.Value;

        Assert.That(Demo.Spoiled, Is.NoWorseThan(Demo.Baseline).Allowing(2 * rise));
        Assert.That(Demo.Spoiled, Is.NoWorseThan(Demo.Baseline).Allowing("100000%").WithAlpha(0.05));
        Assert.That(Demo.Spoiled, Is.Not.Regressed(Demo.Baseline).Allowing(2 * rise));
        Assert.That(() => Is.NoWorseThan(Demo.Baseline).Allowing("much"), Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2036: 'much' is not"));
        Assert.That(() => Is.NoWorseThan(Demo.Baseline).Allowing(-1), Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2036: an allowed regression"));
        Assert.That(() => Is.NoWorseThan(Demo.Baseline).WithAlpha(1), Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2036: alpha must be"));
    }

    [Test]
    public void A_number_is_held_against_the_plain_score()
    {
        double accepted = Demo.Good.Value;

        Assert.That(accepted, Is.NoWorseThan(Demo.Baseline));
        Assert.That(accepted * 0.5, Is.Not.Regressed(Demo.Baseline));
        Assert.That(accepted * 1.04, Is.NoWorseThan(Demo.Baseline));
        Assert.That(accepted * 1.06, Is.Regressed(Demo.Baseline));
        Assert.That(double.NaN, Is.Not.NoWorseThan(Demo.Baseline));
        Assert.That(
            Results.FailureOf(() => Assert.That(accepted * 2, Is.NoWorseThan(Demo.Baseline))),
            Does.Match("GG1002: the score is .* above the baseline of .*: more than the .* allowed \\(5 %\\); a number alone says nothing of chance"));
    }

    [Test]
    public void Of_several_gates_one_is_named()
    {
        string path = Path.Combine(Demo.Home, "gates.json");
        BaselineEntry entry = Report.Of(Demo.Good.Score).ToBaselineEntry();
        BaselineFile.Empty.With("photos", entry).With("faces", entry).Write(path);

        Assert.That(Demo.Good, Is.NoWorseThan(path, gate: "photos"));
        Assert.That(Demo.Good, Is.FidWithin(0.1).Of(path, gate: "faces"));
        Assert.That(
            () => Is.NoWorseThan(path).ApplyTo(Demo.Good),
            Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2008: ").And.Message.Contains("faces, photos"));
    }

    [Test]
    public void A_missing_baseline_says_so() => Assert.That(
        () => Is.NoWorseThan("no such.json").ApplyTo(Demo.Good),
        Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2008: the baseline 'no such.json' does not exist").And
            .Message.Contains("docs/errors.md#gg2008").And
            .Message.Contains($"accept     gangate baseline accept \"{Attached(Demo.Good)}\" -o no such.json"));

    [Test]
    public void A_failure_names_the_report_that_would_be_accepted()
    {
        Assert.That(
            Results.FailureOf(() => Assert.That(Demo.Spoiled, Is.NoWorseThan(Demo.Baseline))),
            Does.Contain($"accept     gangate baseline accept \"{Attached(Demo.Spoiled)}\" -o {Path.GetFileName(Demo.Baseline)} --reason \"...\" "));
        Assert.That(Attached(Demo.Spoiled), Does.Exist);
    }

    private static string Attached(FidResult result) =>
        Path.Combine(TestContext.CurrentContext.WorkDirectory, "gangate", result.Key[..12] + ".json");

    [TestCase(11.4, false)]
    [TestCase(11.5, true)]
    [TestCase(12.5, true)]
    [TestCase(12.6, false)]
    public void Within_a_tolerance_of_a_number_both_sides_count(double value, bool passes)
    {
        Assert.That(Is.FidWithin(0.5).Of(12).ApplyTo(value).IsSuccess, Is.EqualTo(passes));
        Assert.That(Is.FidWithin(0.5).Of(12).ApplyTo(Results.Of(value)).IsSuccess, Is.EqualTo(passes));
        Assert.That(FidIs.Within(0.5).Of(12).ApplyTo(value).IsSuccess, Is.EqualTo(passes));
    }

    [Test]
    public void Within_a_tolerance_of_a_baseline()
    {
        Assert.That(Demo.Good, Is.FidWithin(0.001).Of(Demo.Baseline));
        Assert.That(Demo.Good, Is.FidWithin("1%").Of(Demo.Baseline));
        Assert.That(Demo.Good.Value, Is.FidWithin("1%").Of(Demo.Baseline));
        Assert.That(Demo.Spoiled, Is.Not.FidWithin(0.5).Of(Demo.Baseline));
        Assert.That(
            Results.FailureOf(() => Assert.That(Demo.Spoiled, Is.FidWithin(0.5).Of(Demo.Baseline))), Does
                .Contain($"Expected: a score within 0.5 of the baseline '{Demo.Baseline}'").And
                .Match("GG1024: FD \\(pyramid\\)-500 is .* above the baseline of .*: more than the 0.5 allowed").And
                .Contain("docs/errors.md#gg1024"));
        Assert.That(
            Results.FailureOf(() => Assert.That(Results.Of(9).Value, Is.FidWithin("10%").Of(12))),
            Does.Contain("GG1024: the score is 3 below the baseline of 12: more than the 1.2 allowed (10 %)"));
    }

    [Test]
    public void A_senseless_tolerance_is_refused()
    {
        Assert.That(() => Is.FidWithin(-0.5), Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2036: a tolerance must be"));
        Assert.That(() => Is.FidWithin("few"), Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2036: 'few'"));
        Assert.That(() => Is.FidWithin(0.5).Of(double.NaN), Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2036: a baseline must be"));
    }
}
