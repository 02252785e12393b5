using CsCheck;
using GanGate.Features;
using GanGate.Gating;
using Check = GanGate.Gating.Check;

namespace GanGate.Tests.Gating;

public class NumberRulesTests
{
    private static readonly Gen<double> Value = Gen.Double[0, 1000];

    [Test]
    public void A_limit_passes_at_equality_and_its_two_sides_are_opposites() => Gen.Select(Value, Value).Sample((value, limit) =>
        NumberRules.AtMost(ErrorCodes.LimitExceeded, "x", value, limit).Passed == (value <= limit)
        && Least(value, limit).Passed == (value >= limit)
        && !NumberRules.AtMost(ErrorCodes.LimitExceeded, "x", Math.BitIncrement(limit), limit).Passed
        && !Least(Math.BitDecrement(limit), limit).Passed
        && NumberRules.AtMost(ErrorCodes.LimitExceeded, "x", limit, limit).Passed
        && Least(limit, limit).Passed);

    [Test]
    public void No_rule_passes_what_is_not_a_number()
    {
        Assert.That(NumberRules.AtMost(ErrorCodes.LimitExceeded, "x", double.NaN, 1).Passed, Is.False);
        Assert.That(Least(double.NaN, 1).Passed, Is.False);
        Assert.That(NumberRules.NoWorse(double.NaN, 1, Allowance.Default).Passed, Is.False);
        Assert.That(NumberRules.Within("x", Regression.OfNumbers(double.NaN, 1, Allowance.Default), Allowance.Default).Passed, Is.False);
    }

    [Test]
    public void A_rise_passes_up_to_the_allowance_and_a_fall_always() => Gen.Select(Value, Value, Gen.Double[0, 50]).Sample((value, accepted, percent) =>
        NumberRules.NoWorse(value, accepted, new Allowance(percent, true)).Passed == (value - accepted <= percent * accepted / 100));

    [Test]
    public void A_tolerance_counts_both_ways() => Gen.Select(Value, Value, Value).Sample((value, accepted, amount) =>
        NumberRules.Within("x", Regression.OfNumbers(value, accepted, new Allowance(amount, false)), new Allowance(amount, false)).Passed
            == (Math.Abs(value - accepted) <= amount));

    [TestCase(0.02, 0.01, "KID is 0.02, above the limit of 0.01 by 0.01 (100 %)")]
    [TestCase(0.01, 0.01, "KID is 0.01, within the limit of 0.01")]
    [TestCase(0.02, 0, "KID is 0.02, above the limit of 0 by 0.02")]
    public void The_message_has_the_excess(double value, double limit, string message) =>
        Assert.That(NumberRules.AtMost(ErrorCodes.KernelDistanceAboveLimit, "KID", value, limit).Message, Is.EqualTo(message));

    [Test]
    public void Each_rule_says_the_number_the_limit_and_by_how_much()
    {
        Says("KID is NaN, above the limit of 1", NumberRules.AtMost(ErrorCodes.KernelDistanceAboveLimit, "KID", double.NaN, 1));
        Says("IS is 9, below the limit of 10 by 1 (10 %)", Least(9, 10));
        Says("IS is 11, at least the limit of 10", Least(11, 10));
        Says(
            "the score is 0.6 above the baseline of 10: more than the 0.5 allowed (5 %); a number alone says nothing of chance",
            NumberRules.NoWorse(10.6, 10, Allowance.Default));
        Says(
            "the score is 0 above the baseline of 10: within the 0.5 allowed; a number alone says nothing of chance",
            NumberRules.NoWorse(10, 10, new Allowance(0.5, false)));
        Says("FID is 1 above the baseline of 10: within the 1 allowed", Within(11));
        Says("FID is 2 below the baseline of 10: more than the 1 allowed", Within(8));

        static void Says(string message, Check check) => Assert.That(check.Message, Is.EqualTo(message));
    }

    [Test]
    public void A_comparison_carries_its_numbers_and_passes_at_equality()
    {
        Check noWorse = NumberRules.NoWorse(10.5, 10, Allowance.Default);

        Assert.That((noWorse.Passed, noWorse.Error, noWorse.Regression?.Rise), Is.EqualTo((true, ErrorCodes.Regressed, (double?)0.5)));
        Assert.That((Within(11).Passed, Within(11).Regression?.Rise), Is.EqualTo((true, (double?)1)));
        Assert.That(NumberRules.NoWorse(10.501, 10, Allowance.Default).Passed, Is.False);
        Assert.That((Within(11.001).Passed, Within(8.999).Passed), Is.EqualTo((false, false)));
        Assert.That(Within(9).Error, Is.EqualTo(ErrorCodes.OutsideTolerance));
        Assert.That(Regression.OfNumbers(0.1, -1, Allowance.Default).Allowed, Is.Zero);
    }

    private static Check Within(double value)
    {
        Allowance tolerance = new(1, false);
        return NumberRules.Within("FID", Regression.OfNumbers(value, 10, tolerance), tolerance);
    }

    private static Check Least(double value, double limit) => new MetricLimit(Metric.InceptionScore, limit).Judge("IS", value);
}
