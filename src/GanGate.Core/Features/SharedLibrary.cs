using System.Text.RegularExpressions;
using Natives = System.Runtime.InteropServices.NativeLibrary;

namespace GanGate.Features;

/// <summary>A native library that a provider needs, as the loader sees it.</summary>
/// <param name="Name">The file's name: libcudart.so.13.</param>
/// <param name="Path">Where it was found; null where it was not, or where the system does not say.</param>
/// <param name="Missing">What the loader said; null where it was found.</param>
internal sealed partial record SharedLibrary(string Name, string? Path, string? Missing)
{
    private const string Maps = "/proc/self/maps";

    /// <summary>Whether the loader takes it.</summary>
    public bool IsHere => Missing is null;

    /// <summary>The version in the name of the file behind all links: 13.0.96; null where there is none.</summary>
    public string? Version => Path is not null && VersionInName().Match(RealNameOf(Path)) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Looks for a library: in some folders, then where the loader looks.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="folders">Folders to look in first; it is loaded from there, so that others find it.</param>
    public static SharedLibrary Find(string name, IReadOnlyList<string> folders)
    {
        string wanted = folders.Select(folder => System.IO.Path.Combine(folder, name)).FirstOrDefault(File.Exists) ?? name;
        try
        {
            Natives.Load(wanted);
            return new SharedLibrary(name, wanted == name ? LoadedFrom(name) : wanted, null);
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException)
        {
            return new SharedLibrary(name, wanted == name ? null : wanted, ReasonOf(failure, wanted == name));
        }
    }

    // .NET tells of every place; for a bare name the last one is the loader's own.
    private static string ReasonOf(Exception failure, bool bare)
    {
        string[] lines = failure.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return bare ? "not found" : lines[^1];
    }

    private static string? LoadedFrom(string name)
    {
        if (!File.Exists(Maps)) return null;
        string stem = name.Split(".so")[0] + ".so";
        return File.ReadLines(Maps)
            .Select(line => line.IndexOf('/') is >= 0 and int start ? line[start..] : "")
            .FirstOrDefault(path => System.IO.Path.GetFileName(path).StartsWith(stem, StringComparison.Ordinal));
    }

    private static string RealNameOf(string path) =>
        System.IO.Path.GetFileName(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);

    [GeneratedRegex(@"(?:\.so\.|_)(\d[\d.]*?)(?:\.dll)?$")]
    private static partial Regex VersionInName();
}
