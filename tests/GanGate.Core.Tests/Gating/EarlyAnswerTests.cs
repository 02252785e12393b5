using CsCheck;
using GanGate.Gating;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Statistics;
using GanGate.Tests.Measuring;

namespace GanGate.Tests.Gating;

public class EarlyAnswerTests
{
    private const int Total = 4000, First = 1000;

    private static readonly MeasurementOptions Options = new() { Protocol = "pyramid" };

    private static readonly Lazy<FeatureStatistics> Reference = new(() => StatisticsOf(new CountedImages(1500, seed: 2)));

    private static readonly Lazy<Score> Full = new(() =>
        Run(new CountedImages(Total, seed: 1, contrast: 200), Limit(1e9) with { Early = false })[0].Score);

    [TestCase(2.0, true)]
    [TestCase(0.5, false)]
    public void Far_from_the_limit_reading_stops_at_the_first_look(double ofTheScore, bool passed)
    {
        CountedImages images = new(Total, seed: 1, contrast: 200);
        GateResult result = Run(images, Limit(ofTheScore * Full.Value.Value))[0];

        Assert.That(images.Decoded, Is.EqualTo(First));
        Assert.That(result.Verdict.Passed, Is.EqualTo(passed));
        Assert.That(result.Verdict.Warnings.Select(warning => warning.Error), Has.None.EqualTo(ErrorCodes.EarlyCannotHelp));
        Assert.That(result.Score.Label, Is.EqualTo("FD (pyramid)-1k"));
        Assert.That(result.Verdict.Checks[0].Message, Does.StartWith("FD (pyramid)-4k is ").And
            .EndsWith("expected of all 4,000 images after 1,000, with a chance of 0.001 at most that all give another verdict"));
        EarlyAnswer early = result.Score.Early!;
        Assert.That((early.Used, early.Of, early.Error), Is.EqualTo((First, Total, GatePolicy.DefaultAlpha)));
        Assert.That(early.Expected, Is.EqualTo(Full.Value.Value).Within(5 * result.Score.Estimate.StandardError!.Value));
        Assert.That(result.Score.Value, Is.GreaterThan(early.Expected), "fewer images score higher");
    }

    [TestCase(1.000001, true)]
    [TestCase(0.999999, false)]
    public void At_the_limit_all_images_are_measured(double ofTheScore, bool passed)
    {
        CountedImages images = new(Total, seed: 1, contrast: 200);
        GateResult result = Run(images, Limit(ofTheScore * Full.Value.Value))[0];

        Assert.That(images.Decoded, Is.EqualTo(Total));
        Assert.That(result.Verdict.Passed, Is.EqualTo(passed));
        Assert.That(result.Score.Value, Is.EqualTo(Full.Value.Value).Within(1e-9).Percent);
        Assert.That((result.Score.Early!.Used, result.Score.Early.Error), Is.EqualTo((Total, 0)));
    }

    [Test]
    public void A_gate_that_is_decided_late_does_not_keep_the_others_waiting_for_their_verdict()
    {
        CountedImages images = new(Total, seed: 1, contrast: 200);
        IReadOnlyList<GateResult> results = Run(
            images, Limit(1.000001 * Full.Value.Value) with { Name = "near" }, Limit(2 * Full.Value.Value) with { Name = "far" });

        Assert.That(images.Decoded, Is.EqualTo(Total));
        Assert.That(results.Select(result => result.Score.Early!.Used), Is.EqualTo([Total, First]));
    }

    [Test]
    public void Where_another_gate_needs_all_images_an_early_one_has_them_too()
    {
        CountedImages images = new(Total, seed: 1, contrast: 200);
        IReadOnlyList<GateResult> results = Run(images, Limit(1e9) with { Name = "early" }, Limit(1e9) with { Name = "full", Early = false });

        Assert.That(images.Decoded, Is.EqualTo(Total));
        Assert.That((results[0].Score.Early!.Used, results[1].Score.Early), Is.EqualTo((Total, (EarlyAnswer?)null)));
        Assert.That(results[0].Score.Value, Is.EqualTo(Full.Value.Value));
    }

    [TestCase(-0.5, false)]
    [TestCase(0.5, true)]
    public void A_baseline_is_judged_early_too(double above, bool passed)
    {
        using TemporaryFolder folder = new();
        Score full = Full.Value;
        (double? bias, double? error) = (full.Estimate.Bias, full.Estimate.StandardError);
        BaselineRun run = new(full.Value * (1 + above), Total, DateTimeOffset.UnixEpoch, "1.0.0", bias, error);
        BaselineFile.Empty.With("gate", new BaselineEntry(
            ProtocolIdentity.Of(full.Protocol), new BaselineReference(full.ReferenceHash!, 1500), [run])).Write(folder["b.json"]);
        CountedImages images = new(Total, seed: 1, contrast: 200);
        GateResult result = Run(images, Limit(null) with { Baseline = folder["b.json"] })[0];

        Assert.That(images.Decoded, Is.EqualTo(First));
        Assert.That(result.Verdict.Passed, Is.EqualTo(passed));
        Assert.That(result.Verdict.Checks[0].Message, Does.Contain("expected of all 4,000 images after 1,000"));
        Assert.That(result.Verdict.Warnings, Is.Empty, "the counts are those of all images");
    }

    [Test]
    public void With_few_images_a_warning_says_that_it_cannot_help_and_all_are_measured()
    {
        CountedImages images = new(300, seed: 1);
        GateResult result = Run(images, Limit(1e9))[0];

        Assert.That(images.Decoded, Is.EqualTo(300));
        Assert.That(result.Verdict.Warnings.Select(warning => warning.Error), Does.Contain(ErrorCodes.EarlyCannotHelp));
        Assert.That(
            result.Verdict.Warnings.Single(warning => warning.Error == ErrorCodes.EarlyCannotHelp).Message,
            Does.Match(@"^an early answer \(early\) does not help with [1-9][\d,]* images: at 212 features the first look comes after 1,000, ")
                .And.EndsWith("and with fewer than 4,000 in all the looks cost more than they save; all were measured"));
    }

    [Test]
    public void Rules_that_an_early_answer_cannot_decide_are_refused()
    {
        Refuses(Limit(1) with { MaxCopies = "5" }, "make two gates");
        Refuses(Limit(1) with { PerClass = true }, "make two gates");
        Refuses(Limit(1) with { Generated = "r" }, "statistics instead of generated images");

        static void Refuses(GateDefinition gate, string reason) => Assert.That(
            () => Run(new CountedImages(60, seed: 1), gate), Throws.TypeOf<GanGateException>().With.Message.Contain(reason));
    }

    // What a look is held against must be the rules' own verdict.
    [Test]
    public void A_margin_is_above_zero_exactly_where_a_rule_fails() =>
        Gen.Select(Gen.Double[5, 15], Gen.Double[0.01, 1], Gen.Double[0, 1], Gen.Bool, Gen.Int[1, 4]).Sample(
        (value, error, bias, confident, runs) =>
        {
            GatePolicy policy = new()
            {
                MaxFid = 10,
                Confident = confident,
                Alpha = 0.05,
                Baseline = Scores.Baseline(0.3, 0.2, 10_000, [.. Enumerable.Range(0, runs).Select(run => 9.5 + (0.1 * run))]),
            };
            Score score = Scores.Of(value, error: error, bias: bias);

            bool[] kept = [.. policy.MarginsOf(score).Select(margin => margin <= 0)];
            Assert.That(policy.Judge(score).Checks.Select(check => check.Passed), Is.EqualTo(kept));
        });

    private static GateDefinition Limit(double? limit) => new() { Generated = "g", Reference = "r", MaxFid = limit, Early = true };

    private static IReadOnlyList<GateResult> Run(IImageSource generated, params GateDefinition[] gates) => Gate.RunAll(
        gates,
        Options,
        new MeasurementInputs((source, _) => source == "g" ? new ImagesInput("g", generated) : new StatisticsInput("r.npz", Reference.Value)),
        CancellationToken.None);

    private static FeatureStatistics StatisticsOf(IImageSource images)
    {
        ImagesInput input = new("r", images);
        using Measurer measurer = Measurer.Open(Options, CancellationToken.None, input);
        return measurer.Reference(input, FeatureParts.Moments).Statistics;
    }
}
