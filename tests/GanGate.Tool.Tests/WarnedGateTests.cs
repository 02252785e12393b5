using System.Globalization;

namespace GanGate.Tests;

/// <summary>Gates that pass with a warning, and what a limit says of itself.</summary>
public class WarnedGateTests
{
    private static string[] GateOf(string samples, params string[] rules) =>
        ["gate", "--generated", samples, "--reference", DemoSet.Statistics, .. rules];

    private static string[] WarningLines(GanGateCommand command) =>
        [.. command.Error.Split('\n').Where(line => line.StartsWith("gangate : warning GG", StringComparison.Ordinal))];

    [Test]
    public async Task Above_a_warning_limit_a_gate_passes_and_warns()
    {
        string report = DemoSet.Temporary("report.json");
        GanGateCommand command = await GanGateCommand.Run(
            GateOf(DemoSet.Folders.Good, "--max-fid", "1", "--warn-fid", "0.4", "--json-file", report));

        Assert.That(command.ExitCode, Is.Zero, command.Error);
        Assert.That(command.Out, Does.StartWith("WARNED  gate  FD (pyramid)-500 0.428"));
        Assert.That(WarningLines(command).Single(), Does.StartWith(
            "gangate : warning GG1008: gate: FD (pyramid)-500 is 0.42764, within the limit of 1 but above the warning limit of 0.4 by 0.0276"));
        Assert.That(await File.ReadAllTextAsync(report), Does.Contain("\"verdict\": \"passed\",\n  \"warned\": true").And.Contain("\"warned\": \"GG1008\""));
    }

    [Test]
    public async Task A_warning_limit_alone_is_a_rule_that_never_fails()
    {
        GanGateCommand command = await GanGateCommand.Run(GateOf(DemoSet.Folders.Spoiled, "--warn-fid", "1", "--ci", "azure"));

        Assert.That(command.ExitCode, Is.Zero, command.Out);
        Assert.That(command.Out, Does.Contain("##vso[task.logissue type=warning;code=GG1008]").And.Contain("variable=verdict;isOutput=true]passed\n"));
        Assert.That(command.Out, Does.Not.Contain("type=error"));
    }

    [TestCase("--max-fid 1 --warn-fid 1", "GG2001: gate 'gate' needs a warning limit below the limit at which it fails")]
    [TestCase("--warn-fid -1", "GG2001: --warn-fid needs a number of at least 0, written like 0.5, not '-1'")]
    [TestCase("--max-fid 1 --quarantine 2027-02-29", "GG2001: '2027-02-29' is no day until which a gate may be in quarantine (--quarantine): write year, month and day, 2027-03-01")]
    public async Task What_makes_no_sense_is_refused_in_one_line(string rules, string message)
    {
        GanGateCommand command = await GanGateCommand.Run(GateOf(DemoSet.Folders.Good, rules.Split(' ')));

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.StartWith($"gangate : error {message}"));
    }

    [TestCase(0, 0)]
    [TestCase(7, 0)]
    [TestCase(-1, 1)]
    public async Task A_quarantine_holds_until_its_day_is_over(int days, int exitCode)
    {
        string day = DateTime.UtcNow.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        GanGateCommand command = await GanGateCommand.Run(GateOf(DemoSet.Folders.Spoiled, "--max-fid", "1", "--quarantine", day));

        Assert.That(command.ExitCode, Is.EqualTo(exitCode), command.Error);
        Assert.That(WarningLines(command)[0], Does.StartWith("gangate : warning GG1009: gate: ").And.Contain(day));
        Assert.That(command.Out, Does.StartWith(exitCode == 0 ? "WARNED  gate " : "FAILED  gate "));
        Assert.That(command.Error, exitCode == 0
            ? Does.Contain($"in quarantine until {day}, else this would have failed (GG1001): FD (pyramid)-500 is 3.7")
            : Does.Contain($"the quarantine of the gate ended on {day}: it fails again\ngangate : error GG1001: gate: "));
    }

    [Test]
    public async Task What_cannot_be_measured_is_an_error_in_quarantine_too()
    {
        GanGateCommand command = await GanGateCommand.Run(GateOf("nowhere", "--max-fid", "1", "--quarantine", "2999-01-01"));

        Assert.That((command.ExitCode, command.ErrorLines.Single()), Is.EqualTo((2, "gangate : error GG2002: the folder 'nowhere' does not exist in "
            + $"'{Directory.GetCurrentDirectory()}'")));
    }

    [Test]
    public async Task A_limit_that_lets_everything_go_is_told_with_the_way_to_a_better_one()
    {
        string page = DemoSet.Temporary("page.html"), summary = DemoSet.Temporary("summary.md");
        GanGateCommand command = await GanGateCommand.Run(
            GateOf(DemoSet.Folders.Good, "--max-fid", "25", "--report", page, "--markdown-file", summary, "--json"));

        Assert.That(WarningLines(command).Single(), Is.EqualTo(
            "gangate : warning GG1011: gate: the limit of 25 is not below 12.164, which one picture over and over scores: find one that notices "
            + "what you fear with 'gangate calibrate', or hold the score against an accepted one (--baseline)"));
        Assert.That((double)command.Json["referenceVariance"]!, Is.EqualTo(12.164).Within(0.001));
        Assert.That((double)command.Json["checks"]![0]!["lostVariety"]!, Is.EqualTo(1));
        foreach (string file in (string[])[page, summary])
        {
            string text = await File.ReadAllTextAsync(file);
            Assert.That(text, Does.Contain("the limit lets one picture over and over pass").And.Contain("One picture over and over would score").And.Contain("12.164"));
        }
    }

    [Test]
    public async Task In_a_configuration_each_gate_has_its_own()
    {
        string config = DemoSet.Temporary("gates.json");
        string both = $"\"generated\": \"{DemoSet.Folders.Spoiled}\", \"reference\": \"{DemoSet.Statistics}\"";
        await File.WriteAllTextAsync(config, $$"""
            { "gates": [
              { "name": "held", {{both}}, "maxFid": 1, "quarantine": "2999-01-01" },
              { "name": "told", {{both}}, "warnFid": 1 },
              { "name": "calm", {{both}}, "maxFid": 5, "warnFid": 4.5 } ] }
            """);
        GanGateCommand command = await GanGateCommand.Run("gate", "--config", config, "--json");

        Assert.That(command.ExitCode, Is.Zero, command.Error);
        Assert.That(((string?)command.Json["verdict"], (bool?)command.Json["warned"]), Is.EqualTo(("passed", true)));
        Assert.That(
            command.Json["gates"]!.AsArray().Select(gate => ((string?)gate!["verdict"], (bool?)gate["warned"])),
            Is.EqualTo([("passed", (bool?)true), ("passed", true), ("passed", null)]));
    }
}
