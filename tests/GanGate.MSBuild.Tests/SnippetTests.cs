namespace GanGate.Tests;

public class SnippetTests
{
    [Test]
    public async Task The_readmes_items_gate_a_build_as_written()
    {
        string items = Snippets.Of(Path.Combine(Repository.Root, "README.md"), "xml").Single();
        using GatedProject project = new("</ItemGroup>" + items + "<ItemGroup>");
        Directory.CreateSymbolicLink(Path.Combine(project.Folder, "samples"), DemoSet.Good);
        File.Copy(DemoSet.Statistics, Path.Combine(project.Folder, "photos.npz"));

        CommandResult build = await project.Build();

        Assert.That(build.ExitCode, Is.Zero, build.Output);
        Assert.That(build.Output, Does.Contain("GanGate: PASSED  photos  "));
    }
}
