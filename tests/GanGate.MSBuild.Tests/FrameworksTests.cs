using static GanGate.Tests.GatedProject;

namespace GanGate.Tests;

/// <summary>A project of two target frameworks.</summary>
public class FrameworksTests
{
    private const string Frameworks = "<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>";

    [Test]
    public async Task A_gate_is_checked_once_for_all_frameworks_and_also_for_a_single_one()
    {
        using GatedProject project = new(Gate("faces", "samples", DemoSet.LimitOfFew), frameworks: Frameworks);
        DemoSet.CopyFew(DemoSet.Good, project.PathOf("samples"));

        CommandResult all = await project.Build("-m:2");
        DateTime measured = project.Measured("faces");
        CommandResult one = await project.Build("--no-restore", "-f", "netstandard2.0");
        CommandResult alone = await project.Check();
        CommandResult packed = await project.DotNet("pack", project.ProjectFile, "--no-build", "-c", "Debug");

        Assert.That(all.Verdicts, Has.Length.EqualTo(1), all.Output);
        Assert.That(one.Verdicts, Has.Length.EqualTo(1), one.Output);
        Assert.That(alone.Verdicts, Has.Length.EqualTo(1), alone.Output);
        Assert.That(packed.Verdicts, Has.Length.EqualTo(1), packed.Output);
        Assert.That(project.Measured("faces"), Is.EqualTo(measured));
    }
}
