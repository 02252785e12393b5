namespace GanGate;

/// <summary>Writes a file whole or not at all: to a temporary name beside it, then renamed over it.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file; an older one stays untouched until the new one is complete.</summary>
    /// <param name="path">Where to; its folder must exist.</param>
    /// <param name="write">Writes the content to a seekable stream; what it throws reaches the caller, and nothing is left behind.</param>
    /// <exception cref="GanGateException">The file cannot be written (GG2010).</exception>
    public static void Write(string path, Action<Stream> write)
    {
        (string target, string temporary) = Prepare(path);
        if (IsDevice(target))
        {
            WriteInto(path, target, write);
            return;
        }

        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                write(stream);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception exception)
        {
            Remove(temporary);
            if (exception is IOException or UnauthorizedAccessException)
            {
                throw Unwritable(path, exception.Message, exception);
            }

            throw;
        }
    }

    /// <summary>Finds out whether a file can be written, so that a long computation is not lost in the end. Leaves nothing behind.</summary>
    /// <exception cref="GanGateException">The file cannot be written (GG2010).</exception>
    public static void RequireWritable(string path)
    {
        (string target, string temporary) = Prepare(path);
        if (IsDevice(target)) return;
        try
        {
            // A name that is too long for the file system, but not for the temporary one.
            if (!File.Exists(target)) _ = new FileInfo(target).Attributes;
            new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, exception.Message, exception);
        }
    }

    // What stands in /dev stays there: a file renamed over /dev/null would be the end of many programs.
    private static bool IsDevice(string target) =>
        !OperatingSystem.IsWindows() && target.StartsWith("/dev/", StringComparison.Ordinal) && !target.StartsWith("/dev/shm/", StringComparison.Ordinal);

    private static void WriteInto(string path, string device, Action<Stream> write)
    {
        using MemoryStream content = new();
        write(content);
        try
        {
            using FileStream stream = new(device, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            content.WriteTo(stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, exception.Message, exception);
        }
    }

    private static (string Target, string Temporary) Prepare(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0 || path.Contains('\0'))
        {
            throw Unwritable(path, "it is no file name");
        }

        // Before links are followed: /dev/stdout leads to a file, a pipe or a terminal.
        string full = FullPath(path);
        string target = IsDevice(full) ? full : Target(full);
        if (Directory.Exists(target))
        {
            throw Unwritable(path, "it is a folder");
        }

        string folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
        {
            throw Unwritable(path, $"the folder '{folder}' does not exist");
        }

        // Random, so that two builds writing the same file never share a temporary one.
        return (target, Path.Combine(folder, $".gangate-{Path.GetRandomFileName()}"));
    }

    private static string FullPath(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, $"the current folder is gone, or cannot be read ({failure.Message})", failure);
        }
    }

    // A link stays, and what it leads to is written.
    private static string Target(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Writing says it better.
            return path;
        }
    }

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The first error says more than this one.
        }
    }

    private static GanGateException Unwritable(string path, string reason, Exception? inner = null)
        => new(ErrorCodes.OutputUnwritable, $"'{path}' cannot be written: {reason}", inner);
}
