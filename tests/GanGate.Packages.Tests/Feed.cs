using System.Runtime.InteropServices;

namespace GanGate.Tests.Packages;

/// <summary>
/// A local feed with the six packages as these tests' build made them, packed once by the command of docs/packages.md;
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
        CommandResult packed = await user.DotNet(PackCommand());
        Assert.That(packed.ExitCode, Is.Zero, packed.Output);

        string tools = Path.GetDirectoryName(Command)!;
        Installation = await user.DotNet("tool", "install", "GanGate.Tool", "--tool-path", tools, "--version", Version);
        Assert.That(Installation.ExitCode, Is.Zero, Installation.Output);
        Demo = await user.Run(Command, "demo", "--out", Pictures);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_root, recursive: true);

    /// <summary>A package of the feed.</summary>
    internal static Nupkg Open(string id) => new(Path.Combine(Folder, $"{id}.{Version}.nupkg"));

    // As the page writes it, for what these tests' build left and for this machine's platform alone.
    private static string[] PackCommand()
    {
        string[] written = PackagesPage.Commands.Single(line => line.StartsWith("dotnet pack ", StringComparison.Ordinal)).Split(' ');
        return
        [
            .. written[1..].Select(word => word == "feed" ? Folder : word),
            Path.Combine(Repository.Root, "GanGate.sln"),
            "--no-build", "--configuration", Configuration, $"-p:GanGateToolPlatforms={RuntimeInformation.RuntimeIdentifier}",
        ];
    }

    private static string Configuration =>
        Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
}
