namespace GanGate.Images;

/// <summary>
/// Unpacks PackBits: a length n below 128 before n + 1 bytes, or above 128 before one byte that stands for 257 - n; 128 is nothing.
/// </summary>
internal static class TiffPackBits
{
    /// <summary>Unpacks until the room is full or the data end.</summary>
    /// <returns>How many bytes were unpacked.</returns>
    public static int Unpack(ReadOnlySpan<byte> packed, Span<byte> unpacked)
    {
        int from = 0, to = 0;
        while (to < unpacked.Length && from + 1 < packed.Length)
        {
            int length = packed[from++];
            if (length < 128)
            {
                int copied = Math.Min(Math.Min(length + 1, unpacked.Length - to), packed.Length - from);
                packed.Slice(from, copied).CopyTo(unpacked[to..]);
                (from, to) = (from + copied, to + copied);
            }
            else if (length > 128)
            {
                int repeated = Math.Min(257 - length, unpacked.Length - to);
                unpacked.Slice(to, repeated).Fill(packed[from++]);
                to += repeated;
            }
        }

        return to;
    }
}
