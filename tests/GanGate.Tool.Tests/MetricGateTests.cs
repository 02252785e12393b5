using System.Text.Json.Nodes;

namespace GanGate.Tests;

/// <summary>Limits and baselines of the metrics beside the distance, on the command line.</summary>
public class MetricGateTests
{
    private static string[] OfImages =>
        ["gate", "--generated", DemoSet.Folders.Good, "--reference", DemoSet.Folders.Reference, "--protocol", "pyramid"];

    [Test]
    public async Task Every_metric_is_a_rule_with_its_error_in_every_report()
    {
        string junit = DemoSet.Temporary("junit.xml"), page = DemoSet.Temporary("page.html"), markdown = DemoSet.Temporary("page.md"), history = DemoSet.Temporary("history.jsonl");
        string[] rules =
        [
            .. OfImages, "--max-fid", "1000", "--max-kid", "1", "--min-precision", "0", "--min-recall", "1", "--min-density", "0", "--min-coverage", "0",
        ];
        GanGateCommand json = await GanGateCommand.Run([.. rules, "--json"]);
        GanGateCommand text = await GanGateCommand.Run(
            [.. rules, "--junit", junit, "--report", page, "--markdown-file", markdown, "--history", history]);

        Assert.That((json.ExitCode, text.ExitCode), Is.EqualTo((1, 1)), json.Error);
        JsonObject metrics = json.Json["metrics"]!.AsObject();
        Assert.That(metrics.Select(metric => metric.Key), Is.EqualTo(new[] { "kid", "precision", "recall", "density", "coverage" }));
        Assert.That(metrics.All(metric => (double)metric.Value!["standardError"]! > 0), Is.True);
        JsonArray checks = json.Json["checks"]!.AsArray();
        Assert.That(checks.Select(check => (string?)check!["code"]), Is.EqualTo(new[] { "GG1001", "GG1020", "GG1022", "GG1023", "GG1025", "GG1026" }));
        Assert.That(checks.Select(check => (string?)check!["metric"]), Is.EqualTo(new[] { null, "kid", "precision", "recall", "density", "coverage" }));
        Assert.That(text.Out, Does.Match(@"metrics    KD -?0\.\d+ ± 0\.\d+, Precision 0\.\d+ ± 0\.\d+, Recall"));
        Assert.That(text.Out, Does.Match(@"GG1023     Recall \(pyramid\) is 0\.\d+, below the limit of 1 by"));
        Assert.That(File.ReadAllText(junit), Does.Contain("name=\"max-kid\"").And.Contain("name=\"min-recall\"").And.Contain("type=\"GG1023\""));
        Assert.That(File.ReadAllText(page), Does.Contain("Recall").And.Contain("GG1023"));
        Assert.That(File.ReadAllText(markdown), Does.Match(@"\| Coverage \| 0\.\d+ ± 0\.\d+ \|"));
        Assert.That((double?)JsonNode.Parse(File.ReadAllText(history))!["metrics"]!["recall"]!["value"], Is.EqualTo((double)metrics["recall"]!["value"]!));
    }

    [Test]
    public async Task Above_the_warning_limit_of_a_metric_a_gate_passes_and_warns()
    {
        string junit = DemoSet.Temporary("warned.xml");
        GanGateCommand gate = await GanGateCommand.Run([.. OfImages, "--min-recall", "0", "--warn-recall", "1", "--warn-kid", "0", "--junit", junit]);

        Assert.That(gate.ExitCode, Is.Zero, gate.Error);
        Assert.That(gate.Out, Does.StartWith("WARNED  gate"));
        Assert.That(gate.Error, Does.Match(@"warning GG1008: gate: Recall \(pyramid\) is 0\.\d+, at least the limit of 0 but below the warning limit of 1 by"));
        Assert.That(gate.Error, Does.Match(@"warning GG1008: gate: KD \(pyramid\) is 0\.\d+, above the warning limit of 0 by"));
        Assert.That(File.ReadAllText(junit), Does.Contain("name=\"warn-kid\"").And.Contain("name=\"min-recall\""));
    }

    [Test]
    public async Task Without_such_a_rule_reports_hold_nothing_of_them()
    {
        GanGateCommand gate = await GanGateCommand.Run([.. OfImages, "--max-fid", "1000", "--json"]);
        Assert.That(gate.Json.AsObject().ContainsKey("metrics"), Is.False);
    }

    [Test]
    public async Task Statistics_with_features_are_a_reference_and_a_baseline_guards_each_metric()
    {
        string reference = DemoSet.Temporary("features.npz"), baseline = DemoSet.Temporary("baseline.json");
        await GanGateCommand.Run("stats", DemoSet.Folders.Reference, "--protocol", "pyramid", "--with-features", "-o", reference);
        string[] Gate(string generated) =>
            ["gate", "--generated", generated, "--reference", reference, "--baseline", baseline, "--min-recall", "0", "--max-kid", "100"];

        GanGateCommand accepted = await GanGateCommand.Run([.. Gate(DemoSet.Folders.Good), "--accept"]);
        GanGateCommand again = await GanGateCommand.Run([.. Gate(DemoSet.Folders.Good), "--json"]);
        GanGateCommand spoiled = await GanGateCommand.Run([.. Gate(DemoSet.Folders.Spoiled), "--json"]);
        GanGateCommand few = await GanGateCommand.Run([.. Gate(DemoSet.CopyOfGood(500)), "--limit", "450"]);

        Assert.That((accepted.ExitCode, again.ExitCode, spoiled.ExitCode, few.ExitCode), Is.EqualTo((0, 0, 1, 2)), accepted.Error + again.Error + few.Error);
        JsonNode run = JsonNode.Parse(File.ReadAllText(baseline))!["gates"]!["gate"]!["runs"]![0]!;
        Assert.That(run["metrics"]!.AsObject().Select(metric => metric.Key), Is.EqualTo(new[] { "kid", "recall" }));
        Assert.That((double)run["metrics"]!["recall"]!["value"]!, Is.EqualTo((double)again.Json["metrics"]!["recall"]!["value"]!));
        Assert.That(again.Json["checks"]!.AsArray().Select(check => (string?)check!["metric"] ?? "distance"), Is.EqualTo(
            new[] { "kid", "recall", "distance", "kid", "recall" }));
        Assert.That(spoiled.Json["checks"]!.AsArray().Where(check => !(bool)check!["passed"]!).Select(check => (string?)check!["metric"]), Does.Contain("kid"));
        Assert.That(few.Error, Does.Contain("GG2015").And.Contain("Recall depends on the number of images"));
    }

    [Test]
    public async Task What_has_no_effect_or_cannot_be_measured_is_refused_in_the_words_of_the_command()
    {
        string text = DemoSet.Temporary("lines.txt");
        File.WriteAllLines(text, Enumerable.Range(0, 700).Select(i => $"line {i}"));
        (string Expected, string[] Command)[] cases =
        [
            (
                "GG2037: --min-recall compares single images, but",
                ["gate", "--generated", DemoSet.Folders.Good, "--reference", DemoSet.Statistics, "--min-recall", "0.5"]),
            ("('gangate stats', --with-features)", ["gate", "--generated", DemoSet.Folders.Good, "--reference", DemoSet.Statistics, "--min-recall", "0.5"]),
            ("GG3008: the Inception Score", [.. OfImages, "--min-inception-score", "5"]),
            ("needs a limit from 0 to 1 (--min-coverage)", [.. OfImages, "--min-coverage", "1.5"]),
            ("--max-kid needs a number of at least 0", [.. OfImages, "--max-kid", "x"]),
            ("asks for an early answer (--early)", [.. OfImages, "--max-fid", "9", "--min-recall", "0.1", "--early"]),
            ("for which there is no --max-kid", ["gate", "--generated", text, "--reference", text, "--max-jsd", "1", "--max-kid", "1"]),
        ];
        foreach ((string expected, string[] command) in cases)
        {
            GanGateCommand result = await GanGateCommand.Run(command);
            Assert.That((result.ExitCode, result.Error), Is.EqualTo((2, result.Error)), expected);
            Assert.That(result.Error, Does.Contain(expected));
        }
    }

    [Test]
    public async Task A_confident_limit_and_a_configuration_take_them_too()
    {
        string config = DemoSet.Temporary("gates.json");
        File.WriteAllText(config, $$"""
            { "gates": [
              { "name": "sure", "generated": "{{DemoSet.Folders.Good}}", "reference": "{{DemoSet.Folders.Reference}}", "protocol": "pyramid", "minRecall": 0, "confident": true },
              { "name": "both", "generated": "{{DemoSet.Folders.Good}}", "reference": "{{DemoSet.Folders.Reference}}", "protocol": "pyramid", "maxFid": 1000, "minCoverage": 0.01 }
            ] }
            """);
        GanGateCommand gates = await GanGateCommand.Run("gate", "--config", config);

        // Every end of an interval below 0 would be below a limit of 0.
        Assert.That(gates.Out, Does.Match(@"Recall \(pyramid\) is 0\.\d+ and at least -?0\.\d+ with a chance of error of 0.001, not below the limit of 0"));
        Assert.That(gates.ExitCode, Is.Zero, gates.Error);
    }
}
