using static GanGate.Tests.GatedProject;

namespace GanGate.Tests;

/// <summary>Nothing that fails its gate is published or packed, whether it was built just now or before.</summary>
public class PublishTests
{
    [Test]
    public async Task A_failing_gate_stops_publish_and_pack_before_they_write_anything()
    {
        using GatedProject project = new(Gate("faces", "samples", DemoSet.LimitOfFew));
        DemoSet.CopyFew(DemoSet.Spoiled, project.PathOf("samples"));
        CommandResult built = await project.Build("-c", "Release", "-p:GanGateEnabled=false");

        CommandResult[] stopped =
        [
            await project.DotNet("publish", project.ProjectFile, "--no-restore"),
            await project.DotNet("publish", project.ProjectFile, "--no-build"),
            await project.DotNet("pack", project.ProjectFile, "--no-build"),
            await project.DotNet("pack", project.ProjectFile, "--no-restore"),
        ];
        CommandResult forced = await project.DotNet("publish", project.ProjectFile, "--no-build", "-p:GanGateEnabled=false");

        Assert.That(built.ExitCode, Is.Zero, built.Output);
        Assert.Multiple(() =>
        {
            foreach (CommandResult command in stopped)
            {
                Assert.That(command.Errors, Has.Length.EqualTo(1), command.Output);
                Assert.That(command.Errors, Has.All.Contains("error GG1001: faces: "));
            }
        });
        Assert.That(Directory.GetFiles(project.Folder, "*.nupkg", SearchOption.AllDirectories), Is.Empty);
        Assert.That(forced.ExitCode, Is.Zero, forced.Output);
    }
}
