namespace GanGate.Tests;

public class TextGateTests
{
    [Test]
    public async Task Defaults_of_images_are_not_for_texts_nor_those_of_texts_for_images()
    {
        using GatedProject project = new(
            "<GanGate Include=\"lines\" Generated=\"text.txt\" Reference=\"text.txt\" Samples=\"all\" />"
            + GatedProject.Gate("faces", "samples", "Confident=\"true\""),
            "<GanGateMaxJsd>0.1</GanGateMaxJsd><GanGateMaxFid>100</GanGateMaxFid><GanGateProtocol>pyramid</GanGateProtocol>");
        project.Write("text.txt", string.Join('\n', Enumerable.Repeat("abcdefgh", 20)));
        DemoSet.CopyFew(DemoSet.Good, project.PathOf("samples"));

        CommandResult check = await project.Check();

        Assert.That(check.ExitCode, Is.Zero, check.Output);
        Assert.That(check.Verdicts, Has.Some.Contains("PASSED  lines  JSD-4-20").And.Some.Contains("PASSED  faces  FD (pyramid)"));
    }

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
