using System.Text.Json.Nodes;
using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Reporting;
using GanGate.Tests.Measuring;

namespace GanGate.Tests.Reporting;

public class ReportTests
{
    private static readonly Report Failed = Report.Of(new GateResult("faces", Scores.Of(30.123456789012345), new GatePolicy { MaxFid = 25 }.Judge(Scores.Of(30.123456789012345))));

    [Test]
    public void The_json_keeps_the_contract_and_full_precision()
    {
        JsonNode json = JsonNode.Parse(ReportFile.Render(Failed))!;

        Assert.That((string?)json["schema"], Is.EqualTo("gangate/1"));
        Assert.That((string?)json["metric"], Is.EqualTo("fid"));
        Assert.That((double?)json["value"], Is.EqualTo(30.123456789012345));
        Assert.That((string?)json["verdict"], Is.EqualTo("failed"));
        Assert.That((string?)json["checks"]![0]!["code"], Is.EqualTo("GG1001"));
        Assert.That((bool?)json["checks"]![0]!["passed"], Is.False);
        Assert.That((string?)json["protocol"]!["id"], Is.EqualTo("ttur"));
        Assert.That((string?)json["protocol"]!["fingerprint"], Does.StartWith("sha256:"));
        Assert.That((int?)json["protocol"]!["dimension"], Is.EqualTo(2048));
        Assert.That((string?)json["generated"]!["source"], Is.EqualTo("samples"));
        Assert.That((int?)json["generated"]!["count"], Is.EqualTo(10_000));
        Assert.That((string?)json["reference"]!["source"], Is.EqualTo("photos.npz"));
        Assert.That((double?)json["seconds"]!["network"], Is.EqualTo(2));
    }

    [Test]
    public void A_measurement_without_a_gate_has_no_verdict() =>
        Assert.That((string?)JsonNode.Parse(ReportFile.Render(Report.Of(Scores.Of(1))))!["verdict"], Is.EqualTo("none"));

    [Test]
    public void The_gates_of_a_configuration_fail_together()
    {
        Report passed = Report.Of(new GateResult("cats", Scores.Of(1), new GatePolicy { MaxFid = 2 }.Judge(Scores.Of(1))));

        Assert.That((string?)JsonNode.Parse(ReportFile.Render([passed, Failed]))!["verdict"], Is.EqualTo("failed"));
        Assert.That((string?)JsonNode.Parse(ReportFile.Render([passed, passed]))!["verdict"], Is.EqualTo("passed"));
    }

    [Test]
    public void A_word_that_is_no_outcome_is_no_report([Values("\"perhaps\"", "1", "\"1\"", "null")] string verdict)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, ReportFile.Render(Failed).Replace("\"verdict\": \"failed\"", $"\"verdict\": {verdict}"));
            Assert.That(() => ReportFile.Read(path), Throws.TypeOf<GanGateException>().With.Message.Contains("not valid"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void One_report_and_a_series_are_read_back()
    {
        string path = Path.GetTempFileName();
        try
        {
            ReportFile.Write(path, Failed);
            Assert.That(ReportFile.Render(ReportFile.Read(path).Single()), Is.EqualTo(ReportFile.Render(Failed)));
            ReportFile.Write(path, [Failed, Failed with { Name = "cats" }]);
            Assert.That(ReportFile.Read(path).Select(report => report.Name), Is.EqualTo(["faces", "cats"]));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestCase("""{ "schema": "gangate/7" }""", "gangate/7")]
    [TestCase("""{ "schema": "gangate/1", "value": 3 }""", "not valid")]
    [TestCase("""{ "mu": 3 }""", "not valid")]
    [TestCase("""{ "schema": "gangate/1", "verdict": "passed", "gates": [ null ] }""", "null where a gate's report")]
    public void Something_else_is_no_report(string json, string reason)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, json);
            Assert.That(
                Assert.Throws<GanGateException>(() => ReportFile.Read(path))?.Message, Does.Contain(path).And.Contain(reason));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void An_accepted_report_is_the_baseline_it_was_measured_as()
    {
        BaselineEntry entry = Failed.ToBaselineEntry();

        Assert.That(entry.Runs.Single().Value, Is.EqualTo(Failed.Value));
        Assert.That(entry.Runs.Single().Count, Is.EqualTo(10_000));
        Assert.That(new GatePolicy { Baseline = entry }.Judge(Scores.Of(Failed.Value)).Passed, Is.True);
    }

    [Test]
    public void The_text_says_all_that_a_person_asks() =>
        Assert.That(ReportText.Render(Failed), Is.EqualTo(
            $"""
            FAILED  faces  FID-10k 30.123
              GG1001     FID-10k is 30.123, above the limit of 25 by 5.1235 (20.5 %)
              generated  samples (10,000 images)
              reference  photos.npz (50,000 images)
              protocol   ttur, 2048 features, {Failed.Protocol.Fingerprint[..15]}
              distance   7.5309 from the means, 22.593 from the covariances
              error      not known: it needs the samples, and only their statistics were given
              time       4.0 s (network 2.0 s, waiting for images 1.0 s, distance 1.0 s, error 0.0 s)
            """));

    [Test]
    public void Errors_are_shown_with_two_digits_and_written_in_full()
    {
        Score score = Scores.Of(12.3412345, error: 0.21234567, bias: 0.3723456);
        Report report = Report.Of(score with
        {
            ReferenceShare = new ReferenceShare(0.0312, 0.0456),
            Worst = [.. Enumerable.Range(1, 7).Select(rank => new ImageInfluence($"{rank}.png", $"/samples/{rank}.png", 1.0 / rank))],
        });

        Assert.That(ReportText.Summary(report), Is.EqualTo("FID-10k 12.34 ± 0.21 (corrected 11.97, 10,000 samples)"));
        Assert.That(ReportText.Details(report), Has.Some.EqualTo("error      ± 0.21, bias 0.37 (not included: the reference's own ± 0.031, bias 0.046)"));
        Assert.That(ReportText.Details(report), Has.Some.EqualTo("worst      1.png raises it by 1").And.Some.EqualTo("           5.png raises it by 0.2"));
        Assert.That(ReportText.Details(report), Has.None.Contains("6.png"));

        JsonNode json = JsonNode.Parse(ReportFile.Render(report))!;
        Assert.That((double?)json["standardError"], Is.EqualTo(0.21234567));
        Assert.That((double?)json["bias"], Is.EqualTo(0.3723456));
        Assert.That((double?)json["biasCorrected"], Is.EqualTo(12.3412345 - 0.3723456));
        Assert.That((double?)json["referenceShare"]!["bias"], Is.EqualTo(0.0456));
        Assert.That(json["worst"]!.AsArray().Select(image => (string?)image!["path"]), Is.EqualTo(Enumerable.Range(1, 7).Select(rank => $"/samples/{rank}.png")));
    }

    [Test]
    public void What_is_not_known_is_null_in_the_json()
    {
        JsonObject json = JsonNode.Parse(ReportFile.Render(Report.Of(Scores.Of(1))))!.AsObject();

        foreach (string name in (string[])["standardError", "bias", "biasCorrected"])
        {
            Assert.That(json.ContainsKey(name) && json[name] is null, Is.True, name);
        }
    }

    [TestCase(0.4, false)]
    [TestCase(0.6, true)]
    public void A_score_that_is_mostly_bias_is_at_the_noise_floor(double bias, bool atFloor)
    {
        Report report = Report.Of(Scores.Of(1, error: 0.1, bias: bias));

        Assert.That(report.AtNoiseFloor, Is.EqualTo(atFloor));
        Assert.That(ReportText.Render(report).Contains("at the noise floor", StringComparison.Ordinal), Is.EqualTo(atFloor));
    }

    [Test]
    public void Warnings_stand_in_the_report()
    {
        Score score = Scores.Of(1);
        Report report = Report.Of(new GateResult("faces", score, new GatePolicy { MaxFid = 2, ExpectCount = 50_000 }.Judge(score)));

        Assert.That(ReportText.Render(report), Does.Contain("warning    GG1003: there are 10,000 samples, where 50,000 are expected"));
        Assert.That((string?)JsonNode.Parse(ReportFile.Render(report))!["warnings"]![0]!["code"], Is.EqualTo("GG1003"));
        Assert.That(report.Verdict, Is.EqualTo(GateOutcome.Passed));
    }

    [Test]
    public void Colours_come_only_when_asked_for()
    {
        Assert.That(ReportText.Render(Failed), Does.Not.Contain("\e["));
        Assert.That(ReportText.Render(Failed, colors: true), Does.StartWith("\e[1;31mFAILED\e[0m"));
    }
}
