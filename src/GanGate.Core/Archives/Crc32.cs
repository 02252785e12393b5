using System.Buffers.Binary;

namespace GanGate.Archives;

/// <summary>
/// The checksum of ZIP entries: CRC-32 of IEEE 802.3, reflected, eight bytes a step (Kounavis and Berry 2005, "slicing by 8").
/// </summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int Slices = 8;

    // Entry 256 k + b: the checksum of byte b followed by k zero bytes.
    private static readonly uint[] Table = BuildTable();

    /// <summary>Continues a checksum; the one of no bytes is 0.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<uint> table = Table.AsSpan(0, 256 * Slices);
        uint crc = ~checksum;
        for (; data.Length >= Slices; data = data[Slices..])
        {
            ulong next = BinaryPrimitives.ReadUInt64LittleEndian(data) ^ crc;
            crc = table[1792 + (byte)next]
                ^ table[1536 + (byte)(next >> 8)]
                ^ table[1280 + (byte)(next >> 16)]
                ^ table[1024 + (byte)(next >> 24)]
                ^ table[768 + (byte)(next >> 32)]
                ^ table[512 + (byte)(next >> 40)]
                ^ table[256 + (byte)(next >> 48)]
                ^ table[(byte)(next >> 56)];
        }

        foreach (byte value in data)
        {
            crc = table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] BuildTable()
    {
        uint[] table = new uint[256 * Slices];
        for (uint value = 0; value < 256; value++)
        {
            uint crc = value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * Polynomial);
            }

            table[value] = crc;
        }

        for (int i = 256; i < table.Length; i++)
        {
            uint before = table[i - 256];
            table[i] = table[(byte)before] ^ (before >> 8);
        }

        return table;
    }
}
