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
        Assert.That(accepted.Error, Does.Contain("gangate : gate 'faces' now has the baseline 0.122"));
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
