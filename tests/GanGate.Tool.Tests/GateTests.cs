using System.Globalization;

namespace GanGate.Tests;

public class GateTests
{
    [Test]
    public async Task Good_pictures_pass_and_exit_0()
    {
        GanGateCommand command = await GanGateCommand.Run(
            "gate", "--generated", DemoSet.Folders.Good, "--reference", DemoSet.Statistics, "--max-fid", "1");

        Assert.That(command.ExitCode, Is.Zero, command.Error);
        Assert.That(command.Out, Does.StartWith("PASSED  gate  FD (pyramid)-500 "));
        Assert.That(command.Error, Is.Empty);
    }

    [Test]
    public async Task Spoiled_pictures_fail_with_a_canonical_line_and_exit_1()
    {
        GanGateCommand command = await GanGateCommand.Run(
            "gate", "--name", "faces", "--generated", DemoSet.Folders.Spoiled, "--reference", DemoSet.Statistics, "--max-fid", "1");

        Assert.That(command.ExitCode, Is.EqualTo(1));
        Assert.That(command.Out, Does.StartWith("FAILED  faces  FD (pyramid)-500 "));
        Assert.That(command.ErrorLines.Single(), Does.StartWith("gangate : error GG1001: faces: FD (pyramid)-500 is "));
    }

    [Test]
    public async Task Json_is_one_object_and_the_same_in_the_file()
    {
        string file = DemoSet.Temporary("report.json");
        GanGateCommand command = await GanGateCommand.Run(
            "gate", "--generated", DemoSet.Folders.Good, "--reference", DemoSet.Statistics, "--max-fid", "1", "--json", "--json-file", file);

        Assert.That((string?)command.Json["verdict"], Is.EqualTo("passed"));
        Assert.That((int?)command.Json["generated"]!["count"], Is.EqualTo(500));
        Assert.That((int?)command.Json["reference"]!["count"], Is.EqualTo(1000));
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(command.Out));
    }

    [Test]
    public async Task Statistics_files_and_folders_give_the_same_score()
    {
        string statistics = DemoSet.Temporary("good.npz");
        await GanGateCommand.Run("stats", DemoSet.Folders.Good, "--protocol", "pyramid", "-o", statistics);
        string[][] pairs =
        [
            [DemoSet.Folders.Good, DemoSet.Statistics],
            [statistics, DemoSet.Statistics],
            [DemoSet.Folders.Good, DemoSet.Folders.Reference, "--protocol", "pyramid"],
            [DemoSet.Folders.Good + "/*.png", DemoSet.Statistics, "--threads", "1", "--batch-size", "3"],
        ];

        List<double> values = [];
        foreach (string[] pair in pairs)
        {
            GanGateCommand command = await GanGateCommand.Run(["fid", .. pair, "--json"]);
            Assert.That(command.ExitCode, Is.Zero, command.Error);
            values.Add((double)command.Json["value"]!);
        }

        Assert.That(values, Has.All.EqualTo(values[0]).Within(1e-5).Percent);
        Assert.That(values[0], Is.GreaterThan(0));
    }

    [Test]
    public async Task An_accepted_report_becomes_the_baseline_that_a_worse_set_misses()
    {
        string report = DemoSet.Temporary("report.json");
        string baseline = DemoSet.Temporary("baselines.json");
        string[] gate = ["gate", "--name", "faces", "--reference", DemoSet.Statistics];
        await GanGateCommand.Run([.. gate, "--generated", DemoSet.Folders.Good, "--max-fid", "1", "--json-file", report]);

        GanGateCommand accepted = await GanGateCommand.Run("baseline", "accept", report, "-o", baseline);
        GanGateCommand same = await GanGateCommand.Run([.. gate, "--generated", DemoSet.Folders.Good, "--baseline", baseline]);
        GanGateCommand worse = await GanGateCommand.Run([.. gate, "--generated", DemoSet.Folders.Spoiled, "--baseline", baseline]);

        Assert.That(accepted.ExitCode, Is.Zero, accepted.Error);
        Assert.That(accepted.Error, Does.Contain("gate 'faces' now has the baseline FD (pyramid)-500"));
        Assert.That(same.ExitCode, Is.Zero, same.Error);
        Assert.That(worse.ExitCode, Is.EqualTo(1));
        Assert.That(worse.ErrorLines.Single(), Does.Contain("GG1002").And.Contain("above the baseline of"));
    }

    [Test]
    public async Task A_configuration_runs_every_gate_and_fails_when_one_does()
    {
        string config = DemoSet.Temporary("gangate.json");
        await File.WriteAllTextAsync(config, $$"""
            { "gates": [
              { "name": "good", "generated": "{{DemoSet.Folders.Good}}", "reference": "{{DemoSet.Statistics}}", "maxFid": 1 },
              { "name": "spoiled", "generated": "{{DemoSet.Folders.Spoiled}}", "reference": "{{DemoSet.Statistics}}", "maxFid": 1 }
            ] }
            """);

        GanGateCommand command = await GanGateCommand.Run("gate", "--config", config, "--json");

        Assert.That(command.ExitCode, Is.EqualTo(1));
        Assert.That(command.Json["gates"]!.AsArray().Select(gate => (string?)gate!["verdict"]), Is.EqualTo(["passed", "failed"]));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG1001: spoiled: "));
    }

    [Test]
    public async Task Numbers_do_not_depend_on_the_culture()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NumberGroupSeparator) = (",", ".");
            CultureInfo.CurrentCulture = german;
            GanGateCommand command = await GanGateCommand.Run(
                "gate", "--generated", DemoSet.Folders.Good, "--reference", DemoSet.Statistics, "--max-fid", "2.5");

            Assert.That(command.Out, Does.Contain("within the limit of 2.5").And.Contain("(1,000 images)").And.Match(@"-500 0\.\d+\n"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Test]
    public async Task The_demo_tells_good_from_spoiled()
    {
        string folder = DemoSet.Temporary("demo");
        GanGateCommand command = await GanGateCommand.Run("demo", "--out", folder);

        Assert.That(command.ExitCode, Is.Zero, command.Error);
        Assert.That(command.Out, Does.Contain("PASSED  good").And.Contain("FAILED  spoiled"));
        Assert.That(Directory.GetFiles(Path.Combine(folder, "good")), Has.Length.EqualTo(500));
        Assert.That(Path.Combine(folder, "reference.npz"), Does.Exist);
        Assert.That(Path.Combine(folder, "spoiled.json"), Does.Exist);
    }
}
