using System.Diagnostics;

namespace GanGate.Tests;

/// <summary>The demo's pictures, made once by the command of this build.</summary>
[SetUpFixture]
public sealed class DemoPictures
{
    private static string _folder = "";

    /// <summary>The command of this build, as the action's input <c>tool</c> takes it.</summary>
    public static string Tool => Path.Combine(AppContext.BaseDirectory, "gangate.dll");

    public static string Statistics => Path.Combine(_folder, "reference.npz");

    /// <summary>Copies the first good pictures into a new folder.</summary>
    public static void Copy(string folder, int count, string of = "good")
    {
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.GetFiles(Path.Combine(_folder, of)).Order(StringComparer.Ordinal).Take(count))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }
    }

    [OneTimeSetUp]
    public async Task Paint()
    {
        _folder = Path.Combine(Directory.CreateTempSubdirectory("gangate-demo-").FullName, "demo");
        CommandResult demo = await Run("demo", "--out", _folder);
        Assert.That(demo.ExitCode, Is.Zero, demo.Output);
    }

    /// <summary>Runs the command of this build.</summary>
    public static async Task<CommandResult> Run(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Tool, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandResult(process.ExitCode, output + await error);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);
}

/// <summary>What a command did.</summary>
public sealed record CommandResult(int ExitCode, string Output);
