using System.IO.Compression;
using System.IO.Hashing;

namespace GanGate.Archives;

/// <summary>
/// Reads one entry of an archive that nobody vouches for: its length is checked before anything is allocated, and its checksum at the end.
/// </summary>
internal sealed class ZipEntryReader : IArrayReader, IDisposable
{
    /// <summary>How many times its packed length an entry may have: deflate codes at most 258 bytes in two bits.</summary>
    public const long LargestRatio = 1032;

    private readonly ZipArchiveEntry _entry;
    private readonly Stream _stream;
    private readonly Crc32 _checksum = new();

    /// <summary>Opens the entry; one at a time per archive.</summary>
    /// <exception cref="InvalidDataException">It cannot be read; the message is the reason.</exception>
    public ZipEntryReader(ZipArchiveEntry entry)
    {
        if (entry.IsEncrypted)
        {
            throw new InvalidDataException("it is encrypted");
        }

        if (entry.Length / LargestRatio > entry.CompressedLength)
        {
            throw new InvalidDataException($"it claims {entry.Length} bytes, more than {entry.CompressedLength} packed ones can hold");
        }

        _entry = entry;
        _stream = entry.Open();
    }

    /// <summary>The entry's unpacked length in bytes, as the archive claims it.</summary>
    public long Length => _entry.Length;

    /// <summary>How many bytes were read.</summary>
    public long Position { get; private set; }

    /// <summary>How many bytes are left, as the archive claims it.</summary>
    public long Remaining => Length - Position;

    /// <summary>Fills the buffer.</summary>
    /// <exception cref="InvalidDataException">The entry ends before.</exception>
    public void ReadExactly(Span<byte> buffer)
    {
        if (buffer.Length > Remaining || _stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
        {
            throw new InvalidDataException("it is cut short");
        }

        _checksum.Append(buffer);
        Position += buffer.Length;
    }

    /// <summary>Checks, once all was read, that nothing is left and that the checksum is right.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public void Complete()
    {
        if (_stream.ReadByte() >= 0)
        {
            throw new InvalidDataException("it holds more than it says");
        }

        if (_checksum.GetCurrentHashAsUInt32() != _entry.Crc32)
        {
            throw new InvalidDataException("its checksum is wrong, so the file is damaged");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
