namespace GanGate.Tests;

public class TextGateTests
{
    [Test]
    public async Task A_gate_of_texts_fails_a_build()
    {
        using GatedProject project = new("<GanGate Include=\"lines\" Generated=\"made.txt\" Reference=\"real.txt\" MaxJsd=\"0.1\" Samples=\"all\" />");
        project.Write("made.txt", string.Join('\n', Enumerable.Repeat("abcdefgh", 20)));
        project.Write("real.txt", string.Join('\n', Enumerable.Repeat("stuvwxyz", 20)));

        CommandResult worse = await project.Check();
        project.Write("made.txt", string.Join('\n', Enumerable.Repeat("stuvwxyz", 20)));
        CommandResult equal = await project.Check();

        Assert.That(worse.ExitCode, Is.EqualTo(1), worse.Output);
        Assert.That(worse.Errors, Has.All.Contains("GG1001").And.All.Contains("JSD-4-20 is"), worse.Output);
        Assert.That(equal.ExitCode, Is.Zero, equal.Output);
        Assert.That(equal.Verdicts, Has.Some.Contains("PASSED  lines  JSD-4-20 0"));
    }
}
