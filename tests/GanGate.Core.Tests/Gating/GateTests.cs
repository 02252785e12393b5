using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Tests.Measuring;

namespace GanGate.Tests.Gating;

public class GateTests
{
    private static readonly MeasurementOptions Options = new() { Protocol = "pyramid" };

    [TestCase(false)]
    [TestCase(true)]
    public void One_result_never_stands_for_several(bool perClass)
    {
        GateDefinition gate = new() { Name = "faces", Generated = "nowhere", Reference = "nowhere", MaxFid = 1, PerClass = perClass };
        if (!perClass) gate = gate with { MoreReferences = ["elsewhere"] };

        Assert.That(() => Gate.Run(gate, Options), Throws.TypeOf<GanGateException>().With.Message.EqualTo(
            "gate 'faces' has a result for each reference and class, of which one would hide the others: use Gate.RunAll"));
    }

    [Test]
    public void A_verdict_of_no_rules_has_not_passed()
    {
        Check kept = new(ErrorCodes.LimitExceeded, Passed: true, "kept"), broken = kept with { Passed = false };

        Assert.That((Verdict.None.Passed, Verdict.None.Failed), Is.EqualTo((false, false)));
        Assert.That((new Verdict([kept]).Passed, new Verdict([kept]).Failed), Is.EqualTo((true, false)));
        Assert.That((new Verdict([kept, broken]).Passed, new Verdict([kept, broken]).Failed), Is.EqualTo((false, true)));
    }

    [Test]
    public void Gates_of_texts_and_images_are_judged_in_their_order()
    {
        using TemporaryFolder folder = new();
        File.WriteAllLines(folder["a.txt"], Enumerable.Range(0, 50).Select(line => $"a line of text number {line}"));
        GateDefinition text = new() { Name = "text", Generated = folder["a.txt"], Reference = folder["a.txt"], MaxJsd = 1, Samples = "all" };

        IReadOnlyList<GateResult> results = Run(Images("first"), text, Images("last"));

        Assert.That(results.Select(result => result.Name), Is.EqualTo((string[])["first", "text", "last"]));
        Assert.That(results[1].Score.Protocol.Id, Is.EqualTo("jsd-4"));
    }

    [Test]
    public void Two_gates_of_one_name_are_refused_whatever_they_compare()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["a.txt"], "a line\nanother line\n");
        GateDefinition text = new() { Name = "same", Generated = folder["a.txt"], Reference = folder["a.txt"], MaxJsd = 1, N = 2 };

        Assert.That(() => Run(Images("same"), text), Throws.TypeOf<GanGateException>().With.Message.EqualTo(
            "there are two gates named 'same': give each a name of its own"));
    }

    [Test]
    public void The_mean_of_runs_has_a_count_only_where_they_share_one()
    {
        Estimate one = new(10, 0.3, 1, 1000), other = new(12, 0.4, 2, 2000);

        Assert.That(Estimate.MeanOf([one, other]), Is.EqualTo(new Estimate(11, 0.25, 1.5, Count: null)));
        Assert.That(Estimate.MeanOf([one, other with { Count = 1000 }]).Count, Is.EqualTo(1000));
        Assert.That(Estimate.MeanOf([one, other with { StandardError = null, Bias = null }]), Is.EqualTo(new Estimate(11, null, 1, null)));

        BaselineEntry uneven = Scores.Baseline(0.1, 0.2, 10_000, 10, 12);
        uneven = uneven with { Runs = [uneven.Runs[0], uneven.Runs[1] with { Count = 20_000 }] };
        Assert.That(uneven.ToString(), Is.EqualTo("2 runs, on average 11.000 ± 0.071 (corrected 10.800)"));
    }

    [Test]
    public void A_baseline_of_images_is_refused_before_anything_is_measured()
    {
        using TemporaryFolder folder = new();
        foreach (string name in (string[])["1.ppm", "2.ppm"]) File.WriteAllBytes(folder[name], [.. "P6 1 1 255\n"u8, 1, 2, 3]);
        string pattern = Path.Combine(folder.Root, "*.ppm");
        List<MeasurementProgress> progress = [];

        Assert.That(
            () => Gate.Measure(
                new GateDefinition { Generated = folder.Root, Reference = pattern },
                Options with { Progress = new Collected(progress) }),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.BaselineInvalid).And.Message.Contains($"'{pattern}' is images"));
        Assert.That(progress, Is.Empty);
    }

    private static GateDefinition Images(string name) => new() { Name = name, Generated = "g", Reference = "r", MaxFid = 1 };

    private static IReadOnlyList<GateResult> Run(params GateDefinition[] gates) => Gate.RunAll(
        gates,
        Options,
        new MeasurementInputs((source, _) => new ImagesInput(source, new CountedImages(20, seed: source[0]))),
        CancellationToken.None);

    private sealed class Collected(List<MeasurementProgress> values) : IProgress<MeasurementProgress>
    {
        public void Report(MeasurementProgress value) => values.Add(value);
    }
}
