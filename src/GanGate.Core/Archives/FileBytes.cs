using Microsoft.Win32.SafeHandles;

namespace GanGate.Archives;

/// <summary>The bytes of an open file from some place on, read in any order by several threads at once.</summary>
internal sealed class FileBytes : IDisposable
{
    private readonly string _name;
    private readonly SafeFileHandle _file;
    private readonly long _start;
    private readonly FileStamp _stamp;

    /// <summary>Takes over an open file.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="file">The file.</param>
    /// <param name="start">Where in it offset 0 lies.</param>
    public FileBytes(string name, SafeFileHandle file, long start = 0)
    {
        (_name, _file, _start) = (name, file, start);
        _stamp = FileStamp.Of(file);
    }

    /// <summary>The bytes from the start to the end of the file.</summary>
    public long Length => _stamp.Length - _start;

    /// <summary>Opens a file.</summary>
    /// <exception cref="GanGateException">It is missing (GG2002), empty (GG2003), not fetched (GG2016) or cannot be read (GG2012).</exception>
    public static FileBytes Open(string path)
    {
        try
        {
            return new FileBytes(path, InputFile.OpenHandle(path));
        }
        catch (InvalidDataException)
        {
            throw new GanGateException(ErrorCodes.SourceEmpty, $"'{path}' is empty, or a pipe or a device");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw GanGateException.Missing(path, inner: failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(ErrorCodes.SourceUnreadable, $"'{path}' cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Unpacks a stream into a temporary file that goes away with the result.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="fill">Fills a piece from the stream.</param>
    /// <param name="length">How many bytes there are.</param>
    /// <exception cref="GanGateException">GG2010: the temporary folder cannot take them.</exception>
    public static FileBytes Unpack(string name, Action<Span<byte>> fill, long length)
    {
        SafeFileHandle file = InTemporaryFolder(name, length, () => File.OpenHandle(
            Path.Combine(Path.GetTempPath(), $"gangate-{Path.GetRandomFileName()}"),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            FileOptions.DeleteOnClose));
        try
        {
            byte[] buffer = new byte[(int)Math.Min(length, 1 << 20)];
            for (long offset = 0; offset < length; offset += buffer.Length)
            {
                int size = (int)Math.Min(buffer.Length, length - offset);
                fill(buffer.AsSpan(0, size));
                InTemporaryFolder(name, length, () =>
                {
                    RandomAccess.Write(file, buffer.AsSpan(0, size), offset);
                    return true;
                });
            }

            return new FileBytes(name, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Fills a piece with the bytes from an offset on.</summary>
    /// <exception cref="InvalidDataException">The file ends before.</exception>
    /// <exception cref="GanGateException">GG2040: the file changed.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        while (!destination.IsEmpty)
        {
            int read = RandomAccess.Read(_file, destination, _start + offset);
            if (read == 0)
            {
                _stamp.Require(_file, _name);
                throw new InvalidDataException("the file is cut short");
            }

            destination = destination[read..];
            offset += read;
        }

        _stamp.Require(_file, _name);
    }

    /// <summary>What the file is known by.</summary>
    public FileStamp Stamp => _stamp;

    /// <summary>The bytes from the front, for whoever reads them once; they stay open when it is disposed of.</summary>
    public Stream AsStream() => new FileBytesStream(this);

    /// <summary>Makes sure that a path still leads to this file.</summary>
    /// <exception cref="GanGateException">GG2040.</exception>
    public void RequireUnchanged(string path) => _stamp.Require(path);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // What goes wrong there is not the source's fault.
    private static T InTemporaryFolder<T>(string name, long length, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(
                ErrorCodes.OutputUnwritable,
                FormattableString.Invariant($"the temporary folder '{Path.GetTempPath()}' cannot take the {length:N0} unpacked bytes of '{name}': ")
                + $"{failure.Message} (TMPDIR names another folder)",
                failure);
        }
    }
}
