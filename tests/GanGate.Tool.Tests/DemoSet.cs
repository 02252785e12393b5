using GanGate.Tool.Demo;

namespace GanGate.Tests;

/// <summary>The demo's pictures and the reference's statistics, made once for all tests.</summary>
[SetUpFixture]
public sealed class DemoSet
{
    public static string Folder { get; private set; } = "";

    internal static DemoFolders Folders { get; private set; } = new("", "", "");

    public static string Statistics => Path.Combine(Folder, "reference.npz");

    /// <summary>A fresh path that the test run removes in the end.</summary>
    public static string Temporary(string name) =>
        Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, Path.GetRandomFileName())).FullName, name);

    /// <summary>A fresh folder with copies of the first good pictures.</summary>
    public static string CopyOfGood(int count)
    {
        string folder = Directory.CreateDirectory(Temporary("copies")).FullName;
        foreach (string file in Directory.GetFiles(Folders.Good).Order(StringComparer.Ordinal).Take(count))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return folder;
    }

    [OneTimeSetUp]
    public async Task Paint()
    {
        Folder = Directory.CreateTempSubdirectory("gangate-tests-").FullName;
        Folders = DemoImages.Write(Folder, CancellationToken.None);
        GanGateCommand stats = await GanGateCommand.Run("stats", Folders.Reference, "--protocol", "pyramid", "-o", Statistics);
        Assert.That(stats.ExitCode, Is.Zero, stats.Error);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(Folder, recursive: true);
}
