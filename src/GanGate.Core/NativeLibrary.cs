using System.Runtime.InteropServices;

namespace GanGate;

/// <summary>Recognises native libraries that cannot be loaded, however the managed library in front of them wraps it.</summary>
internal static class NativeLibrary
{
    /// <summary>Whether an exception says that a native library is missing or of another platform.</summary>
    public static bool IsLoadFailure(Exception exception) =>
        exception.GetBaseException() is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException;

    /// <summary>The error that says what to do.</summary>
    /// <param name="library">What a person calls it.</param>
    /// <param name="package">The package that brings it.</param>
    /// <param name="exception">What was thrown.</param>
    public static GanGateException Missing(string library, string package, Exception exception) =>
        Missing(library, package, exception, RuntimeInformation.RuntimeIdentifier);

    /// <summary>The same for a platform, by its runtime identifier.</summary>
    internal static GanGateException Missing(string library, string package, Exception exception, string platform)
    {
        string reason = exception.GetBaseException().Message.Split('\n')[0].TrimEnd();
        return WithoutNatives(platform) is string what
            ? new GanGateException(
                ErrorCodes.PlatformUnsupported,
                $"{library} is not published for {what} ({platform}): measure on Linux with glibc (x64, arm64), macOS on Apple silicon "
                + $"or Windows (x64, arm64) ({reason})",
                exception)
            : new GanGateException(
                ErrorCodes.NativeLibraryMissing,
                $"{library} cannot be loaded on this machine: reference the package {package} in the project that runs ({reason})",
                exception);
    }

    private static string? WithoutNatives(string platform) => platform switch
    {
        _ when platform.Contains("musl", StringComparison.Ordinal) || platform.StartsWith("alpine", StringComparison.Ordinal) => "musl",
        _ when platform.StartsWith("osx", StringComparison.Ordinal) && platform.EndsWith("-x64", StringComparison.Ordinal) => "Intel Macs",
        _ when !platform.EndsWith("-x64", StringComparison.Ordinal) && !platform.EndsWith("-arm64", StringComparison.Ordinal) => "this platform",
        _ => null,
    };
}
