using GanGate.Features;
using GanGate.Gating;
using GanGate.Metrics;
using Check = GanGate.Gating.Check;

namespace GanGate.Tests.Gating;

public class MetricLimitTests
{
    // Value; the limit that fails and the one that warns; passed, warned, message.
    [TestCase(0.01, 0.03, 0.02, true, false, "KID is 0.01, within the limit of 0.03")]
    [TestCase(0.025, 0.03, 0.02, true, true, "KID is 0.025, within the limit of 0.03 but above the warning limit of 0.02 by 0.005 (25 %)")]
    [TestCase(0.04, 0.03, 0.02, false, false, "KID is 0.04, above the limit of 0.03 by 0.01 (33.3 %)")]
    [TestCase(0.04, null, 0.02, true, true, "KID is 0.04, above the warning limit of 0.02 by 0.02 (100 %)")]
    [TestCase(0.01, null, 0.02, true, false, "KID is 0.01, within the warning limit of 0.02")]
    public void A_lower_value_is_better_of_a_distance(double value, double? limit, double? warn, bool passed, bool warned, string message) =>
        Expect(new MetricLimit(Metric.Kid, limit, warn).Judge("KID", value), passed, warned, message);

    [TestCase(0.9, 0.7, 0.8, true, false, "Recall is 0.9, at least the limit of 0.7")]
    [TestCase(0.75, 0.7, 0.8, true, true, "Recall is 0.75, at least the limit of 0.7 but below the warning limit of 0.8 by 0.05 (6.3 %)")]
    [TestCase(0.6, 0.7, 0.8, false, false, "Recall is 0.6, below the limit of 0.7 by 0.1 (14.3 %)")]
    [TestCase(0.6, null, 0.8, true, true, "Recall is 0.6, below the warning limit of 0.8 by 0.2 (25 %)")]
    public void A_higher_value_is_better_of_a_share(double value, double? limit, double? warn, bool passed, bool warned, string message) =>
        Expect(new MetricLimit(Metric.Recall, limit, warn).Judge("Recall", value), passed, warned, message);

    [Test]
    public void With_confidence_the_warning_holds_for_the_worse_end_too()
    {
        // The lower end at 5 %: 0.85 - 1.645 * 0.05.
        Check check = new MetricLimit(Metric.Recall, 0.7, 0.8).JudgeConfidently("Recall", new Estimate(0.85, 0.05), 0.05);

        Expect(
            check,
            passed: true,
            warned: true,
            "Recall is 0.85 and at least 0.76776 with a chance of error of 0.05, not below the limit of 0.7 "
            + "but not surely above the warning limit of 0.8");
    }

    [TestCase(0.02, 0.03, "needs a warning limit that is better than the limit at which it fails (warnKid, maxKid)")]
    [TestCase(0.02, 0.02, "needs a warning limit that is better than the limit at which it fails (warnKid, maxKid)")]
    [TestCase(0.02, 0.01, null)]
    [TestCase(null, -1, "needs a limit from 0 on (warnKid)")]
    public void A_warning_comes_before_the_failure_of_a_distance(double? limit, double? warn, string? wrong) =>
        Assert.That(MetricRule.SenselessIn(Gate with { MaxKid = limit, WarnKid = warn })?.ToString(), Is.EqualTo(wrong));

    [TestCase(0.7, 0.6, "needs a warning limit that is better than the limit at which it fails (warnRecall, minRecall)")]
    [TestCase(0.7, 0.8, null)]
    [TestCase(null, 1.5, "needs a limit from 0 to 1 (warnRecall)")]
    public void A_warning_comes_before_the_failure_of_a_share(double? limit, double? warn, string? wrong) =>
        Assert.That(MetricRule.SenselessIn(Gate with { MinRecall = limit, WarnRecall = warn })?.ToString(), Is.EqualTo(wrong));

    private static GateDefinition Gate => new() { Generated = "samples", Reference = "photos" };

    private static void Expect(Check check, bool passed, bool warned, string message)
    {
        Assert.That((check.Passed, check.Message), Is.EqualTo((passed, message)));
        Assert.That(check.Warned, Is.EqualTo(warned ? ErrorCodes.WarningLimitExceeded : null));
    }
}
