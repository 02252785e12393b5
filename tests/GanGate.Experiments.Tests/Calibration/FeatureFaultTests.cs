using GanGate.Calibration;
using GanGate.Measuring;

namespace GanGate.Tests.Calibration;

public class FeatureFaultTests
{
    private static readonly FeatureSet Good = FeatureSets.Of([.. Enumerable.Range(0, 40).Select(i => (float)i)], dimension: 1, classes: 4);

    [Test]
    public void Repeats_leave_so_many_distinct_samples_and_the_count()
    {
        FaultedSamples half = new RepeatFault(Good, seed: 0).At(0.5);

        float[] values = half.Set.Features!.Value.ToArray();
        Assert.That(values, Has.Length.EqualTo(40));
        Assert.That(values.Distinct().Count(), Is.EqualTo(20));
        Assert.That(values, Is.EqualTo(half.Origins!.Select(origin => (float)origin)), "each row says where it came from");
    }

    [Test]
    public void Higher_levels_repeat_what_lower_ones_did()
    {
        RepeatFault fault = new(Good, seed: 0);

        Assert.That(fault.At(0.7).Origins!.Distinct(), Is.SubsetOf(fault.At(0.3).Origins!.Distinct()));
    }

    [Test]
    public void A_lost_class_is_gone_in_part_or_whole()
    {
        LostClassFault fault = new(Good, "class 1", [.. Enumerable.Range(0, 40).Where(i => i % 4 == 1)], seed: 0);

        Assert.That(fault.At(1).Origins, Is.EqualTo(Enumerable.Range(0, 40).Where(i => i % 4 != 1)));
        Assert.That(fault.At(0.5).Origins!.Count(origin => origin % 4 == 1), Is.EqualTo(5));
        Assert.That(fault.Subject, Is.EqualTo("class 1"));
    }

    [Test]
    public void Copies_take_the_reference_s_features()
    {
        FeatureSet reference = FeatureSets.Of([.. Enumerable.Range(0, 60).Select(i => 1000f + i)], dimension: 1);

        float[] values = new CopyFault(Good, reference, seed: 0).At(0.25).Set.Features!.Value.ToArray();

        Assert.That(values.Count(value => value >= 1000), Is.EqualTo(10));
        Assert.That(values.Where(value => value >= 1000).Distinct().Count(), Is.EqualTo(10), "none twice");
    }

    [Test]
    public void Groups_are_the_stated_classes() =>
        Assert.That(
            SampleGroups.Of(Good, seed: 0).Select(group => (group.Name, group.Members.Length)),
            Is.EqualTo(Enumerable.Range(0, 4).Select(i => ($"class {i}", 10))));

    [Test]
    public void Groups_of_unnamed_samples_are_clusters_of_their_features()
    {
        float[] values = [.. Enumerable.Range(0, 200).Select(i => (100f * (i % 10)) + (i / 1000f))];

        IReadOnlyList<(string Name, int[] Members)> groups = SampleGroups.Of(FeatureSets.Of(values, dimension: 1), seed: 0);

        Assert.That(groups, Has.Count.GreaterThan(6));
        Assert.That(groups.SelectMany(group => group.Members).Order(), Is.EqualTo(Enumerable.Range(0, 200)));
        Assert.That(groups.Count(group => group.Members.Select(i => i % 10).Distinct().Count() == 1), Is.GreaterThan(5));
    }
}
