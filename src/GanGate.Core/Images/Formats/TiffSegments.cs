using System.IO.Compression;
using BitMiracle.LibTiff.Classic;
using GanGate.Archives;
using Compression = BitMiracle.LibTiff.Classic.Compression;

namespace GanGate.Images;

/// <summary>Unpacks the strips or tiles of a TIFF.</summary>
internal sealed class TiffSegments(ReadOnlyMemory<byte> file, TiffDirectory directory, TiffLayout layout) : IDisposable
{
    private const int MostBehindRows = 1 << 24;

    private readonly TiffTag _offsets = layout.Tiled ? TiffTag.TILEOFFSETS : TiffTag.STRIPOFFSETS;
    private readonly TiffTag _counts = layout.Tiled ? TiffTag.TILEBYTECOUNTS : TiffTag.STRIPBYTECOUNTS;
    private byte[] _buffer = [];
    private byte[] _packed = [];
    private byte[] _pixels = [];
    private LibTiffFile? _library;

    /// <summary>Whether samples of 16 bits come with their great byte first.</summary>
    public bool BigEndian => UsesLibrary ? !BitConverter.IsLittleEndian : directory.BigEndian;

    private bool UsesLibrary =>
        layout.Compression is not (Compression.NONE or Compression.PACKBITS or Compression.DEFLATE or Compression.ADOBE_DEFLATE);

    /// <summary>Unpacks one segment.</summary>
    /// <param name="index">Its number.</param>
    /// <param name="rows">How many of its rows are wanted.</param>
    /// <returns>The rows' bytes; they last until the next call.</returns>
    /// <exception cref="ImageDecodingException">It is not whole.</exception>
    public ReadOnlySpan<byte> Read(int index, int rows)
    {
        int size = checked(rows * layout.RowBytes);
        if (layout.Compression == Compression.NONE)
        {
            return Packed(index, size);
        }

        if (_buffer.Length < size)
        {
            _buffer = GC.AllocateUninitializedArray<byte>(size);
        }

        Span<byte> unpacked = _buffer.AsSpan(0, size);
        switch (layout.Compression)
        {
            case Compression.JPEG when layout.SamplesTogether is 1 or 3:
                TiffJpeg.Read(Packed(index), directory.Bytes(TiffTag.JPEGTABLES), layout, ref _pixels, unpacked);
                break;
            case Compression.PACKBITS:
                RequireWhole(index, TiffPackBits.Unpack(Packed(index), unpacked), size);
                break;
            case Compression.DEFLATE or Compression.ADOBE_DEFLATE:
                Inflate(index, unpacked);
                break;
            default:
                ReadWithLibrary(index, size);
                break;
        }

        return unpacked;
    }

    // The most bytes that one packed byte stands for: a row for each bit of fax, no more than about this for the rest.
    private long MostRatio => layout.Compression switch
    {
        Compression.NONE => 1,
        Compression.PACKBITS or Compression.THUNDERSCAN => 64,
        Compression.DEFLATE or Compression.ADOBE_DEFLATE => ZipEntryReader.LargestRatio,
        Compression.CCITTRLE or Compression.CCITTRLEW or Compression.CCITTFAX3 or Compression.CCITTFAX4 => 8L * layout.RowBytes,
        _ => 4096,
    };

    /// <summary>Refuses segments that are not in the file, or are too short for what they stand for; call it before memory is taken.</summary>
    public void RequireRoom()
    {
        long ratio = MostRatio;
        int planes = layout.Planar ? layout.Samples.Count : 1, places = layout.Across * layout.Down;
        for (int index = 0; index < places * planes; index++)
        {
            int top = index % places / layout.Across * layout.SegmentHeight;
            long size = (long)Math.Min(layout.SegmentHeight, layout.Height - top) * layout.RowBytes;
            int packed = Inside(index, layout.Compression == Compression.NONE ? size : directory.ValueAt(_counts, index)).Length;
            if (packed * ratio < size) RequireWhole(index, (int)(packed * ratio), (int)Math.Min(size, int.MaxValue));
        }
    }

    /// <summary>Refuses a segment that is not in the file. LibTiff would take as much memory as it claims to need.</summary>
    public void RequireInside(int index) => Inside(index, directory.ValueAt(_counts, index));

    public void Dispose() => _library?.Dispose();

    private static void RequireWhole(int index, int unpacked, int size)
    {
        if (unpacked < size)
        {
            throw new ImageDecodingException($"the TIFF file is damaged or truncated: strip or tile {index} holds {unpacked} of {size} bytes");
        }
    }

    private ReadOnlySpan<byte> Packed(int index) => Packed(index, directory.ValueAt(_counts, index));

    private ReadOnlySpan<byte> Packed(int index, long size)
    {
        ReadOnlySpan<byte> packed = Inside(index, size);
        return layout.ReversedBits && layout.Compression != Compression.JPEG ? Reversed(packed) : packed;
    }

    private ReadOnlySpan<byte> Inside(int index, long size)
    {
        long offset = directory.ValueAt(_offsets, index);
        return offset <= file.Length && size <= file.Length - offset
            ? file.Span.Slice((int)offset, (int)size)
            : throw new ImageDecodingException($"the file is truncated (strip or tile {index} leads behind its end)");
    }

    private ReadOnlySpan<byte> Reversed(ReadOnlySpan<byte> bytes)
    {
        if (_packed.Length < bytes.Length)
        {
            _packed = GC.AllocateUninitializedArray<byte>(bytes.Length);
        }

        bytes.CopyTo(_packed);
        Tiff.ReverseBits(_packed, bytes.Length);
        return _packed.AsSpan(0, bytes.Length);
    }

    private unsafe void Inflate(int index, Span<byte> unpacked)
    {
        ReadOnlySpan<byte> packed = Packed(index);
        if (packed.IsEmpty)
        {
            RequireWhole(index, 0, unpacked.Length);
        }

        fixed (byte* bytes = packed)
        {
            try
            {
                using UnmanagedMemoryStream stream = new(bytes, packed.Length);
                using ZLibStream zlib = new(stream, CompressionMode.Decompress);
                RequireWhole(index, zlib.ReadAtLeast(unpacked, unpacked.Length, throwOnEndOfStream: false), unpacked.Length);
                RequireChecksum(zlib, unpacked, packed);
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                throw new ImageDecodingException($"the TIFF file is damaged: strip or tile {index} does not unpack", e);
            }
        }

        if (layout.Differences)
        {
            TiffDifferences.Undo(unpacked, layout, directory.BigEndian);
        }
    }

    // Some writers fill the last strip up; what goes on for ever is none of them. The runtime compares the checksum of a stream that ends, but
    // takes one that is cut for whole. The checksum stands near the segment's end, which may be filled up too.
    private static void RequireChecksum(ZLibStream zlib, ReadOnlySpan<byte> unpacked, ReadOnlySpan<byte> packed)
    {
        Adler32 checksum = new();
        checksum.Append(unpacked);
        Span<byte> rest = stackalloc byte[1 << 12];
        for (int skipped = 0; zlib.Read(rest) is > 0 and int read; skipped += read)
        {
            checksum.Append(rest[..read]);
            if (skipped > MostBehindRows) throw new InvalidDataException();
        }

        if (packed.LastIndexOf(checksum.Bytes) < 0) throw new InvalidDataException();
    }

    private void ReadWithLibrary(int index, int size)
    {
        RequireInside(index);
        _library ??= new LibTiffFile(file, directory);
        bool read = _library.Read(tiff =>
        {
            int whole = layout.Tiled ? tiff.TileSize() : tiff.ScanlineSize();
            int expected = layout.Tiled ? checked(layout.SegmentHeight * layout.RowBytes) : layout.RowBytes;
            int unpacked = layout.Tiled ? tiff.ReadEncodedTile(index, _buffer, 0, size) : tiff.ReadEncodedStrip(index, _buffer, 0, size);
            return whole == expected && unpacked == size;
        });
        if (!read)
        {
            throw _library.Failure(null);
        }
    }
}
