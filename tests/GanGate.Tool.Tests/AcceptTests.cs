namespace GanGate.Tests;

/// <summary><c>gate --accept</c> makes a measurement the gate's baseline in one step.</summary>
public class AcceptTests
{
    [Test]
    public async Task A_gate_makes_its_own_baseline_and_then_holds_to_it()
    {
        string baseline = DemoSet.Temporary("baseline.json");
        string[] gate = ["gate", "--name", "faces", "--generated", DemoSet.Folders.Good, "--reference", DemoSet.Statistics, "--baseline", baseline];

        GanGateCommand accepted = await GanGateCommand.Run([.. gate, "--accept", "--max-fid", "0"]);
        GanGateCommand judged = await GanGateCommand.Run(gate);

        Assert.That(accepted.ExitCode, Is.Zero, accepted.Error);
        Assert.That(accepted.Error, Does.Contain("gangate : gate 'faces' now has the baseline 0.428"));
        Assert.That(accepted.Out, Does.StartWith("FD (pyramid)-500 "));
        Assert.That(judged.ExitCode, Is.Zero, judged.Error);
        Assert.That(judged.Out, Does.StartWith("PASSED  faces "));
    }

    [Test]
    public async Task A_worse_result_needs_a_reason_which_every_verdict_tells()
    {
        string baseline = DemoSet.Temporary("baseline.json"), report = DemoSet.Temporary("report.json");
        string[] With(string samples) => ["gate", "--name", "faces", "--generated", samples, "--reference", DemoSet.Statistics, "--baseline", baseline];
        await GanGateCommand.Run([.. With(DemoSet.Folders.Good), "--accept"]);
        string accepted = await File.ReadAllTextAsync(baseline);

        GanGateCommand refused = await GanGateCommand.Run([.. With(DemoSet.Folders.Spoiled), "--accept", "--json-file", report]);
        GanGateCommand[] alsoRefused =
        [
            await GanGateCommand.Run("baseline", "accept", report, "-o", baseline),
            await GanGateCommand.Run("baseline", "accept", report, "-o", baseline, "--add"),
        ];

        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.ErrorLines.Single(line => line.Contains("GG", StringComparison.Ordinal)), Does.Match(
            @"^gangate : error GG2022: gate 'faces' has the baseline 0\.42.*, and the new result is worse by more than chance: 3\.7.*; "
            + @"nothing was accepted\. Say why it is taken all the same \(--reason\), which is kept beside it$"));
        Assert.That(alsoRefused.Select(command => (command.ExitCode, command.ErrorLines.Single()[..23])), Is.All.EqualTo((2, "gangate : error GG2022:")));
        Assert.That(await File.ReadAllTextAsync(baseline), Is.EqualTo(accepted));

        GanGateCommand taken = await GanGateCommand.Run("baseline", "accept", report, "-o", baseline, "--reason", "blur is <wanted>");
        GanGateCommand judged = await GanGateCommand.Run(With(DemoSet.Folders.Spoiled));
        GanGateCommand back = await GanGateCommand.Run([.. With(DemoSet.Folders.Good), "--accept"]);

        Assert.That(taken.ExitCode, Is.Zero, taken.Error);
        Assert.That(judged.ExitCode, Is.Zero, judged.Out);
        Assert.That(judged.Out.Split('\n')[1], Does.EndWith("; accepted because blur is <wanted>"));
        Assert.That(back.ExitCode, Is.Zero, "a better one needs none");
        Assert.That(await File.ReadAllTextAsync(baseline), Does.Not.Contain("reason"));
    }

    [Test]
    public async Task A_reason_is_for_what_is_accepted()
    {
        string[] gate = ["gate", "--generated", "x", "--reference", "y", "--baseline", "b.json", "--reason"];

        Assert.That(
            (await GanGateCommand.Run([.. gate, "why"])).ErrorLines.Single(),
            Does.EndWith("GG2001: --reason has no effect here: it is for --accept"));
        Assert.That(
            (await GanGateCommand.Run([.. gate, " ", "--accept"])).ErrorLines.Single(),
            Does.Contain("GG2001: --reason needs a few words, 500 characters at most"));
    }

    [Test]
    public async Task Without_a_file_to_write_it_is_refused()
    {
        GanGateCommand result = await GanGateCommand.Run("gate", "--generated", "x", "--reference", "y", "--accept");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.ErrorLines.Single(), Does.Contain("GG2001: --accept needs the file to write: name it with --baseline"));
    }

    [Test]
    public async Task Images_as_the_reference_are_refused_before_anything_is_measured()
    {
        string baseline = DemoSet.Temporary("baseline.json"), grid = DemoSet.Temporary("grid.png");
        GanGateCommand result = await GanGateCommand.Run(
            "gate", "--generated", DemoSet.Folders.Good, "--reference", DemoSet.Folders.Reference, "--protocol", "pyramid", "--baseline", baseline,
            "--accept", "--grid", grid);

        Assert.That(result.ErrorLines.Single(), Does.Contain("GG2008: a baseline needs a reference that stays the same to the last bit")
            .And.Contain("is images: make a statistics file of it with 'gangate stats'"));
        Assert.That(grid, Does.Not.Exist, "the samples were not opened");
        Assert.That(baseline, Does.Not.Exist);
    }

    [Test]
    public async Task A_broken_baseline_is_found_before_anything_is_measured()
    {
        string baseline = DemoSet.Temporary("baseline.json"), grid = DemoSet.Temporary("grid.png");
        await File.WriteAllTextAsync(baseline, "<<<<<<< ours");
        GanGateCommand result = await GanGateCommand.Run(
            "gate", "--generated", DemoSet.Folders.Good, "--reference", DemoSet.Statistics, "--baseline", baseline, "--accept", "--grid", grid);

        Assert.That(result.ErrorLines.Single(), Does.Contain("GG2008: the baseline").And.Contain(baseline));
        Assert.That(grid, Does.Not.Exist, "the samples were not opened");
        Assert.That(await File.ReadAllTextAsync(baseline), Is.EqualTo("<<<<<<< ours"));
    }

    [Test]
    public async Task The_report_is_there_before_its_baseline_and_a_ci_system_is_told()
    {
        string baseline = DemoSet.Temporary("baseline.json"), report = DemoSet.Temporary("report.json");
        GanGateCommand result = await GanGateCommand.Run(
            "gate", "--ci", "azure", "--generated", DemoSet.CopyOfGood(20), "--reference", DemoSet.Statistics, "--baseline", baseline, "--accept",
            "--json-file", report);

        Assert.That(result.ExitCode, Is.Zero, result.Out);
        Assert.That(result.Out, Does.Contain("variable=verdict;isOutput=true]none\n").And.Contain("now has the baseline"));
        Assert.That(File.GetLastWriteTimeUtc(report), Is.LessThanOrEqualTo(File.GetLastWriteTimeUtc(baseline)));
    }

    [Test]
    public async Task A_configuration_of_several_gates_is_refused()
    {
        GanGateCommand result = await GanGateCommand.Run("gate", "--config", "gates.json", "--accept");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.ErrorLines.Single(), Does.Contain("GG2001: --accept takes one gate: it cannot be given beside --config"));
    }

    [TestCase("--early")]
    [TestCase("--per-class")]
    [TestCase("--reference z")]
    public async Task What_is_no_single_whole_measurement_is_refused(string option)
    {
        GanGateCommand result = await GanGateCommand.Run(
            ["gate", "--generated", "x", "--reference", "y", "--baseline", "b.json", "--accept", .. option.Split(' ')]);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.ErrorLines.Single(), Does.Contain("GG2001: --accept takes one whole measurement"));
    }
}
