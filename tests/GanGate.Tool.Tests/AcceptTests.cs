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
