using GanGate.Calibration;
using GanGate.Features;
using GanGate.Measuring;

namespace GanGate.Tests.Calibration;

public class CalibratorTests
{
    private const int Dimension = 6;
    private const int Count = 300;
    private const int Repetitions = 300;

    private static readonly double[] Shifts = [0.005, 0.05, 0.1, 0.14, 0.2];
    private static readonly FeatureSet Reference = FeatureSets.Normal(6000, Dimension, stream: 999);

    [Test]
    public void Limits_alarm_as_often_as_they_promise_and_find_what_they_promise()
    {
        int alarms = 0, promised = 0, kept = 0;
        double[] predicted = new double[Shifts.Length], observed = new double[Shifts.Length];
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            FeatureSet good = Samples(repetition, 0), next = Samples(repetition + 5000, 0);
            Calibrator calibrator = CalibratorOf(good);
            double limit = calibrator.Metrics[0].Limit;
            if (DistanceOf(next) > limit) alarms++;
            ShiftFault fault = new(good), spoiled = new(next);
            FaultLevel[] levels = [.. Shifts.Select(shift => calibrator.Measure(fault, shift))];
            for (int i = 0; i < Shifts.Length; i++)
            {
                predicted[i] += levels[i].Scores["fd"].Found / Repetitions;
                if (DistanceOf(spoiled.At(Shifts[i]).Set) > limit) observed[i] += 1.0 / Repetitions;
            }

            if (calibrator.Conclude(fault, levels).Found is not FoundLevel found) continue;
            promised++;
            if (DistanceOf(spoiled.At(found.Level).Set) > limit) kept++;
        }

        Assert.That(alarms / (double)Repetitions, Is.InRange(0.025, 0.1));
        Assert.That(observed, Is.EqualTo(predicted).Within(0.07), string.Join(", ", predicted));
        Assert.That(promised, Is.GreaterThan(Repetitions / 2));
        Assert.That(kept / (double)promised, Is.GreaterThanOrEqualTo(0.85));
    }

    [Test]
    public void Levels_are_walked_until_the_limit_finds_them_hardly_ever_and_nearly_always()
    {
        CalibratedFault fault = CalibratorOf(Samples(1, 0)).Of(new ShiftFault(Samples(1, 0)));

        double[] found = [.. fault.Levels.Select(level => level.Scores["fd"].Found)];
        Assert.That(fault.Levels.Select(level => level.Level), Is.Ordered.Ascending);
        Assert.That(found[0], Is.LessThan(0.1));
        Assert.That(found[^1], Is.GreaterThan(0.98));
        Assert.That(fault.Found!.Level, Is.InRange(fault.Found.Low, fault.Found.High!.Value));
        Assert.That(fault.Found.High, Is.GreaterThanOrEqualTo(fault.Found.Low));
    }

    [Test]
    public void A_part_of_the_samples_tells_about_as_much_of_a_fault_as_all()
    {
        FeatureSet good = Samples(1, 0);
        FeatureSet part = good.OfRows([.. Enumerable.Range(0, Count / 2)]);
        Calibrator all = CalibratorOf(good), half = CalibratorOf(good, part);

        FaultScore whole = all.Measure(new ShiftFault(good), 0.2).Scores["fd"], some = half.Measure(new ShiftFault(part), 0.2).Scores["fd"];

        Assert.That(half.Metrics[0], Is.EqualTo(all.Metrics[0]), "the limit is that of all");
        Assert.That(some.Rise, Is.EqualTo(whole.Rise).Within(4 * some.PairedError!.Value));
        Assert.That(some.StandardError, Is.EqualTo(whole.StandardError).Within(30).Percent);
        Assert.That(some.PairedError, Is.GreaterThan(whole.PairedError!.Value));
    }

    [Test]
    public void Repeated_samples_scatter_more_than_distinct_ones()
    {
        FeatureSet good = Samples(1, 0);
        Calibrator calibrator = CalibratorOf(good);
        RepeatFault fault = new(good, seed: 0);

        Assert.That(calibrator.Measure(fault, 0.9).Scores["fd"].StandardError, Is.GreaterThan(2 * calibrator.Measure(fault, 0.1).Scores["fd"].StandardError));
    }

    [Test]
    public void A_class_that_is_lost_does_not_count_as_fewer_samples()
    {
        const int Sets = 20;
        FaultScore[] scores = [.. Enumerable.Range(1, Sets).Select(stream =>
        {
            FeatureSet good = Samples(stream, 0);
            return CalibratorOf(good).Measure(new LostClassFault(good, "any", [.. Enumerable.Range(0, Count / 2)], seed: 0), 1).Scores["fd"];
        })];

        // Half of the samples have twice the bias, 0.07 more, and as good a generator.
        double error = scores.Average(score => score.PairedError!.Value) / Math.Sqrt(Sets);
        Assert.That(scores.Average(score => score.Rise), Is.EqualTo(0).Within(Math.Min(0.03, 3 * error)));
    }

    private static Calibrator CalibratorOf(FeatureSet good, FeatureSet? part = null) => new(
        [new Comparison(good, Reference, CancellationToken.None)], part ?? good, [Metric.Fd], new CalibrationRules { Alpha = 0.05 });

    private static FeatureSet Samples(int stream, double shift) => FeatureSets.Normal(Count, Dimension, stream, shift + 0.1, scale: 1.1);

    private static double DistanceOf(FeatureSet set) => new Comparison(set, Reference, CancellationToken.None).Distance.Value;

    // All features move by the level.
    private sealed class ShiftFault(FeatureSet good) : IFault
    {
        public FaultKind Kind => new("shift", "Shift", "shift", Shifts);

        public string? Subject => null;

        public FaultedSamples At(double level) => new(
            good.WithFeatures(Array.ConvertAll(good.Features!.Value.ToArray(), value => (float)(value + level))), Origins: null);
    }
}
