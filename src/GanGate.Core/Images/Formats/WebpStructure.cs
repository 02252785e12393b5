using System.Buffers.Binary;

namespace GanGate.Images;

/// <summary>Whether a WebP is whole (RFC 9649): the chunks that the length in its head covers.</summary>
internal static class WebpStructure
{
    /// <summary>The bytes before the first chunk, and those before the data of one.</summary>
    public const int HeadLength = 12, ChunkHeadLength = 8;

    private const int ProfileExifAndXmp = 0x2C;

    /// <summary>The file with its first picture alone, without what a decoder of that one has to pass over.</summary>
    /// <param name="file">A file that begins as a WebP.</param>
    /// <param name="several">Whether there are more pictures.</param>
    /// <exception cref="ImageDecodingException">The file is truncated or holds no picture.</exception>
    public static ReadOnlySpan<byte> FirstPicture(ReadOnlySpan<byte> file, out bool several)
    {
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        if (length > file.Length - ChunkHeadLength) throw new ImageDecodingException("the file is truncated");
        ReadOnlySpan<byte> rest = file[HeadLength..Math.Max(HeadLength, (int)length + ChunkHeadLength)];
        byte[] kept = new byte[HeadLength + rest.Length];
        file[..HeadLength].CopyTo(kept);
        int end = HeadLength, pictures = 0;
        while (TakeChunk(ref rest, out ReadOnlySpan<byte> chunk))
        {
            ReadOnlySpan<byte> kind = chunk[..4];
            bool picture = kind.SequenceEqual("VP8 "u8) || kind.SequenceEqual("VP8L"u8) || kind.SequenceEqual("ANMF"u8);
            if (picture) pictures++;
            if ((!picture || pictures != 1) && !IsNeeded(kind)) continue;
            chunk.CopyTo(kept.AsSpan(end));
            if (kind.SequenceEqual("VP8X"u8) && chunk.Length > ChunkHeadLength) kept[end + ChunkHeadLength] &= unchecked((byte)~ProfileExifAndXmp);
            end += chunk.Length;
        }

        several = pictures > 1;
        BinaryPrimitives.WriteUInt32LittleEndian(kept.AsSpan(4), (uint)(end - ChunkHeadLength));
        return pictures > 0 ? kept.AsSpan(0, end) : throw new ImageDecodingException("the file holds no picture");
    }

    /// <summary>Takes the next chunk: its kind, its length, its data, and a byte of filling where they are odd; false where none is left.</summary>
    /// <exception cref="ImageDecodingException">It is cut.</exception>
    public static bool TakeChunk(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> chunk)
    {
        chunk = default;
        if (rest.Length < ChunkHeadLength) return false;
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
        if (size > rest.Length - ChunkHeadLength) throw new ImageDecodingException("the file is truncated");
        chunk = rest[..(int)Math.Min(rest.Length, ChunkHeadLength + size + (size & 1))];
        rest = rest[chunk.Length..];
        return true;
    }

    // What says how large the picture is, its alpha, and the background of an animation.
    private static bool IsNeeded(ReadOnlySpan<byte> kind) =>
        kind.SequenceEqual("VP8X"u8) || kind.SequenceEqual("ALPH"u8) || kind.SequenceEqual("ANIM"u8);
}
