using System.Buffers.Binary;

namespace GanGate.Images;

/// <summary>The packed pixels of a PNG: the data of its IDAT chunks, one after the other.</summary>
/// <param name="file">A PNG whose chunks were checked.</param>
/// <param name="first">Where the first IDAT chunk begins.</param>
internal sealed class PngPixelStream(ReadOnlyMemory<byte> file, int first) : Stream
{
    private int _position = first + PngChunks.HeadLength;
    private int _left = BinaryPrimitives.ReadInt32BigEndian(file.Span[first..]);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int filled = 0;
        while (filled < buffer.Length && (_left > 0 || NextChunk()))
        {
            int piece = Math.Min(_left, buffer.Length - filled);
            file.Span.Slice(_position, piece).CopyTo(buffer[filled..]);
            (_position, _left, filled) = (_position + piece, _left - piece, filled + piece);
        }

        return filled;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // Goes to the next chunk of pixels that is not empty; the checksum of the one before lies between.
    private bool NextChunk()
    {
        while (_left == 0)
        {
            ReadOnlySpan<byte> next = file.Span[(_position + 4)..];
            if (next.Length < PngChunks.Overhead || BinaryPrimitives.ReadUInt32BigEndian(next[4..]) != PngChunks.Pixels) return false;
            _left = BinaryPrimitives.ReadInt32BigEndian(next);
            _position += PngChunks.Overhead;
        }

        return true;
    }
}
