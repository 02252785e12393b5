using System.Runtime.InteropServices;

namespace GanGate;

/// <summary>Recognises native libraries that cannot be loaded, however the managed library in front of them wraps it.</summary>
internal static class NativeLibrary
{
    /// <summary>Whether an exception says that a native library is missing or of another platform, and nobody has said it better yet.</summary>
    public static bool IsLoadFailure(Exception exception) =>
        exception is not GanGateException && exception.GetBaseException() is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException;

    /// <summary>The error that says what to do.</summary>
    /// <param name="library">What a person calls it.</param>
    /// <param name="package">The package that brings it.</param>
    /// <param name="exception">What was thrown.</param>
    public static GanGateException Missing(string library, string package, Exception exception) =>
        Missing(library, package, exception, RuntimeInformation.RuntimeIdentifier);

    /// <summary>The same for a platform, by its runtime identifier.</summary>
    internal static GanGateException Missing(string library, string package, Exception exception, string platform)
    {
        string[] lines = exception.GetBaseException().Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (WithoutNatives(platform) is string what)
        {
            return new GanGateException(
                ErrorCodes.PlatformUnsupported,
                $"{library} is not published for {what} ({platform}): measure on Linux with glibc (x64, arm64), macOS on Apple silicon "
                + $"or Windows (x64, arm64) ({lines[0]})",
                exception);
        }

        // Where the file is there, the loader says below which one of those it needs is not, or what is wrong with it.
        string[] faults = [.. lines.Skip(1).Where(line => !IsOfPlaceWithoutIt(line, lines[0])).Distinct()];
        return new GanGateException(
            ErrorCodes.NativeLibraryMissing,
            faults.Length > 0
                ? $"{library} is here but cannot be loaded: {string.Join("; ", faults)}"
                : $"{library} cannot be loaded on this machine: reference the package {package} in the project that runs ({lines[0]})",
            exception);
    }

    // The first line quotes the library's name; each further one is a place where it was looked for, and what the loader said.
    private static bool IsOfPlaceWithoutIt(string line, string first)
    {
        string[] quoted = first.Split('\'');
        return quoted.Length > 2
            && Path.GetFileName(line.Split(": ")[0]).Contains(quoted[1], StringComparison.Ordinal)
            && line.Contains("no such file", StringComparison.OrdinalIgnoreCase);
    }

    private static string? WithoutNatives(string platform) => platform switch
    {
        _ when platform.Contains("musl", StringComparison.Ordinal) || platform.StartsWith("alpine", StringComparison.Ordinal) => "musl",
        _ when platform.StartsWith("osx", StringComparison.Ordinal) && platform.EndsWith("-x64", StringComparison.Ordinal) => "Intel Macs",
        _ when !platform.EndsWith("-x64", StringComparison.Ordinal) && !platform.EndsWith("-arm64", StringComparison.Ordinal) => "this platform",
        _ => null,
    };
}
