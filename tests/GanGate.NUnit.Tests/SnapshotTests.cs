using GanGate.Measuring;
using GanGate.NUnit;
using Snapshooter.NUnit;

namespace GanGate.Tests;

[NonParallelizable]
public class SnapshotTests
{
    [Test]
    public void The_demos_pictures_have_their_snapshot() => Snapshot.Match(Demo.Good.ToSnapshot());

    [Test]
    public void Another_score_is_another_snapshot()
    {
        string other = Results.Of(12.0).ToSnapshot();

        Assert.That(() => Snapshot.Match(other, "SnapshotTests.The_demos_pictures_have_their_snapshot"), Throws.Exception);
        Directory.Delete(Path.Combine(Repository.Root, "tests", "GanGate.NUnit.Tests", "__snapshots__", "__mismatch__"), recursive: true);
    }

    [Test]
    public void A_missing_snapshot_fails() =>
        Assert.That(() => Snapshot.Match(Demo.Good.ToSnapshot(), "no such snapshot"), Throws.Exception);

    [Test]
    public void Its_lines_hold_no_path_and_no_time() =>
        Assert.That(Results.Of(12.3456).ToSnapshot(), Is.EqualTo(
            "FID-10k: 12.3\nprotocol: ttur, 2048 features\ngenerated: 10000 images\nreference: 50000 images"));

    [TestCase(0.110123, "0.11")]
    [TestCase(1234.5, "1230")]
    [TestCase(0.0000123456, "0.0000123")]
    [TestCase(-1e-15, "0")]
    [TestCase(1e-6, "0.000001")]
    [TestCase(-0.5, "-0.5")]
    [TestCase(1e30, "1E+30")]
    public void Values_are_rounded_to_three_digits(double value, string text) =>
        Assert.That(Results.Of(value).ToSnapshot(), Does.StartWith($"FID-10k: {text}\n"));

    [Test]
    public void A_count_that_is_not_known_is_not_stated()
    {
        Score score = Results.Of(12).Score with { Reference = new MeasuredSet("photos.npz", null) };

        Assert.That(
            new FidResult("key", score, _ => throw new InvalidOperationException()).ToSnapshot(),
            Does.EndWith("generated: 10000 images\nreference: count not stated"));
    }

    [Test]
    public void Digits_that_processors_disagree_on_do_not_show()
    {
        Score score = Demo.Good.Score;
        Score elsewhere = score with
        {
            Estimate = score.Estimate with { Value = score.Value * (1 + 1e-7) },
            Created = score.Created.AddDays(1),
            Seconds = new StageSeconds(9, 9, 9, 9),
        };

        Assert.That(new FidResult(Demo.Good.Key, elsewhere, _ => throw new InvalidOperationException()).ToSnapshot(), Is.EqualTo(Demo.Good.ToSnapshot()));
    }
}
