using GanGate.Gating;
using GanGate.Generators;
using GanGate.Images;
using GanGate.Measuring;

namespace GanGate.Tests.Gating;

/// <summary>What a gate may ask for, before anything is measured.</summary>
public class GateRulesTests
{
    private static readonly GateDefinition Gate = new() { Name = "faces", Generated = "g", Reference = "r" };

    private static IEnumerable<TestCaseData> Senseless
    {
        get
        {
            (GateDefinition Gate, string Reason)[] gates =
            [
                (Gate, "has no rule: give a baseline (baseline), a limit (maxFid) or a largest number of copies (maxCopies)"),
                (Gate with { WarnFid = double.NaN }, "needs a limit that is a number of at least 0"),
                (Gate with { MaxFid = 1, WarnFid = -0.5 }, "needs a limit that is a number of at least 0"),
                (Gate with { MaxFid = 1, WarnFid = 1 }, "needs a warning limit below the limit at which it fails"),
                (Gate with { MaxFid = 1, MaxRegression = "5%" }, "allows a regression but names no baseline (baseline)"),
                (Gate with { MaxFid = 1, Early = true, Alpha = 0 }, "needs an alpha above 0 and at most 0.5 (alpha)"),
                (Gate with { MaxFid = 1, Early = true, Alpha = 0.51 }, "needs an alpha above 0 and at most 0.5 (alpha)"),
                (
                    Gate with { MaxFid = 1, Alpha = 0.01 },
                    "has an alpha (alpha) but nothing to use it for: name a baseline (baseline), or ask for confident or early"),
                (
                    Gate with { Baseline = "b.json", MaxCopies = "1" },
                    "has a baseline, which needs the reference as statistics, and maxCopies, which needs its images: make two gates of it"),
                (Gate with { MaxCopies = "1", Confident = true }, "wants to be confident of a limit but has none (maxFid)"),
                (
                    Gate with { MaxFid = 1, MaxCopies = "1", Early = true },
                    "asks for an early answer (early), which there is for maxFid and baseline of all images only: make two gates of it"),
                (
                    Gate with { MaxFid = 1, PerClass = true, Early = true },
                    "asks for an early answer (early), which there is for maxFid and baseline of all images only: make two gates of it"),
            ];
            return gates.Select(gate => new TestCaseData(gate.Gate, gate.Reason).SetArgDisplayNames(gate.Reason));
        }
    }

    [TestCaseSource(nameof(Senseless))]
    public void Rules_that_make_no_sense_are_refused(GateDefinition gate, string reason) => Assert.That(
        () => PlannedGate.PolicyOf(gate),
        Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.Usage).And.Message.EqualTo($"gate 'faces' {reason}"));

    [Test]
    public void A_seed_of_a_gates_own_draws_what_is_drawn_for_all()
    {
        GateDefinition gate = Gate with { MaxFid = 1 };
        MeasurementOptions sample = new() { Selection = new ImageSelection(Sample: 10, Seed: 1) }, made = new() { Generator = new GeneratorOptions(10) };

        Assert.That(
            PlannedGate.SamplesOf(gate with { Seed = 5 }, sample),
            Is.EqualTo(PlannedGate.SamplesOf(gate, sample with { Selection = new ImageSelection(Sample: 10, Seed: 5) })));
        Assert.That(PlannedGate.SamplesOf(gate, sample), Is.Not.EqualTo(PlannedGate.SamplesOf(gate with { Seed = 5 }, sample)));
        Assert.That(
            PlannedGate.SamplesOf(gate with { Seed = 5 }, made),
            Is.EqualTo(PlannedGate.SamplesOf(gate, made with { Generator = made.Generator with { Seed = 5 } })));
        Assert.That(
            PlannedGate.SamplesOf(gate with { Sample = 3, Seed = 5 }, new MeasurementOptions()),
            Is.EqualTo(PlannedGate.SamplesOf(gate, new MeasurementOptions { Selection = new ImageSelection(Sample: 3, Seed: 5) })));
    }

    [TestCase(-0.1)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void A_limit_is_a_number_of_at_least_0(double limit) => Assert.That(
        () => PlannedGate.PolicyOf(Gate with { MaxFid = limit }),
        Throws.TypeOf<GanGateException>().With.Message.EqualTo("gate 'faces' needs a limit that is a number of at least 0"));

    [TestCase(0.5)]
    [TestCase(1e-9)]
    public void An_alpha_of_up_to_a_half_serves_a_confident_or_an_early_limit(double alpha)
    {
        Assert.That(PlannedGate.PolicyOf(Gate with { MaxFid = 0, Confident = true, Alpha = alpha }).Alpha, Is.EqualTo(alpha));
        Assert.That(PlannedGate.PolicyOf(Gate with { MaxFid = 0, Early = true, Alpha = alpha }).Alpha, Is.EqualTo(alpha));
    }

    [Test]
    public void The_policy_holds_what_the_gate_asks_for()
    {
        GatePolicy policy = PlannedGate.PolicyOf(Gate with { MaxFid = 3, MaxCopies = "1%", Confident = true, ExpectCount = 500 });

        Assert.That(policy, Is.EqualTo(new GatePolicy
        {
            MaxFid = 3,
            MaxCopies = new Allowance(1, true),
            Confident = true,
            ExpectCount = 500,
            Alpha = GatePolicy.DefaultAlpha,
        }));
        Assert.That(
            () => PlannedGate.PolicyOf(Gate with { MaxCopies = "some" }),
            Throws.TypeOf<GanGateException>().With.Message.Contain("'some' is not an allowed number of copies"));
    }

    [Test]
    public void A_grid_of_several_sets_of_samples_is_refused()
    {
        GateDefinition one = Gate with { MaxFid = 1 }, other = Gate with { Name = "cats", MaxFid = 1, Generated = "c" };
        GateDefinition few = other with { Generated = "g", Num = 3, Seed = 1 };
        MeasurementOptions grid = new() { Grid = "grid.png" };

        foreach (GateDefinition second in (GateDefinition[])[other, few])
        {
            Assert.That(
                () => GanGate.Gating.Gate.RunAll([one, second], grid),
                Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.Usage).And.Message.EqualTo(
                    "grid draws the samples of one source, but the gates take 2 different sets of samples: "
                    + "leave it out, or draw each with Measurement.Compare or a gate of its own"));
        }

        Assert.That(
            () => GanGate.Gating.Gate.RunAll([one, other with { Generated = "g" }], grid),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.SourceMissing));
    }
}
