using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace GanGate.Features;

/// <summary>
/// A file of the feature cache: a header that says what was measured and how, then a record for each image: the hash of its pixels, its row
/// of features, and the SHA-256 of both.
/// </summary>
internal sealed class FeatureRecords : IDisposable
{
    private const int CheckLength = SHA256.HashSizeInBytes;

    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly int _recordLength;
    private bool _used;
    private bool _damaged;

    private FeatureRecords(string path, SafeFileHandle file, int rowLength) =>
        (_path, _file, _recordLength) = (path, file, RecordLengthOf(rowLength));

    /// <summary>Opens a file of a cache.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="header">What it must begin with.</param>
    /// <param name="rowLength">Values of a row.</param>
    /// <returns>null where it holds other features, or cannot be read.</returns>
    public static FeatureRecords? Open(string path, ReadOnlySpan<byte> header, int rowLength)
    {
        SafeFileHandle? file = null;
        try
        {
            file = File.OpenHandle(path, share: FileShare.Read | FileShare.Delete, options: FileOptions.RandomAccess);
            Span<byte> found = stackalloc byte[header.Length];
            if (RandomAccess.Read(file, found, 0) == header.Length && found.SequenceEqual(header))
            {
                return new FeatureRecords(path, file, rowLength);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // As good as none.
        }

        file?.Dispose();
        return null;
    }

    /// <summary>The images it holds, and where; a record that was cut short is none.</summary>
    public IEnumerable<(PixelHash Hash, long Offset)> Index()
    {
        byte[] bytes = new byte[PixelHash.Length];
        long end = RandomAccess.GetLength(_file) - _recordLength;
        for (long offset = CheckLength; offset <= end; offset += _recordLength)
        {
            if (RandomAccess.Read(_file, bytes, offset) == bytes.Length) yield return (PixelHash.Read(bytes), offset);
        }
    }

    /// <summary>Reads a row; false where the record is damaged.</summary>
    public bool TryRead(PixelHash hash, long offset, Span<float> row)
    {
        byte[] record = new byte[_recordLength];
        try
        {
            _damaged |= RandomAccess.Read(_file, record, offset) < record.Length;
        }
        catch (IOException)
        {
            _damaged = true;
        }

        ReadOnlySpan<byte> content = record.AsSpan(0, record.Length - CheckLength);
        bool whole = PixelHash.Read(content) == hash && SHA256.HashData(content).AsSpan().SequenceEqual(record.AsSpan(content.Length));
        _damaged |= !whole;
        if (!whole) return false;
        MemoryMarshal.Cast<byte, float>(content[PixelHash.Length..]).CopyTo(row);
        _used = true;
        return true;
    }

    /// <summary>Writes a record.</summary>
    public static void Write(Stream file, PixelHash hash, ReadOnlySpan<float> row)
    {
        byte[] record = new byte[RecordLengthOf(row.Length)];
        Span<byte> content = record.AsSpan(0, record.Length - CheckLength);
        hash.Write(content);
        MemoryMarshal.AsBytes(row).CopyTo(content[PixelHash.Length..]);
        SHA256.HashData(content, record.AsSpan(content.Length));
        file.Write(record);
    }

    /// <summary>Closes the file. One that was of use becomes young again; one with a damaged record goes.</summary>
    public void Dispose()
    {
        _file.Dispose();
        try
        {
            if (_damaged) File.Delete(_path);
            else if (_used) File.SetLastWriteTimeUtc(_path, DateTime.UtcNow);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Its age is off, or it goes another time.
        }
    }

    /// <summary>Bytes that the row of an image takes.</summary>
    public static int RecordLengthOf(int rowLength) => PixelHash.Length + (rowLength * sizeof(float)) + CheckLength;
}
