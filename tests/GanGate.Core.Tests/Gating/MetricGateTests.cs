using GanGate.Features;
using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Tests.Measuring;

namespace GanGate.Tests.Gating;

/// <summary>Limits and baselines of the metrics beside the distance.</summary>
public class MetricGateTests
{
    private static readonly MeasurementOptions Options = new() { Protocol = "pyramid" };

    [Test]
    public void Gates_of_several_metrics_share_one_pass_and_each_sees_its_own()
    {
        CountedImages generated = new(120, seed: 1), photos = new(120, seed: 2);
        IReadOnlyList<GateResult> results = Run(
            generated,
            photos,
            Gate("all") with { MaxFid = 1e6, MaxKid = 1e6, MinPrecision = 0, MinRecall = 0, MinDensity = 0, MinCoverage = 0 },
            Gate("recall") with { MinRecall = 1, MinCoverage = 1 },
            Gate("distance") with { MaxFid = 1e6 });

        Assert.That((generated.Decoded, photos.Decoded), Is.EqualTo((120, 120)));
        Assert.That(results.Select(result => string.Join(' ', result.Score.Metrics.Keys)), Is.EqualTo(
            new[] { "kid precision recall density coverage", "recall coverage", "" }));
        Assert.That(results[0].Verdict.Checks.Select(check => check.Error.Id), Is.EqualTo(
            new[] { "GG1001", "GG1020", "GG1022", "GG1023", "GG1025", "GG1026" }));
        Assert.That(results[0].Verdict.Passed, Is.True);
        Assert.That(results[0].Verdict.Checks[3].Message, Does.Match(@"^Recall \(pyramid\) is 0\.\d+, at least the limit of 0$"));
        Assert.That(results[1].Verdict.Checks[0].Message, Does.Match(@"^Recall \(pyramid\) is 0\.\d+, below the limit of 1 by 0\.\d+ \(.* %\)$"));
        Assert.That(results[1].Verdict.Failed, Is.True);
        Assert.That(results[2].Score.Value, Is.EqualTo(results[0].Score.Value), "what else is asked for changes no distance");
        Assert.That(
            results[0].Score.Metrics["recall"], Is.EqualTo(results[1].Score.Metrics["recall"]));
    }

    [Test]
    public void CMMD_is_a_rule_under_its_protocol_alone()
    {
        Score score = ScoreOf(Metric.Cmmd, new Estimate(0.9, 0.03, 0.1, 100));
        GatePolicy policy = new() { Limits = MetricRule.LimitsOf(Gate("clip") with { MaxCmmd = 0.8, WarnCmmd = 0.5 }) };
        Check check = policy.Judge(score).Checks.Single();
        Assert.That((check.Error, check.Passed, check.Metric), Is.EqualTo((ErrorCodes.DiscrepancyAboveLimit, false, Metric.Cmmd)));
        Assert.That(check.Message, Does.Contain("is 0.9, above the limit of 0.8"));
        Assert.That(
            () => Run(new CountedImages(20, seed: 1), new CountedImages(20, seed: 2), Gate("clip") with { MaxCmmd = 1 }),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo("CMMD is measured under the protocol 'cmmd' (protocol), not under 'pyramid'"));
    }

    [Test]
    public void Each_class_has_metrics_of_its_own()
    {
        CountedImages generated = new(120, seed: 1, classes: 2), photos = new(120, seed: 2, classes: 2);
        IReadOnlyList<GateResult> results = Run(generated, photos, Gate("faces") with { PerClass = true, MinRecall = 0 });
        Assert.That(results.Select(result => result.Score.Metrics["recall"].Count), Is.EqualTo(new[] { 60, 60 }));
    }

    [TestCase(true, 0.75, 0.9, true, "Recall is 0.9 and at least 0.80729 with a chance of error of 0.001, not below the limit of 0.75")]
    [TestCase(true, 0.85, 0.9, false, "Recall is 0.9 and at least 0.80729 with a chance of error of 0.001, not surely above the limit of 0.85")]
    [TestCase(true, 0.95, 0.9, false, "Recall is 0.9 and at least 0.80729 with a chance of error of 0.001, below the limit of 0.95")]
    [TestCase(false, 1, 0.9, true, "KID is 0.9 and at most 0.99271 with a chance of error of 0.001, within the limit of 1")]
    [TestCase(false, 0.95, 0.9, false, "KID is 0.9 and at most 0.99271 with a chance of error of 0.001, not surely within the limit of 0.95")]
    [TestCase(false, 0.85, 0.9, false, "KID is 0.9 and at most 0.99271 with a chance of error of 0.001, above the limit of 0.85")]
    public void A_confident_limit_is_held_against_the_worse_end(bool higher, double limit, double value, bool passed, string message)
    {
        Metric metric = higher ? Metric.Recall : Metric.Kid;
        GatePolicy policy = new() { Confident = true, Limits = [new MetricLimit(metric, limit)] };
        Check check = policy.Judge(ScoreOf(metric, new Estimate(value, 0.03, null, 100))).Checks.Single();
        Assert.That((check.Passed, check.Message, check.Limit, check.Metric), Is.EqualTo((passed, message, limit, metric)));
    }

    [Test]
    public void A_limit_passes_at_equality_in_either_direction()
    {
        foreach (MetricRule rule in MetricRule.All)
        {
            GatePolicy policy = new() { Limits = [new MetricLimit(rule.Metric, 0.5)] };
            Check at = policy.Judge(ScoreOf(rule.Metric, new Estimate(0.5))).Checks.Single();
            Check above = policy.Judge(ScoreOf(rule.Metric, new Estimate(0.51))).Checks.Single();
            Assert.That((at.Passed, at.Error, above.Passed), Is.EqualTo((true, rule.Error, rule.Metric.HigherIsBetter)), rule.Metric.Id);
        }
    }

    [TestCase("recall", 0.7, false, "Recall is 0.100 ± 0.014 below the baseline of 0.800: worse by more than the 0.04 allowed (5 %), significant (p < 1E-06, alpha 0.001)")]
    [TestCase("recall", 0.79, true, "Recall is 0.010 ± 0.014 below the baseline of 0.800: within the 0.04 allowed (5 %), not significant (p = 0.24, alpha 0.001)")]
    [TestCase("recall", 0.9, true, "Recall is 0.100 ± 0.014 above the baseline of 0.800: within the 0.04 allowed (5 %), not significant (p = 1, alpha 0.001)")]
    [TestCase("kid", 0.9, false, "KID is 0.100 ± 0.014 above the baseline of 0.800: worse by more than the 0.04 allowed (5 %), significant (p < 1E-06, alpha 0.001)")]
    [TestCase("kid", 0.7, true, "KID is 0.100 ± 0.014 below the baseline of 0.800: within the 0.04 allowed (5 %), not significant (p = 1, alpha 0.001)")]
    public void A_metric_regresses_in_its_own_direction(string id, double value, bool passed, string message)
    {
        Metric metric = Metric.Find(id)!;
        GatePolicy policy = new() { Baseline = BaselineOf(metric, new Estimate(0.8, 0.01, null, 10_000)), Limits = [new MetricLimit(metric, metric.HigherIsBetter ? 0 : 1)] };
        IReadOnlyList<Check> checks = policy.Judge(ScoreOf(metric, new Estimate(value, 0.01, null, 10_000))).Checks;

        Assert.That(checks.Select(check => check.Error), Is.EqualTo(new[] { MetricRule.Of(metric).Error, ErrorCodes.Regressed, ErrorCodes.Regressed }));
        Assert.That((checks[2].Passed, checks[2].Message, checks[2].Metric), Is.EqualTo((passed, message, metric)));
        Assert.That(checks[1].Metric, Is.Null, "the distance is judged as ever");
    }

    [Test]
    public void A_baseline_without_a_metric_says_nothing_of_it_and_an_amount_is_of_the_distance()
    {
        GatePolicy without = new() { Baseline = Scores.Baseline(0.1, 0, 10_000, 12), Limits = [new MetricLimit(Metric.Recall, 0)] };
        Assert.That(without.Judge(ScoreOf(Metric.Recall, new Estimate(0.1, 0.01, null, 10_000))).Checks, Has.Exactly(2).Items);

        GatePolicy amount = without with { Baseline = BaselineOf(Metric.Recall, new Estimate(0.8, 0.01, null, 10_000)), MaxRegression = Allowance.Parse("100") };
        Check check = amount.Judge(ScoreOf(Metric.Recall, new Estimate(0.1, 0.01, null, 10_000))).Checks[2];
        Assert.That((check.Passed, check.Regression!.Allowed), Is.EqualTo((false, 5 * 0.8 / 100)));
    }

    [Test]
    public void A_metric_that_depends_on_the_count_does_not_compare_at_another()
    {
        GatePolicy policy = new() { Baseline = BaselineOf(Metric.Coverage, new Estimate(0.8, 0.01, null, 5000)), Limits = [new MetricLimit(Metric.Coverage, 0)] };
        Assert.That(
            () => policy.Judge(ScoreOf(Metric.Coverage, new Estimate(0.8, 0.01, null, 10_000))),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.CountsNotComparable).And.Message.EqualTo(
                "Coverage depends on the number of images: the baseline has it of 5,000, and there are 10,000; measure as many, or accept a new baseline"));

        GatePolicy unbiased = new() { Baseline = BaselineOf(Metric.Kid, new Estimate(0.8, 0.01, 0, 5000)), Limits = [new MetricLimit(Metric.Kid, 1)] };
        Assert.That(unbiased.Judge(ScoreOf(Metric.Kid, new Estimate(0.8, 0.01, 0, 10_000))).Passed, Is.True);
    }

    private static IEnumerable<TestCaseData> Senseless
    {
        get
        {
            (GateDefinition Gate, string Reason)[] gates =
            [
                (Gate("faces") with { MinRecall = 1.5 }, "needs a limit from 0 to 1 (minRecall)"),
                (Gate("faces") with { MaxKid = double.NaN }, "needs a limit from 0 on (maxKid)"),
                (Gate("faces") with { MinDensity = -1 }, "needs a limit from 0 on (minDensity)"),
                (
                    Gate("faces") with { MaxFid = 1, MinRecall = 0.5, Early = true },
                    "asks for an early answer (early), which there is for maxFid and baseline of all images only: make two gates of it"),
                (Gate("faces") with { MaxJsd = 0.5, MaxKid = 1 }, "compares texts (maxJsd, n), for which there is no maxKid"),
            ];
            return gates.Select(gate => new TestCaseData(gate.Gate, gate.Reason).SetArgDisplayNames(gate.Reason));
        }
    }

    [TestCaseSource(nameof(Senseless))]
    public void Limits_that_make_no_sense_are_refused(GateDefinition gate, string reason) => Assert.That(
        () => gate.IsText ? TextGate.Plan(gate).Policy : PlannedGate.PolicyOf(gate),
        Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.Usage).And.Message.EqualTo($"gate 'faces' {reason}"));

    [Test]
    public void What_a_metric_cannot_be_measured_of_is_refused_before_anything_is_measured()
    {
        CountedImages generated = new(60, seed: 1);
        StatisticsInput statistics = new("photos.npz", SharedPassTests.StatisticsOf(new CountedImages(60, seed: 2)));
        MeasurementInputs Inputs() => new((source, _) => source == "g" ? new ImagesInput("g", generated) : statistics);

        Assert.That(
            () => GanGate.Gating.Gate.RunAll([Gate("faces") with { MinRecall = 0.5 }], Options, Inputs(), CancellationToken.None),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.MetricNeedsImages).And.Message.EqualTo(
                "minRecall compares single images, but 'photos.npz' holds only a mean and a covariance: "
                + "give its images, or statistics with their features (Measurement.Statistics, withFeatures)"));
        Assert.That(
            () => GanGate.Gating.Gate.RunAll([Gate("faces") with { MinInceptionScore = 5 }], Options, Inputs(), CancellationToken.None),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.LogitsUnavailable));
        Assert.That(
            () => new MetricLimit(Metric.InceptionScore, 5).RequirePossible(Scores.Ttur, statistics, statistics),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo("minInceptionScore classifies the images, but 'photos.npz' holds none: give images"));
        Assert.That(generated.Decoded, Is.Zero);
    }

    [Test]
    public void Of_too_few_images_nothing_is_confident() => Assert.That(
        () => new MetricLimit(Metric.Kid, 1).JudgeConfidently("KID", new Estimate(0.5, Count: 3), 0.001),
        Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.TooFewImages)
            .And.Message.EqualTo("confident needs an error, which KID has of at least 4 images only"));

    [Test]
    public void A_baseline_file_keeps_metrics_and_one_without_them_is_as_before()
    {
        using TemporaryFolder folder = new();
        string path = folder["baseline.json"];
        Estimate recall = new(0.8, 0.01, null, 10_000);
        BaselineFile.Empty.With("faces", BaselineOf(Metric.Recall, recall)).Write(path);
        Assert.That(BaselineFile.Read(path).EntryOf(path, "faces").Runs[0].Metrics!["recall"], Is.EqualTo(recall));

        BaselineFile.Empty.With("faces", Scores.Baseline(12)).Write(path);
        Assert.That(File.ReadAllText(path), Does.Not.Contain("etrics"));
    }

    [TestCase("recal", 0.8)]
    [TestCase("recall", double.MaxValue * -1)]
    public void A_metric_edited_into_nonsense_is_refused(string id, double error)
    {
        using TemporaryFolder folder = new();
        string path = folder["baseline.json"];
        BaselineEntry entry = Scores.Baseline(12);
        BaselineRun run = entry.Runs[0] with { Metrics = new Dictionary<string, Estimate> { [id] = new(0.8, error) } };
        BaselineFile.Empty.With("faces", entry with { Runs = [run] }).Write(path);
        Assert.That(() => BaselineFile.Read(path), Throws.TypeOf<GanGateException>().With.Message.Contains($"has an impossible or unknown metric for gate 'faces' ({id})"));
    }

    private static GateDefinition Gate(string name) => new() { Name = name, Generated = "g", Reference = "r" };

    private static IReadOnlyList<GateResult> Run(CountedImages generated, CountedImages reference, params GateDefinition[] gates) =>
        GanGate.Gating.Gate.RunAll(
            gates,
            Options,
            new MeasurementInputs((source, _) => new ImagesInput(source, source == "g" ? generated : reference)),
            CancellationToken.None);

    private static Score ScoreOf(Metric metric, Estimate estimate) =>
        Scores.Of(12, error: 0.1) with { Metrics = new Dictionary<string, Estimate> { [metric.Id] = estimate } };

    private static BaselineEntry BaselineOf(Metric metric, Estimate estimate)
    {
        BaselineEntry entry = Scores.Baseline(0.1, 0, 10_000, 12);
        return entry with { Runs = [entry.Runs[0] with { Metrics = new Dictionary<string, Estimate> { [metric.Id] = estimate } }] };
    }
}
