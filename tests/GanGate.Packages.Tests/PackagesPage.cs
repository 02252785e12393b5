namespace GanGate.Tests.Packages;

/// <summary>What docs/packages.md and the packages' own readmes show.</summary>
internal static class PackagesPage
{
    /// <summary>The lines to be typed.</summary>
    public static string[] Commands { get; } =
        [.. Blocks("sh").SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>The lines of a project file that add a package.</summary>
    public static string Reference(string id) =>
        Blocks("xml").Single(block => block.StartsWith($"<PackageReference Include=\"{id}\"", StringComparison.Ordinal));

    /// <summary>The nuget.config that names the feed.</summary>
    public static string Configuration => Blocks("xml").Single(block => block.StartsWith("<configuration>", StringComparison.Ordinal));

    /// <summary>The one block of a language in a package's readme.</summary>
    public static string Readme(string id, string language) =>
        Snippets.Of(Path.Combine(Repository.Root, "src", id, "README.md"), language).Single();

    /// <summary>The blocks of a language.</summary>
    public static string[] Blocks(string language) => Snippets.Of(Path.Combine(Repository.Root, "docs", "packages.md"), language);
}
