using CsCheck;
using GanGate.Gating;

namespace GanGate.Tests.Gating;

public class NumberRulesTests
{
    private static readonly Gen<double> Value = Gen.Double[0, 1000];

    [Test]
    public void A_limit_passes_at_equality_and_its_two_sides_are_opposites() => Gen.Select(Value, Value).Sample((value, limit) =>
        NumberRules.AtMost(ErrorCodes.LimitExceeded, "x", value, limit).Passed == (value <= limit)
        && NumberRules.AtLeast(ErrorCodes.LimitExceeded, "x", value, limit).Passed == (value >= limit)
        && NumberRules.AtMost(ErrorCodes.LimitExceeded, "x", limit, limit).Passed
        && NumberRules.AtLeast(ErrorCodes.LimitExceeded, "x", limit, limit).Passed);

    [Test]
    public void No_rule_passes_what_is_not_a_number()
    {
        Assert.That(NumberRules.AtMost(ErrorCodes.LimitExceeded, "x", double.NaN, 1).Passed, Is.False);
        Assert.That(NumberRules.AtLeast(ErrorCodes.LimitExceeded, "x", double.NaN, 1).Passed, Is.False);
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
}
