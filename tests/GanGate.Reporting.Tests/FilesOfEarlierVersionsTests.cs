using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Reporting;
using GanGate.Statistics;

namespace GanGate.Tests.Reporting;

/// <summary>Files that version 0.1.0 wrote are read for ever. What they say was written by that version, too.</summary>
public class FilesOfEarlierVersionsTests
{
    private const double Value = 0.044045345482743824;

    [Test]
    public void A_baseline_holds_its_run()
    {
        BaselineEntry entry = BaselineFile.Read(File("baseline.json")).EntryOf("baseline.json", "faces");

        BaselineRun run = entry.Runs.Single();
        Assert.That((run.Value, run.Count, run.Bias, run.StandardError), Is.EqualTo((Value, 120L, 0.005427595238846145, 0.01993996233757417)));
        Assert.That(run.ToolVersion, Is.EqualTo("0.1.0"));
        Assert.That(entry.Protocol.Id, Is.EqualTo("tiny.onnx"));
    }

    [Test]
    public void A_report_can_be_shown_and_accepted()
    {
        Report report = ReportFile.Read(File("report.json"))[0];

        Assert.That((report.Name, report.Value, report.Verdict, report.Metric), Is.EqualTo(("faces", Value, GateOutcome.Passed, "fd")));
        Assert.That(report.Worst[0].Name, Is.EqualTo("15.jpg"));
        Assert.That(report.ToBaselineEntry(), Is.EqualTo(BaselineFile.Read(File("baseline.json")).Gates["faces"])
            .Using<BaselineEntry>((a, b) => a.Runs.SequenceEqual(b.Runs) && (a.Protocol, a.Reference) == (b.Protocol, b.Reference)));
    }

    [Test]
    public void A_history_goes_on()
    {
        Report report = ReportFile.Read(File("report.json"))[0];

        HistoryEntry earlier = HistoryFile.Read(File("history.jsonl")).Before(report).Figures.History.Single();
        Assert.That((earlier.Value, earlier.StandardError, earlier.Count), Is.EqualTo((Value, 0.01993996233757417, 120L)));
    }

    [Test]
    public void Shards_merge_to_the_statistics_that_it_merged_them_to()
    {
        FeatureStatistics merged = ShardMeasurement.Merge([File("shard-1.npz"), File("shard-0.npz")]);
        FeatureStatistics known = StatisticsFile.Read(File("merged.npz"));

        Assert.That(merged.Mu, Is.EqualTo(known.Mu));
        Assert.That(merged.Sigma, Is.EqualTo(known.Sigma));
        Assert.That((merged.Count, merged.Meta!.Fingerprint), Is.EqualTo((300L, known.Meta!.Fingerprint)));
        Assert.That(StatisticsFile.Read(File("statistics.npz")).Hash, Is.EqualTo(BaselineFile.Read(File("baseline.json")).Gates["faces"].Reference.Hash));
    }

    [Test]
    public void Statistics_and_features_give_the_score_that_they_gave()
    {
        Report then = ReportFile.Read(File("fid.json"))[0];

        Score now = Measurement.Compare(File("features.npz"), File("statistics.npz"), new MeasurementOptions { Protocol = File("tiny.onnx") });

        Assert.That(now.Value, Is.EqualTo(then.Value).Within(1e-12));
        Assert.That(now.Estimate.StandardError, Is.EqualTo(then.StandardError).Within(25).Percent, "errors near the noise floor are smaller now");
        Assert.That(now.Worst.Select(image => image.Name), Is.EqualTo(then.Worst.Select(image => image.Name)));
        Assert.That(now.Protocol.Fingerprint, Is.EqualTo(then.Protocol.Fingerprint));
    }

    private static string File(string name) => Path.Combine(TestContext.CurrentContext.TestDirectory, "Files-0.1.0", name);
}
