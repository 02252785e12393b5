namespace GanGate.Tests;

/// <summary>Where the repository and the optional golden data beside it lie.</summary>
internal static class Repository
{
    /// <summary>The folder that holds GanGate.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below the shared folder beside the repository; the calling test is skipped where it is absent.</summary>
    public static string Shared(params string[] parts)
    {
        string path = Path.Combine([Path.GetDirectoryName(Root)!, "shared", .. parts]);
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Assert.Ignore($"needs the golden data '{string.Join('/', parts)}' in a folder 'shared' beside the repository");
        }

        return path;
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "GanGate.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("GanGate.sln was not found above the tests");
    }
}
