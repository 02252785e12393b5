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
        Assert.That(command.ErrorLines, Is.Empty);
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
        Assert.That(accepted.Error, Does.Match(@"gate 'faces' now has the baseline 0\.\d+ ± 0\.\d+ \(corrected -?0\.\d+, 500 samples\)"));
        Assert.That(same.ExitCode, Is.Zero, same.Error);
        Assert.That(worse.ExitCode, Is.EqualTo(1));
        Assert.That(worse.ErrorLines.Single(), Does.Contain("GG1002").And.Contain("above the baseline of").And.Contain("significant"));
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

            Assert.That(command.Out, Does.Contain("within the limit of 2.5").And.Contain("(1,000 images)").And.Match(@"-500 0\.\d+ ± 0\.\d+ \(corrected -?0\.\d+, 500 samples\)\n"));
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
        Assert.That(command.Error, Does.Contain($"The reports are on the page {Path.Combine(folder, "report.html")}.\nNext, with images of your own"));
        Assert.That(command.Error, Does.EndWith("  gangate init samples photos\n  gangate gate\n"));
        Assert.That(command.Error, Does.Contain("good samples fail it with a chance of 0.1 %").And.Contain("Gaussian blur"), "the calibrated limit");
        Assert.That(command.Out, Does.Not.Contain("noise floor"), "the good set says something of its generator");
    }

    [Test]
    public async Task An_error_a_bias_and_the_worst_images_come_with_a_score_from_images_only()
    {
        string statistics = DemoSet.Temporary("good.npz");
        await GanGateCommand.Run("stats", DemoSet.Folders.Good, "--protocol", "pyramid", "-o", statistics);
        GanGateCommand images = await GanGateCommand.Run("fid", DemoSet.Folders.Good, DemoSet.Statistics, "--json");
        GanGateCommand moments = await GanGateCommand.Run("fid", statistics, DemoSet.Statistics, "--json");
        GanGateCommand text = await GanGateCommand.Run("fid", statistics, DemoSet.Statistics);

        double value = (double)images.Json["value"]!, bias = (double)images.Json["bias"]!;
        Assert.That((double)images.Json["standardError"]!, Is.GreaterThan(0).And.LessThan(value));
        Assert.That(bias, Is.GreaterThan(0));
        Assert.That((double)images.Json["biasCorrected"]!, Is.EqualTo(value - bias));
        Assert.That((double)images.Json["referenceShare"]!["bias"]!, Is.GreaterThan(0));
        Assert.That(images.Json["worst"]!.AsArray(), Has.Count.EqualTo(10));
        Assert.That((string)images.Json["worst"]![0]!["path"]!, Does.Exist.And.Contain(DemoSet.Folders.Good));
        Assert.That(moments.Json["standardError"], Is.Null);
        Assert.That(text.Out, Does.Contain("not known: it needs the samples"));
    }

    [Test]
    public async Task Several_reports_become_the_runs_of_a_baseline_and_a_ratchet_keeps_it()
    {
        string baseline = DemoSet.Temporary("baselines.json");
        string first = await Report(DemoSet.Folders.Good), second = await Report(DemoSet.Folders.Good), worse = await Report(DemoSet.Folders.Spoiled);

        GanGateCommand both = await GanGateCommand.Run("baseline", "accept", first, second, "-o", baseline, "--json");
        GanGateCommand twice = await GanGateCommand.Run("baseline", "accept", first, "--add", "-o", baseline);
        GanGateCommand ratchet = await GanGateCommand.Run("baseline", "accept", worse, "--ratchet", "-o", baseline, "--json");
        GanGateCommand replaced = await GanGateCommand.Run("baseline", "accept", worse, "-o", baseline, "--reason", "a test", "--json");
        GanGateCommand improved = await GanGateCommand.Run("baseline", "accept", first, "--ratchet", "-o", baseline, "--json");

        Assert.That(both.Json["gates"]!["faces"]!["runs"]!.AsArray(), Has.Count.EqualTo(2), both.Error);
        Assert.That((double)both.Json["gates"]!["faces"]!["runs"]![1]!["standardError"]!, Is.GreaterThan(0));
        Assert.That(twice.ErrorLines.Single(), Does.Contain("GG2008").And.Contain("given twice"));
        Assert.That(ratchet.Error, Does.Contain("gate 'faces' keeps its baseline"));
        Assert.That(ratchet.Json["gates"]!.ToJsonString(), Is.EqualTo(both.Json["gates"]!.ToJsonString()));
        Assert.That(replaced.Json["gates"]!["faces"]!["runs"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(improved.Error, Does.Contain("gate 'faces' now has the baseline"));

        static async Task<string> Report(string folder)
        {
            string report = DemoSet.Temporary("report.json");
            await GanGateCommand.Run(
                "gate", "--name", "faces", "--generated", folder, "--reference", DemoSet.Statistics, "--max-fid", "100", "--json-file", report);
            return report;
        }
    }

    [Test]
    public async Task An_unexpected_count_warns_with_a_canonical_line_and_passes()
    {
        GanGateCommand command = await GanGateCommand.Run(
            "gate", "--generated", DemoSet.Folders.Good, "--reference", DemoSet.Statistics, "--max-fid", "1", "--expect-count", "50000");

        Assert.That(command.ExitCode, Is.Zero);
        Assert.That(command.Error, Does.StartWith("gangate : warning GG1003: gate: there are 500 samples, where 50,000 are expected"));
    }

    [TestCase("--confident --baseline b.json", "wants to be confident of a limit but has none")]
    [TestCase("--max-fid 1 --alpha 0.01", "nothing to use it for")]
    [TestCase("--max-fid 1 --confident --alpha 0.7", "above 0 and at most 0.5")]
    public async Task Rules_that_make_no_sense_are_wrong_usage(string rules, string reason)
    {
        GanGateCommand command = await GanGateCommand.Run(["gate", "--generated", "g", "--reference", "r.npz", .. rules.Split(' ')]);

        Assert.That(command.ErrorLines.Single(), Does.StartWith("gangate : error GG2001: ").And.Contain(reason));
    }

    [Test]
    public async Task Samples_that_repeat_each_other_are_a_warning_that_names_two()
    {
        string folder = DemoSet.CopyOfGood(60);
        string[] files = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];
        foreach (string file in files[..12]) File.Copy(file, Path.Combine(folder, "z-" + Path.GetFileName(file)));

        GanGateCommand command = await GanGateCommand.Run("fid", folder, DemoSet.Statistics, "--json");

        Assert.That(command.ExitCode, Is.Zero);
        Assert.That(command.Error, Does.Contain("gangate : warning GG1005: 12 images equal an earlier one"));
        Assert.That((int?)command.Json["repeated"]!["exact"], Is.EqualTo(12));
        Assert.That(
            (string?)command.Json["repeated"]!["closest"]![0]!["path"],
            Is.EqualTo(Path.Combine(folder, "z-" + (string?)command.Json["repeated"]!["closest"]![0]!["otherName"])));
    }

    [Test]
    public async Task A_generator_that_copies_its_training_set_can_be_failed()
    {
        string folder = DemoSet.CopyOfGood(30);
        foreach (string file in Directory.GetFiles(DemoSet.Folders.Reference).Order(StringComparer.Ordinal).Take(7))
        {
            File.Copy(file, Path.Combine(folder, "copy-" + Path.GetFileName(file)));
        }

        string[] gate = ["gate", "--generated", folder, "--reference", DemoSet.Folders.Reference, "--protocol", "pyramid", "--json"];
        GanGateCommand allowed = await GanGateCommand.Run([.. gate, "--max-copies", "37"]);
        GanGateCommand refused = await GanGateCommand.Run([.. gate, "--max-copies", "5"]);
        GanGateCommand statistics = await GanGateCommand.Run(
            "gate", "--generated", folder, "--reference", DemoSet.Statistics, "--max-copies", "5%");

        Assert.That((allowed.ExitCode, refused.ExitCode, statistics.ExitCode), Is.EqualTo((0, 1, 2)), allowed.Error);
        Assert.That(refused.ErrorLines.Single(line => !line.Contains("GG1007")), Does.Contain("GG1006").And.Contain("copies of reference images, more than the 5 allowed"));
        Assert.That((string?)refused.Json["copied"]!["closest"]![0]!["name"], Does.StartWith("copy-"));
        Assert.That(statistics.ErrorLines.Single(), Does.Contain("GG2001").And.Contain("--max-copies compares images with images"));
    }

    [Test]
    public async Task Two_samples_equal_samples_and_a_set_against_itself_have_defined_answers()
    {
        string two = DemoSet.CopyOfGood(2), equal = DemoSet.CopyOfGood(1);
        string file = Directory.GetFiles(equal).Single();
        foreach (string copy in (string[])["a.png", "b.png", "c.png", "d.png", "e.png"]) File.Copy(file, Path.Combine(equal, copy));
        string own = DemoSet.Temporary("own.npz");
        await GanGateCommand.Run("stats", DemoSet.Folders.Good, "--protocol", "pyramid", "-o", own);

        foreach ((string generated, string reference) in ((string, string)[])
            [(two, DemoSet.Statistics), (equal, DemoSet.Statistics), (DemoSet.Folders.Good, own)])
        {
            GanGateCommand command = await GanGateCommand.Run("fid", generated, reference, "--json");

            Assert.That(command.ExitCode, Is.Zero, command.Error);
            foreach (string name in (string[])["value", "standardError", "bias", "biasCorrected"])
            {
                Assert.That(double.IsFinite((double)command.Json[name]!), Is.True, name);
            }
        }
    }
}
