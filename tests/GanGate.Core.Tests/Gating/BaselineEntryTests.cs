using GanGate.Gating;
using GanGate.Metrics;
using GanGate.Tests.Measuring;

namespace GanGate.Tests.Gating;

public class BaselineEntryTests
{
    private static readonly BaselineEntry Ten = Scores.Baseline(0.1, 0.2, 10_000, 10), Other = Ten with { Reference = new("sha256:other", 1) };

    [Test]
    public void Runs_of_other_conditions_or_given_twice_do_not_join()
    {
        BaselineEntry two = Scores.Baseline(0.1, 0.2, 10_000, 9, 10);

        Refuses("the same report was given twice: a baseline of several runs needs a report of each", () => two.With(Scores.Baseline(0.1, 0.2, 10_000, 9)));
        Refuses(
            "the baseline was accepted against another reference than that of the other run: use that reference again, or accept a new baseline",
            () => Ten.With(Other));
        Assert.That(() => Ten.With(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Runs_whose_counts_do_not_compare_do_not_join()
    {
        BaselineEntry few = Scores.Baseline(0.1, 0.2, 500, 9), fewer = Scores.Baseline(0.1, 0.2, 8_000, 9);
        BaselineEntry lines = Ten with { Protocol = new ProtocolIdentity("jsd-4", "sha256:texts", 0) };

        Assert.That(Ten.With(fewer).Runs.Select(run => run.Count), Is.EqualTo(new long?[] { 10_000, 8_000 }));
        foreach (Func<object> join in (Func<object>[])[() => Ten.With(few), () => Ten.With(fewer with { Runs = [.. fewer.Runs, .. few.Runs] })])
        {
            Assert.That(
                () => join(),
                Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.CountsNotComparable)
                    .And.Message.StartsWith("the score has 500 samples and the baseline 10,000, too few and too different to compare"));
        }

        Assert.That(
            () => lines.With(lines with { Runs = [lines.Runs[0] with { Count = 100, Value = 1 }] }),
            Throws.TypeOf<GanGateException>().With.Message.Contains("100 lines").And.Property("Error").EqualTo(ErrorCodes.CountsNotComparable));
        Assert.That(
            () => Ten.IsImprovedBy(fewer with { Runs = [.. fewer.Runs, .. few.Runs] }),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.CountsNotComparable));
    }

    [Test]
    public void A_ratchet_compares_what_can_be_compared()
    {
        Refuses(
            "the baseline was accepted against another reference than that of the new run: use that reference again, or accept a new baseline",
            () => Ten.IsImprovedBy(Other));
        Refuses(
            "an improvement by more than chance cannot be told without errors on both sides: measure the images themselves, not statistics",
            () => Ten.IsImprovedBy(Scores.Baseline(5)));
        Assert.That(
            () => Ten.IsImprovedBy(Scores.Baseline(0.1, 0.2, 500, 5)),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.CountsNotComparable));
        Assert.That(() => Ten.IsImprovedBy(null!), Throws.ArgumentNullException);
    }

    [TestCase(9.0, false)]
    [TestCase(10.0, false)]
    [TestCase(10.43, false)] // 3.04 standard errors of the difference
    [TestCase(10.44, true)]
    [TestCase(99.0, true)]
    public void What_is_worse_by_more_than_chance_takes_a_reason(double value, bool worse) =>
        Assert.That(Ten.IsWorsenedBy(Scores.Baseline(0.1, 0.2, 10_000, value)), Is.EqualTo(worse));

    [Test]
    public void Where_nothing_compares_nothing_is_worse()
    {
        BaselineEntry worse = Scores.Baseline(0.1, 0.2, 10_000, 99);

        Assert.That(Ten.IsWorsenedBy(worse with { Reference = Other.Reference }), Is.False, "another reference");
        Assert.That(Ten.IsWorsenedBy(worse with { Protocol = Ten.Protocol with { Fingerprint = "sha256:other" } }), Is.False, "another protocol");
        Assert.That(Ten.IsWorsenedBy(Scores.Baseline(0.1, 0.2, 500, 99)), Is.False, "too few samples");
        Assert.That(Ten.IsWorsenedBy(Scores.Baseline(99)), Is.False, "no error is known");
    }

    [Test]
    public void Several_runs_are_worse_by_their_mean()
    {
        Assert.That(Ten.IsWorsenedBy(Scores.Baseline(0.1, 0.2, 10_000, 10, 10.5)), Is.False);
        Assert.That(Ten.IsWorsenedBy(Scores.Baseline(0.1, 0.2, 10_000, 10.6, 10.9)), Is.True);
    }

    [Test]
    public void A_reason_stands_with_every_verdict_that_rests_on_it()
    {
        BaselineEntry entry = Scores.Baseline(0.1, 0.2, 10_000, 10).Because("new data\n\u001b[31m");

        Check check = new GatePolicy { Baseline = entry }.Judge(Scores.Of(10, error: 0.1, bias: 0.2)).Checks.Single();

        Assert.That(check.Message, Does.EndWith("; this compares generators, not their training recipes; accepted because new data  [31m"));
        Assert.That((Ten.Reason, entry.With(Scores.Baseline(0.1, 0.2, 10_000, 11).Because("so")).Reason), Is.EqualTo(((string?)null, "new data  [31m; so")));
        Assert.That(Ten.Because(new string('x', 300)).Reason, Is.EqualTo(new string('x', 200) + "..."));
    }

    [TestCase("", null)]
    [TestCase(" \t\n", null)]
    [TestCase(" new data\nwithout watermarks ", "new data without watermarks")]
    public void A_reason_is_a_few_words_on_one_line(string given, string? kept)
    {
        if (kept is not null) Assert.That(AcceptanceReason.Require(given), Is.EqualTo(kept));
        else Assert.That(() => AcceptanceReason.Require(given), Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.Usage));
    }

    [Test]
    public void A_reason_has_500_characters_at_most()
    {
        Assert.That(AcceptanceReason.Require(new string('x', 500)), Has.Length.EqualTo(500));
        Assert.That(
            () => AcceptanceReason.Require(new string('x', 501)),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo("reason needs a few words, 500 characters at most: why is a worse score taken?"));
    }

    [Test]
    public void It_is_shown_with_its_error_and_how_many_runs_it_stands_for()
    {
        Assert.That(Ten.ToString(), Is.EqualTo("10.00 ± 0.10 (corrected 9.80, 10,000 samples)"));
        Assert.That(Scores.Baseline(0.3, 0.2, 10_000, 9, 11, 13).ToString(), Is.EqualTo("3 runs, on average 11.00 ± 0.17 (corrected 10.80, 10,000 samples)"));
        Assert.That(Scores.Baseline(9, 11).ToString(), Is.EqualTo("2 runs, on average 10"));
        BaselineEntry half = Ten with { Runs = [Ten.Runs[0] with { Bias = 0.4 }, Ten.Runs[0] with { StandardError = null }] };
        Assert.That(half.ToString(), Is.EqualTo("2 runs, on average 10"), "the error of one is not that of both");
        Assert.That(new ProtocolIdentity("jsd-4", "sha256:0123456789abcdef", 0).ToString(), Is.EqualTo("jsd-4, sha256:01234567"));
    }

    [TestCase(1, null, null, null, true)]
    [TestCase(1, 0.1, 0.0, 2, true)]
    [TestCase(1, null, 0.1, 2, true)]
    [TestCase(double.NaN, 0.1, 0.1, 2, false)]
    [TestCase(double.PositiveInfinity, null, null, null, false)]
    [TestCase(1, double.NaN, 0.1, 2, false)]
    [TestCase(1, 0.1, double.NaN, 2, false)]
    [TestCase(1, 0.1, double.PositiveInfinity, 2, false)]
    [TestCase(1, 0.1, -0.1, 2, false)]
    [TestCase(1, 0.1, 0.1, 1, false)]
    [TestCase(1, 0.1, null, 2, false)]
    public void A_run_is_possible_when_somebody_could_have_measured_it(double value, double? bias, double? error, int? count, bool possible) =>
        Assert.That(new BaselineRun(value, count, DateTimeOffset.UnixEpoch, "1", bias, error).IsPossible, Is.EqualTo(possible));

    [Test]
    public void The_error_of_a_difference_is_that_of_both_sides()
    {
        BaselineRun low = Ten.Runs[0] with { StandardError = 0.1 }, high = Ten.Runs[0] with { Value = 10.4, StandardError = 0.3 };

        Difference test = Difference.Of([low, high], Ten.Runs[0] with { Value = 11, StandardError = 0.2 })!;

        Assert.That(test.StandardError, Is.EqualTo(Math.Sqrt(0.04 + (0.05 / 2))).Within(1e-12));
        Assert.That((test.Rise, test.Freedom), Is.EqualTo((0.8, (double?)null)).Within(1e-12));
        Assert.That(Difference.Of([low, high with { StandardError = null }], low), Is.Null);
        Assert.That(Difference.Of([low], low with { StandardError = null }), Is.Null);
    }

    [Test]
    public void Without_errors_a_margin_is_what_is_over_the_allowance()
    {
        GatePolicy policy = new() { Baseline = Scores.Baseline(10) };

        Assert.That(policy.MarginsOf(Scores.Of(10.75)).Single(), Is.EqualTo(0.25).Within(1e-12));
    }

    [Test]
    public void A_chance_of_exactly_alpha_is_not_significant_and_without_a_chance_any_rise_is()
    {
        Regression regression = new(10, 1, 0.5, 1, 0.1, PValue: 0.001, Alpha: 0.001);

        Assert.That((regression.Significant, (regression with { PValue = 0.0009 }).Significant), Is.EqualTo((false, true)));
        Assert.That((regression with { PValue = null, Rise = 0 }).Significant, Is.False);
    }

    [Test]
    public void A_file_says_which_gates_it_has()
    {
        BaselineFile two = BaselineFile.Empty.With("faces", Ten).With("cats", Ten);

        Refuses("the baseline 'b.json' has no entry for gate 'x' (it has cats, faces): accept a new one with BaselineFile.With and Write", () => two.EntryOf("b.json", "x"));
        Refuses(
            "the baseline 'b.json' has no entry for gate 'x' (it has none): accept a new one with BaselineFile.With and Write",
            () => BaselineFile.Empty.EntryOf("b.json", "x"));
    }

    private static void Refuses(string message, Func<object> act) => Assert.That(
        () => act(), Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.BaselineInvalid).And.Message.EqualTo(message));
}
