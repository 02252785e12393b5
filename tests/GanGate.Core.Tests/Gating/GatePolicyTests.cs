using GanGate.Features;
using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Statistics;
using GanGate.Tests.Measuring;

namespace GanGate.Tests.Gating;

public class GatePolicyTests
{
    [TestCase(24.999, true)]
    [TestCase(25.0, true)]
    [TestCase(25.001, false)]
    public void A_limit_passes_up_to_and_with_itself(double value, bool passes)
    {
        Check check = new GatePolicy { MaxFid = 25 }.Judge(Scores.Of(value)).Checks.Single();

        Assert.That((check.Passed, check.Error), Is.EqualTo((passes, ErrorCodes.LimitExceeded)));
    }

    [Test]
    public void A_broken_limit_says_the_score_the_limit_and_by_how_much()
    {
        Check check = new GatePolicy { MaxFid = 25 }.Judge(Scores.Of(30)).Checks.Single();

        Assert.That(check.Message, Is.EqualTo("FID-10k is 30, above the limit of 25 by 5 (20 %)"));
    }

    [Test]
    public void A_kept_limit_says_so()
    {
        Check check = new GatePolicy { MaxFid = 25 }.Judge(Scores.Of(12.3456)).Checks.Single();

        Assert.That(check.Message, Is.EqualTo("FID-10k is 12.346, within the limit of 25"));
    }

    [TestCase(10.5, null, true)] // 5 % is what a baseline allows by default
    [TestCase(10.51, null, false)]
    [TestCase(11.9, "20%", true)]
    [TestCase(12.1, "20%", false)]
    [TestCase(10.2, "0.2", true)]
    [TestCase(10.3, "0.2", false)]
    [TestCase(3.0, "0", true)]
    public void A_baseline_allows_its_value_and_the_regression(double value, string? allowed, bool passes)
    {
        GatePolicy policy = new()
        {
            Baseline = Scores.Baseline(10),
            MaxRegression = allowed is null ? null : Allowance.Parse(allowed),
        };

        Check check = policy.Judge(Scores.Of(value)).Checks.Single();

        Assert.That((check.Passed, check.Error), Is.EqualTo((passes, ErrorCodes.Regressed)));
    }

    [Test]
    public void A_missed_baseline_says_the_rule_and_by_how_much()
    {
        Check check = new GatePolicy { Baseline = Scores.Baseline(10) }.Judge(Scores.Of(12)).Checks.Single();

        Assert.That(check.Message, Is.EqualTo(
            "FID-10k is 2.000 above the baseline of 10.000: more than the 0.5 allowed (5 %); without the samples nothing says whether that is chance"));
    }

    [Test]
    public void Several_accepted_runs_count_by_their_mean()
    {
        GatePolicy policy = new() { Baseline = Scores.Baseline(8, 12), MaxRegression = new Allowance(0.1, IsPercent: false) };

        Assert.That(policy.Judge(Scores.Of(10.05)).Passed, Is.True);
        Assert.That(policy.Judge(Scores.Of(10.15)).Passed, Is.False);
    }

    [Test]
    public void A_gate_passes_only_when_every_rule_is_kept()
    {
        GatePolicy policy = new() { MaxFid = 25, Baseline = Scores.Baseline(10) };

        Assert.That(policy.Judge(Scores.Of(10)).Passed);
        Assert.That(policy.Judge(Scores.Of(20)).Failed);
        Assert.That(policy.Judge(Scores.Of(20)).Checks.Select(check => check.Passed), Is.EqualTo([true, false]));
    }

    [Test]
    public void A_baseline_of_another_protocol_is_refused()
    {
        GatePolicy policy = new() { Baseline = Scores.Baseline(10) };

        GanGateException? failure = Assert.Throws<GanGateException>(() => policy.Judge(Scores.Of(10, protocol: Scores.Pyramid)));

        Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.ProtocolMismatch));
        Assert.That(failure?.Message, Does.Contain("ttur, 2048 features").And.Contain("pyramid, 212 features"));
    }

    [Test]
    public void A_baseline_of_other_weights_is_refused()
    {
        GatePolicy policy = new() { Baseline = Scores.Baseline(10) };

        GanGateException? failure = Assert.Throws<GanGateException>(
            () => policy.Judge(Scores.Of(10, protocol: Scores.Ttur with { WeightsHash = "other" })));

        Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.ProtocolMismatch));
    }

    [Test]
    public void A_baseline_against_another_reference_is_refused()
    {
        GatePolicy policy = new() { Baseline = Scores.Baseline(10) };

        GanGateException? failure = Assert.Throws<GanGateException>(() => policy.Judge(Scores.Of(10, referenceHash: "sha256:other")));

        Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.BaselineInvalid));
        Assert.That(failure?.Message, Does.Contain("photos.npz"));
    }

    [Test]
    public void A_confident_limit_needs_samples()
    {
        GanGateException? failure = Assert.Throws<GanGateException>(() => new GatePolicy { MaxFid = 25, Confident = true }.Judge(Scores.Of(1)));

        Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.Usage));
        Assert.That(failure?.Message, Does.Contain("confident needs the generated images"));
    }

    [TestCase(10_000, null, false)]
    [TestCase(10_000, 10_000, false)]
    [TestCase(10_000, 50_000, true)]
    [TestCase(null, 50_000, true)]
    public void An_unexpected_count_is_a_warning(int? count, int? expected, bool warns)
    {
        Verdict verdict = new GatePolicy { MaxFid = 25, ExpectCount = expected }.Judge(Scores.Of(1, count));

        Assert.That(verdict.Warnings.Select(warning => warning.Error), Is.EqualTo(warns ? [ErrorCodes.CountUnexpected] : Array.Empty<ErrorCode>()));
        Assert.That(verdict.Passed, Is.True);
    }

    [Test]
    public void A_limit_beside_a_baseline_expects_the_baselines_count()
    {
        GatePolicy policy = new() { MaxFid = 25, Baseline = Scores.Baseline(0.1, 0.1, 20_000, 10) };

        Verdict verdict = policy.Judge(Scores.Of(10, 15_000, error: 0.1, bias: 0.15));

        Assert.That(verdict.Warnings.Single().Error, Is.EqualTo(ErrorCodes.CountUnexpected));
    }

    [Test]
    public void Copies_need_the_references_images()
    {
        GanGateException? failure = Assert.Throws<GanGateException>(
            () => new GatePolicy { MaxCopies = Allowance.Parse("1%") }.Judge(Scores.Of(1)));

        Assert.That(failure?.Message, Does.Contain("maxCopies compares images with images"));
    }

    [TestCase("0.02%", "3 of 10,000 images are copies of reference images, more than the 0.02 % allowed (2), such as a.png of photo.png")]
    [TestCase("3", "3 of 10,000 images are copies of reference images, within the 3 allowed")]
    [TestCase("2", "3 of 10,000 images are copies of reference images, more than the 2 allowed, such as a.png of photo.png")]
    [TestCase("0.03%", "3 of 10,000 images are copies of reference images, within the 0.03 % allowed (3)")]
    public void Copies_are_told_with_what_is_allowed(string allowed, string message)
    {
        Score score = Scores.Of(1) with { Copied = new CopiedImages(3, [new ImagePair("a.png", null, "photo.png", null, 0)]) };

        Check check = new GatePolicy { MaxCopies = Allowance.Parse(allowed) }.Judge(score).Checks.Single();
        bool passes = message.Contains("within", StringComparison.Ordinal);

        Assert.That(check, Is.EqualTo(new Check(ErrorCodes.CopiesOfReference, passes, message)));
    }

    [TestCase(10_000, "there are 10,000 samples")]
    [TestCase(null, "the number of samples is not stated")]
    public void An_unexpected_count_is_told(int? count, string actual) => Assert.That(
        new GatePolicy { MaxFid = 25, ExpectCount = 50_000 }.Judge(Scores.Of(1, count)).Warnings.Single().Message,
        Is.EqualTo($"{actual}, where 50,000 are expected: a limit holds for the number of samples it was made with"));

    [TestCase(24.69, 0.1, "24.69 and at most 24.999", "within")]
    [TestCase(24.7, 0.1, "24.7 and at most 25.009", "not surely within")]
    [TestCase(25, 0.1, "25 and at most 25.309", "not surely within")]
    [TestCase(25.5, 0.1, "25.5 and at most 25.809", "above")]
    [TestCase(25, 0, "25 and at most 25", "within")]
    public void A_confident_limit_tells_the_bound_and_where_it_lies(double value, double error, string numbers, string position)
    {
        Check check = new GatePolicy { MaxFid = 25, Confident = true }.Judge(Scores.Of(value, error: error)).Checks.Single();

        string message = $"FID-10k is {numbers} with a chance of error of 0.001, {position} the limit of 25";
        Assert.That(check, Is.EqualTo(new Check(ErrorCodes.LimitExceeded, position == "within", message) { Limit = 25 }));
    }

    [Test]
    public void Rules_that_could_never_be_applied_are_refused_before_anything_is_measured()
    {
        StatisticsInput statistics = new("r.npz", new FeatureStatistics([1], [1], 9));
        ImagesInput images = new("photos", new CountedImages(2, seed: 1));
        BaselineEntry baseline = Scores.Baseline(0.1, 0.1, 10_000, 10);
        BaselineEntry known = baseline with { Reference = new BaselineReference(statistics.Statistics.Hash, 9) };

        Refuses(
            ErrorCodes.BaselineInvalid,
            "a baseline needs a reference that stays the same to the last bit, but 'photos' is images: "
            + "make a statistics file of it with Measurement.Statistics",
            new() { Baseline = baseline }, images, images);
        Refuses(
            ErrorCodes.BaselineInvalid,
            "the baseline was accepted against another reference than 'r.npz': use that reference again, or accept a new baseline",
            new() { Baseline = baseline }, images, statistics);
        Refuses(
            ErrorCodes.CountsNotComparable,
            "the score has 500 samples and the baseline 10,000, too few and too different to compare at 2048 features: "
            + "measure 10,000 samples, or accept a baseline of as many as now, or use at least 4,096 in both",
            new() { Baseline = known }, images, statistics);
        Refuses(
            ErrorCodes.Usage,
            "maxCopies compares images with images: give both sides as folders or archives of images, not as statistics",
            new() { MaxCopies = Allowance.Default }, images, statistics);
        Refuses(
            ErrorCodes.Usage,
            "confident needs the generated images: from statistics alone the error of the score is not known",
            new() { MaxFid = 1, Confident = true }, statistics, statistics);
        Assert.That(
            () =>
            {
                new GatePolicy { Baseline = known, Confident = true, MaxFid = 1 }.RequirePossible(Scores.Ttur, images, statistics, 10_000);
                new GatePolicy { MaxCopies = Allowance.Default }.RequirePossible(Scores.Ttur, images, images, 2);
            },
            Throws.Nothing);

        static void Refuses(ErrorCode error, string message, GatePolicy policy, MeasurementInput generated, MeasurementInput reference) => Assert.That(
            () => policy.RequirePossible(Scores.Ttur, generated, reference, 500),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(error).And.Message.EqualTo(message));
    }

    [Test]
    public void What_needs_the_features_of_all_images_is_refused_where_they_do_not_fit()
    {
        int most = FeatureBuffer.MostRows(Scores.Ttur.Dimension);
        ImagesInput few = new("few", new CountedImages(2, seed: 1)), many = new("many", new CountedImages(most + 1, seed: 1));
        StatisticsInput known = new("r.npz", new FeatureStatistics([1], [1], 9));
        BaselineEntry ten = Scores.Baseline(0.1, 0.1, 10_000, 10) with { Reference = new(known.Statistics.Hash, 9) };
        GatePolicy accepted = new() { Baseline = ten };
        GatePolicy confident = new() { MaxFid = 1, Confident = true }, copies = new() { MaxCopies = Allowance.Default };

        Refuses(() => confident.RequirePossible(Scores.Ttur, many, few, most + 1));
        Refuses(() => copies.RequirePossible(Scores.Ttur, many, few, most + 1));
        Refuses(() => copies.RequirePossible(Scores.Ttur, few, many, 2));
        Refuses(() => accepted.RequirePossible(Scores.Ttur, many, known, most + 1));
        Refuses(() => ImageClasses.RequireRoom(many, few, Scores.Ttur));
        Refuses(() => ImageClasses.RequireRoom(few, many, Scores.Ttur));
        Assert.That(() => confident.RequirePossible(Scores.Ttur, many, many, most), Throws.Nothing);
        Assert.That(() => new GatePolicy { MaxFid = 1 }.RequirePossible(Scores.Ttur, many, many, most + 1), Throws.Nothing);

        static void Refuses(Action require) => Assert.That(
            () => require(),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.Usage).And.Message.EqualTo(
                "1,048,576 images are too many to look at each: at 2048 features those of 1,048,575 at most can be kept, so take fewer"));
    }
}
