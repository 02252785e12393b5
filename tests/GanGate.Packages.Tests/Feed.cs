using System.Runtime.InteropServices;

namespace GanGate.Tests.Packages;

/// <summary>
/// A local feed with the four packages as these tests' build made them, packed once by the command of docs/packages.md;
/// the command installed from it; and the pictures that the installed command paints.
/// </summary>
[SetUpFixture]
public sealed class Feed
{
    /// <summary>The version that the packages carry.</summary>
    public static string Version { get; } = ProductVersion.Current;

    /// <summary>The folder of .nupkg files.</summary>
    public static string Folder => Path.Combine(_root, "feed");

    /// <summary>What the demo left: good, spoiled, reference.npz.</summary>
    public static string Pictures => Path.Combine(_root, "demo");

    /// <summary>The file of the installed command.</summary>
    public static string Command => Path.Combine(_root, "tools", OperatingSystem.IsWindows() ? "gangate.exe" : "gangate");

    internal static CommandResult Installation { get; private set; } = new(-1, "");

    internal static CommandResult Demo { get; private set; } = new(-1, "");

    private static string _root = "";

    [OneTimeSetUp]
    public async Task Pack()
    {
        _root = Directory.CreateTempSubdirectory("gangate-packages-").FullName;
        Directory.CreateDirectory(Folder);
        using UserFolder user = new(Folder);
        string[] pack = PackagesPage.Commands.Single(line => line.StartsWith("dotnet pack ", StringComparison.Ordinal)).Split(' ');
        CommandResult packed = await user.DotNet(
            [
                .. pack[1..].Select(word => word == "feed" ? Folder : word), Path.Combine(Repository.Root, "GanGate.sln"),
                "--no-build", "--configuration", Configuration,
                $"-p:GanGateToolPlatforms={RuntimeInformation.RuntimeIdentifier}",
            ]);
        Assert.That(packed.ExitCode, Is.Zero, packed.Output);

        Installation = await user.DotNet("tool", "install", "GanGate.Tool", "--tool-path", Path.GetDirectoryName(Command)!, "--version", Version);
        Demo = await user.Run(File.Exists(Command) ? Command : "false", "demo", "--out", Pictures);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_root, recursive: true);

    /// <summary>A package of the feed.</summary>
    internal static Nupkg Open(string id) => new(Path.Combine(Folder, $"{id}.{Version}.nupkg"));

    private static string Configuration =>
        Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
}
