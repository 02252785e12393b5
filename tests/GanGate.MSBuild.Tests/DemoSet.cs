namespace GanGate.Tests;

/// <summary>The demo's pictures and statistics, made once by the tool itself.</summary>
[SetUpFixture]
public sealed class DemoSet
{
    public static string Folder { get; private set; } = "";

    public static string Good => Path.Combine(Folder, "good");

    public static string Spoiled => Path.Combine(Folder, "spoiled");

    public static string Statistics => Path.Combine(Folder, "reference.npz");

    [OneTimeSetUp]
    public async Task Paint()
    {
        Folder = Directory.CreateTempSubdirectory("gangate-tests-").FullName;
        CommandResult demo = await GatedProject.Run("dotnet", GatedProject.Output("GanGate.Tool", "net10.0", "gangate.dll"), "demo", "--out", Folder);
        Assert.That(demo.ExitCode, Is.Zero, demo.Output);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(Folder, recursive: true);
}
