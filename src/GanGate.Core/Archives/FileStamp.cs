using Microsoft.Win32.SafeHandles;

namespace GanGate.Archives;

/// <summary>What tells that a file is still the one that was listed: its size and the time of its last change.</summary>
internal readonly record struct FileStamp(long Length, DateTime Modified)
{
    /// <summary>The stamp of the file that a path leads to; links are followed.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static FileStamp Of(string path)
    {
        FileInfo file = InputFile.Followed(path);
        return new FileStamp(file.Length, file.LastWriteTimeUtc);
    }

    /// <summary>The stamp of an open file.</summary>
    public static FileStamp Of(SafeFileHandle file) => new(RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));

    /// <summary>Makes sure that an open file is the one of this stamp.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="GanGateException">GG2040.</exception>
    public void Require(SafeFileHandle file, string name)
    {
        if (Of(file) != this) throw Changed(name);
    }

    /// <summary>Makes sure that the file that a path leads to is the one of this stamp.</summary>
    /// <exception cref="GanGateException">GG2040.</exception>
    public void Require(string path)
    {
        FileStamp? now;
        try
        {
            now = Of(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            now = null;
        }

        if (now != this) throw Changed(path);
    }

    /// <summary>The error that a file is no longer the one that was opened.</summary>
    public static GanGateException Changed(string name) => new(
        ErrorCodes.SourceChanged,
        $"'{name}' changed while it was being read: its size or time is no longer what it was when the source was opened; "
        + "wait until whatever writes it is done, and measure again");
}
