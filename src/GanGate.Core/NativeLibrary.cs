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
    public static GanGateException Missing(string library, string package, Exception exception) => new(
        ErrorCodes.NativeLibraryMissing,
        $"{library} cannot be loaded on this machine: reference the package {package} in the project that runs "
        + $"({exception.GetBaseException().Message.Split('\n')[0].TrimEnd()})",
        exception);
}
