namespace GanGate.Tests;

/// <summary>The demo's pictures and statistics, made once by the tool itself.</summary>
[SetUpFixture]
public sealed class DemoSet
{
    /// <summary>Passes few good pictures and fails few spoiled ones.</summary>
    public const string LimitOfFew = "MaxFid=\"4\"";

    private const int FewCount = 24;

    public static string Folder { get; private set; } = "";

    public static string Good => Path.Combine(Folder, "good");

    public static string Spoiled => Path.Combine(Folder, "spoiled");

    public static string Statistics => Path.Combine(Folder, "reference.npz");

    [OneTimeSetUp]
    public async Task Paint()
    {
        Folder = Directory.CreateTempSubdirectory("gangate-tests-").FullName;
        CommandResult demo = await GatedProject.Run("dotnet", GatedProject.Tool, "demo", "--out", Folder);
        Assert.That(demo.ExitCode, Is.Zero, demo.Output);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(Folder, recursive: true);

    /// <summary>Copies few of the pictures, so that measuring them takes no time: good ones are 2.2 away from the statistics, spoiled ones 5.4.</summary>
    public static void CopyFew(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from).Order(StringComparer.Ordinal).Take(FewCount))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
