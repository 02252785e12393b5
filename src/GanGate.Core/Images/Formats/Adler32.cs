using System.Buffers.Binary;

namespace GanGate.Images;

/// <summary>The checksum of zlib's streams (RFC 1950): two sums modulo 65,521, of the bytes and of their sums.</summary>
internal sealed class Adler32
{
    private const uint Modulus = 65521;

    // So many of the greatest bytes stay below 2^32 before the remainder is taken.
    private const int Block = 5552;

    private uint _sum = 1;
    private uint _sumOfSums;

    /// <summary>The checksum so far, as it stands behind a stream.</summary>
    public byte[] Bytes
    {
        get
        {
            byte[] bytes = new byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (_sumOfSums << 16) | _sum);
            return bytes;
        }
    }

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            ReadOnlySpan<byte> block = bytes[..Math.Min(Block, bytes.Length)];
            (uint sum, uint sumOfSums) = (_sum, _sumOfSums);
            foreach (byte value in block)
            {
                sum += value;
                sumOfSums += sum;
            }

            (_sum, _sumOfSums) = (sum % Modulus, sumOfSums % Modulus);
            bytes = bytes[block.Length..];
        }
    }
}
