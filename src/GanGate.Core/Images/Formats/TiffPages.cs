using System.Buffers.Binary;

namespace GanGate.Images;

/// <summary>How many pictures a TIFF holds, told without reading them: each directory ends with the place of the next.</summary>
internal static class TiffPages
{
    /// <summary>Whether a directory follows the first one.</summary>
    public static bool AreSeveral(ReadOnlySpan<byte> file)
    {
        bool little = file[0] == 'I';
        bool big = Number(file.Slice(2, 2), little) == 43;
        int place = big ? 8 : 4, word = big ? 8 : 2, entry = big ? 20 : 12;
        return TryRead(file, big ? 8u : 4u, place, little, out ulong first)
            && TryRead(file, first, word, little, out ulong entries)
            && entries < (ulong)file.Length
            && TryRead(file, first + (ulong)word + (entries * (ulong)entry), place, little, out ulong next)
            && next != 0;
    }

    private static bool TryRead(ReadOnlySpan<byte> file, ulong offset, int length, bool little, out ulong value)
    {
        bool inside = offset <= (ulong)file.Length && (ulong)file.Length - offset >= (ulong)length;
        value = inside ? Number(file.Slice((int)offset, length), little) : 0;
        return inside;
    }

    private static ulong Number(ReadOnlySpan<byte> bytes, bool little) => bytes.Length switch
    {
        2 => little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes),
        4 => little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes),
        _ => little ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes),
    };
}
