using Microsoft.Win32.SafeHandles;

namespace GanGate;

/// <summary>
/// The small text that Git leaves in place of a file that lies in Git LFS and was not fetched (the specification of Git LFS, "The Pointer").
/// </summary>
internal static class GitLfsPointer
{
    // The specification's own limit.
    private const int Longest = 1024;

    private static ReadOnlySpan<byte> Start => "version https://git-lfs.github.com/spec/"u8;

    /// <summary>Whether the content of a file is a pointer.</summary>
    public static bool Is(ReadOnlySpan<byte> content) => content.Length <= Longest && content.StartsWith(Start);

    /// <summary>Refuses an open file that is a pointer.</summary>
    /// <exception cref="GanGateException">GG2016.</exception>
    public static void Refuse(SafeFileHandle file, string path)
    {
        // A pipe has no length, and what is read of it is gone.
        if (RandomAccess.GetLength(file) is 0 or > Longest) return;
        Span<byte> start = stackalloc byte[Start.Length];
        if (RandomAccess.Read(file, start, 0) == start.Length && Is(start)) throw Error(path);
    }

    /// <summary>Refuses a file that is a pointer; one that cannot be read is left to whoever opens it.</summary>
    /// <exception cref="GanGateException">GG2016.</exception>
    public static void Refuse(string path)
    {
        try
        {
            if (InputFile.Followed(path).Length is 0 or > Longest) return;
            using SafeFileHandle file = File.OpenHandle(path);
            Refuse(file, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Opening it says it better.
        }
    }

    /// <summary>The error that a file was not fetched.</summary>
    public static GanGateException Error(string path) => new(
        ErrorCodes.NotFetched,
        $"'{path}' is not there itself, only its Git LFS pointer: fetch it with 'git lfs pull' (with actions/checkout, set 'lfs: true')");
}
