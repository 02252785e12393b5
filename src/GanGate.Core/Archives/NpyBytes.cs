using Microsoft.Win32.SafeHandles;

namespace GanGate.Archives;

/// <summary>The raw elements of one array, in file order, read in any order by several threads at once.</summary>
internal sealed class NpyBytes : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly long _start;

    /// <summary>Takes over an open file.</summary>
    /// <param name="header">What the bytes mean.</param>
    /// <param name="file">The file that holds the elements.</param>
    /// <param name="start">Where in it they begin.</param>
    public NpyBytes(NpyHeader header, SafeFileHandle file, long start) => (Header, _file, _start) = (header, file, start);

    /// <summary>The type, shape and order of the elements.</summary>
    public NpyHeader Header { get; }

    /// <summary>Reads bytes from an offset among the elements.</summary>
    /// <exception cref="InvalidDataException">The file ends before.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Header.ByteCount - destination.Length);
        while (!destination.IsEmpty)
        {
            int read = RandomAccess.Read(_file, destination, _start + offset);
            if (read == 0)
            {
                throw new InvalidDataException("the file is cut short");
            }

            destination = destination[read..];
            offset += read;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
