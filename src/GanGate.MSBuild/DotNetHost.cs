namespace GanGate.MSBuild;

/// <summary>Finds the dotnet command that runs the tool.</summary>
internal static class DotNetHost
{
    /// <summary>The file's name on this system.</summary>
    public static string FileName { get; } = Environment.OSVersion.Platform == PlatformID.Win32NT ? "dotnet.exe" : "dotnet";

    /// <summary>The first that exists of: the host itself, one in a root folder, one on the path.</summary>
    /// <param name="host">DOTNET_HOST_PATH: a file.</param>
    /// <param name="roots">NetCoreRoot and DOTNET_ROOT: folders, in the order in which to look.</param>
    /// <param name="path">PATH.</param>
    /// <returns>A full path; null where there is none.</returns>
    public static string? Find(string? host, IEnumerable<string> roots, string? path)
    {
        IEnumerable<string> folders = roots.Concat((path ?? "").Split(Path.PathSeparator)).Where(folder => folder.Length > 0);
        return new[] { host ?? "" }
            .Concat(folders.Select(folder => Path.Combine(folder.Trim('"'), FileName)))
            .Where(File.Exists)
            .Select(Path.GetFullPath)
            .FirstOrDefault();
    }
}
