using System.Diagnostics;
using System.Reflection;

namespace GanGate.Tests.Packages;

/// <summary>
/// A folder of a user outside the repository, with a shell that knows the local feed: nothing of the running SDK, no other source, and
/// what the repository restored as a fallback, so that nothing is downloaded.
/// </summary>
internal sealed class UserFolder : IDisposable
{
    // Set by the SDK that runs these tests; a user's shell has none of them.
    private static readonly string[] OfTheRunningSdk =
        ["MSBUILD", "MSBuild", "DOTNET_HOST_PATH", "DOTNET_CLI_", "COMPLUS_", "VSTEST", "TESTINGPLATFORM"];

    private readonly string _feed;

    /// <summary>Creates the folder, with the feed in it.</summary>
    /// <param name="feed">The folder with the packages.</param>
    /// <param name="name">A part of the folder's name.</param>
    public UserFolder(string feed, string name = "user")
    {
        _feed = feed;
        Path = Directory.CreateTempSubdirectory($"gangate {name} ").FullName;
        Directory.CreateSymbolicLink(In("feed"), feed);
        string onlyThisFeed = PackagesPage.Configuration
            .Replace("<packageSources>", "<packageSources><clear />", StringComparison.Ordinal)
            .Replace("../gangate/feed", "feed", StringComparison.Ordinal);
        Write("nuget.config", onlyThisFeed);
    }

    public string Path { get; }

    public string In(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(In(file))!);
        File.WriteAllText(In(file), text);
    }

    /// <summary>Puts the demo's statistics and one of its sets in a folder, as photos.npz and samples.</summary>
    public void Sample(string set, string folder = "")
    {
        Link(In(folder, "samples"), System.IO.Path.Combine(Feed.Pictures, set));
        Link(In(folder, "photos.npz"), System.IO.Path.Combine(Feed.Pictures, "reference.npz"));
        Link(In(folder, "photos"), System.IO.Path.Combine(Feed.Pictures, "reference"));
    }

    public void Remove(string file) => File.Delete(In(file));

    /// <summary>The names of the files below a folder.</summary>
    public IEnumerable<string> FilesIn(string folder) =>
        Directory.EnumerateFiles(In(folder), "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetFileName(file));

    /// <summary>Runs <c>dotnet</c> in this folder, without build servers.</summary>
    public Task<CommandResult> DotNet(params string[] arguments) => Run("dotnet", arguments);

    /// <summary>Runs a program in this folder.</summary>
    public async Task<CommandResult> Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(name => OfTheRunningSdk.Any(name.StartsWith)).ToArray())
        {
            start.Environment.Remove(name);
        }

        // The SDK remembers where a tool's package lies, and would look there when this feed's packages are gone.
        start.Environment["DOTNET_CLI_HOME"] = BesideTheFeed("home");
        start.Environment["NUGET_PACKAGES"] = BesideTheFeed("packages");
        start.Environment["NUGET_FALLBACK_PACKAGES"] = RestoredPackages;
        start.Environment["NuGetAudit"] = "false";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandResult(process.ExitCode, await output + await error);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string BesideTheFeed(string folder) => System.IO.Path.GetFullPath(System.IO.Path.Combine(_feed, "..", folder));

    private static string RestoredPackages => typeof(UserFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == nameof(RestoredPackages)).Value!;

    private static void Link(string link, string target)
    {
        File.Delete(link);
        File.CreateSymbolicLink(link, target);
    }
}

/// <summary>What a process left.</summary>
internal sealed record CommandResult(int ExitCode, string Output);
