using System.Security.Cryptography;
using GanGate.Features;
using GanGate.Gating;
using GanGate.Generators;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Metrics;

namespace GanGate.Tests.Gating;

public class TextGateTests
{
    private readonly TemporaryFolder _folder = new();
    private GateDefinition _texts = null!;

    private static IEnumerable<TestCaseData> OfImages
    {
        get
        {
            (string Option, Func<GateDefinition, GateDefinition> Give)[] options =
            [
                ("maxFid", gate => gate with { MaxFid = 1 }), ("warnFid", gate => gate with { WarnFid = 1 }), ("maxCopies", gate => gate with { MaxCopies = "1" }),
                ("confident", gate => gate with { Confident = true }), ("early", gate => gate with { Early = true }),
                ("perClass", gate => gate with { PerClass = true }), ("moreReferences", gate => gate with { MoreReferences = ["r"] }),
                ("protocol", gate => gate with { Protocol = "pyramid" }), ("weights", gate => gate with { Weights = "w" }),
                ("feature", gate => gate with { Feature = "64" }), ("limit", gate => gate with { Limit = 3 }),
                ("sample", gate => gate with { Sample = 3 }), ("class", gate => gate with { Class = "cat" }),
                ("num", gate => gate with { Num = 3 }), ("seed", gate => gate with { Seed = 3 }),
            ];
            return options.Select(option => new TestCaseData(option.Option, option.Give).SetArgDisplayNames(option.Option));
        }
    }

    private static IEnumerable<TestCaseData> OfTheRun
    {
        get
        {
            (string Option, MeasurementOptions Given)[] options =
            [
                ("protocol", new() { Protocol = "pyramid" }), ("weights", new() { Weights = "w" }), ("feature", new() { Feature = "64" }),
                ("num", new() { Generator = new GeneratorOptions(3) }), ("grid", new() { Grid = "g.png" }),
                ("limit", new() { Selection = new ImageSelection(3, null, 0, null) }),
                ("sample", new() { Selection = new ImageSelection(null, 3, 0, null) }),
                ("class", new() { Selection = new ImageSelection(null, null, 0, "cats") }),
            ];
            return options.Select(option => new TestCaseData(option.Option, option.Given).SetArgDisplayNames(option.Option));
        }
    }

    [OneTimeSetUp]
    public void Write()
    {
        File.WriteAllLines(_folder["fake.txt"], Enumerable.Range(0, 700).Select(line => $"a line of text {line * line % 97}"));
        File.WriteAllLines(_folder["real.txt"], Enumerable.Range(0, 900).Select(line => $"a line of text {line * 7 % 89}"));
        _texts = new GateDefinition { Name = "poems", Generated = _folder["fake.txt"], Reference = _folder["real.txt"], MaxJsd = 0.5 };
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void A_score_is_the_divergence_with_all_that_it_depends_on()
    {
        GateDefinition gate = _texts with { N = 2, Samples = "all", Length = 20 };
        NgramDivergence expected = DivergenceMeasurement
            .Compare(gate.Generated, gate.Reference, new DivergenceOptions { N = [2], Samples = null, Length = 20 }).Divergences[0];

        Score score = Gate.Measure(gate, new MeasurementOptions());

        Assert.That(score.Value, Is.EqualTo(expected.Value).And.Positive);
        Assert.That(score.Estimate, Is.EqualTo(new Estimate(expected.Value, expected.StandardError, null, score.Generated.Count)));
        Assert.That(score.Protocol, Is.EqualTo(new Protocol("jsd-2", 1, 20, "ngrams", 0, "built-in")));
        Assert.That((score.Generated, score.Reference), Is.EqualTo((new MeasuredSet(gate.Generated, 700), new MeasuredSet(gate.Reference, 900))));
        Assert.That(
            score.ReferenceHash, Is.EqualTo("sha256:" + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(gate.Reference)))));
        Assert.That((score.MeanTerm, score.CovarianceTerm), Is.EqualTo((0.0, 0.0)));
        Assert.That(score.Seconds.Total, Is.Positive.And.EqualTo(score.Seconds.Distance));
    }

    [TestCase(null, 640)]
    [TestCase("12", 12)]
    [TestCase("all", 700)]
    public void Without_options_it_is_the_papers_comparison(string? samples, int lines)
    {
        Score score = Gate.Measure(_texts with { Samples = samples }, new MeasurementOptions());

        Assert.That((score.Protocol.Id, score.Protocol.Size, score.Generated.Count), Is.EqualTo(("jsd-4", 32, (long?)lines)));
    }

    [Test]
    public void A_limit_judges_it()
    {
        GateResult[] results = [.. Gate.RunAll([_texts, _texts with { Name = "strict", MaxJsd = 1e-6 }], new MeasurementOptions())];

        Assert.That(results.Select(result => (result.Name, result.Verdict.Passed)), Is.EqualTo([("poems", true), ("strict", false)]));
        Assert.That(results[1].Verdict.Checks.Single().Error, Is.EqualTo(ErrorCodes.LimitExceeded));
    }

    [Test]
    public void A_warning_limit_warns_and_never_fails()
    {
        GateDefinition[] gates = [_texts with { WarnJsd = 1e-6 }, _texts with { Name = "alone", MaxJsd = null, WarnJsd = 1e-6 }];

        Check[] checks = [.. Gate.RunAll(gates, new MeasurementOptions()).Select(result => result.Verdict.Checks.Single())];

        Assert.That(checks.Select(check => (check.Passed, check.Warned)), Is.All.EqualTo((true, ErrorCodes.WarningLimitExceeded)));
        Assert.That(checks[1].Message, Does.StartWith("JSD-4-640 is ").And.Contain(", above the warning limit of 1E-06 by "));
        Assert.That(checks[1].LostVariety, Is.Null, "texts have no covariance");
    }

    [TestCaseSource(nameof(OfImages))]
    public void What_only_images_have_is_refused(string option, Func<GateDefinition, GateDefinition> give)
    {
        string message = $"gate 'poems' compares texts (maxJsd, n), for which there is no {option}";

        Assert.That(() => Gate.RunAll([give(_texts)], new MeasurementOptions()), Refuses(ErrorCodes.Usage, message));
        Assert.That(() => Gate.Measure(give(_texts), new MeasurementOptions()), Refuses(ErrorCodes.Usage, message));
    }

    [TestCaseSource(nameof(OfTheRun))]
    public void Of_texts_alone_a_run_takes_nothing_that_only_images_have(string option, MeasurementOptions given) => Assert.That(
        () => Gate.RunAll([_texts], given),
        Refuses(ErrorCodes.Usage, $"texts are compared (maxJsd, n), for which there is no {option}"));

    [Test]
    public void What_cannot_be_compared_is_refused_before_it_is_read()
    {
        string none = _folder["none.txt"];
        Refused(_texts with { MaxJsd = null, N = 3 }, ErrorCodes.Usage, "gate 'poems' has no rule: give a baseline (baseline) or a limit (maxJsd)");
        Refused(_texts with { Generated = none }, ErrorCodes.SourceMissing, $"'{none}' does not exist");
        Refused(_texts with { Reference = none }, ErrorCodes.SourceMissing, $"'{none}' does not exist");
        Refused(
            _texts with { Samples = "many" }, ErrorCodes.Usage,
            "gate 'poems' takes 'many' samples: give a whole number of at least 2, or 'all'");
        Refused(_texts with { Samples = "1" }, ErrorCodes.Usage, "1 samples are too few: at least 2 are needed");
        Refused(_texts with { Length = 0 }, ErrorCodes.Usage, "a line of 0 characters cannot be compared: 1 to 4096 can");
        Refused(_texts with { Length = 4097 }, ErrorCodes.Usage, "a line of 4097 characters cannot be compared: 1 to 4096 can");
        Refused(_texts with { N = 7 }, ErrorCodes.Usage, "n-grams of 7 characters cannot be counted: 1 to 6 can");
        Refused(_texts with { N = 0 }, ErrorCodes.Usage, "n-grams of 0 characters cannot be counted: 1 to 6 can");
        Refused(_texts with { N = 4, Length = 3 }, ErrorCodes.Usage, "n-grams of 4 characters cannot be counted: 1 to 3 can");
        Refused(_texts with { MaxJsd = -1 }, ErrorCodes.Usage, "gate 'poems' needs a limit that is a number of at least 0");

        static void Refused(GateDefinition gate, ErrorCode error, string message) =>
            Assert.That(() => TextGate.Plan(gate), Refuses(error, message));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refuses(ErrorCode error, string message) =>
        Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(error).And.Message.EqualTo(message);
}
