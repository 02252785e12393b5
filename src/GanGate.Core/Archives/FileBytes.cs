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
    /// <exception cref="GanGateException">It is missing (GG2002) or cannot be read (GG2012).</exception>
    public static FileBytes Open(string path)
    {
        try
        {
            return new FileBytes(path, File.OpenHandle(path, share: FileShare.Read | FileShare.Delete, options: FileOptions.RandomAccess));
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
    /// <exception cref="IOException">The temporary folder is full.</exception>
    public static FileBytes Unpack(string name, Action<Span<byte>> fill, long length)
    {
        string path = Path.Combine(Path.GetTempPath(), $"gangate-{Path.GetRandomFileName()}");
        SafeFileHandle file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        try
        {
            byte[] buffer = new byte[(int)Math.Min(length, 1 << 20)];
            for (long offset = 0; offset < length; offset += buffer.Length)
            {
                Span<byte> piece = buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - offset));
                fill(piece);
                RandomAccess.Write(file, piece, offset);
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

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
