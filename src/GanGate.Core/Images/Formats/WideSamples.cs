using System.Buffers.Binary;

namespace GanGate.Images;

/// <summary>Makes bytes of samples of 16 bits, and knows the largest colour among them.</summary>
/// <param name="bits">How many of the 16 bits, from the lowest on, hold a value: of these the upper 8 are kept.</param>
internal sealed class WideSamples(int bits)
{
    /// <summary>The bits of a sample, all of which hold a value unless somebody knows better.</summary>
    public const int All = 16;

    private byte[] _narrow = [];

    /// <summary>The largest colour so far.</summary>
    public int Largest { get; private set; }

    /// <summary>Makes bytes of a row.</summary>
    /// <param name="row">Its samples.</param>
    /// <param name="channels">The samples of a pixel.</param>
    /// <param name="colours">How many of them, from the first on, are colours and not alpha.</param>
    /// <param name="bigEndian">Whether samples begin with their great byte.</param>
    /// <returns>A byte for each sample; they last until the next call.</returns>
    /// <exception cref="ImageDecodingException">A sample has more bits.</exception>
    public ReadOnlySpan<byte> Narrow(ReadOnlySpan<byte> row, int channels, int colours, bool bigEndian)
    {
        int count = row.Length / 2, shift = bits - 8, largest = Largest;
        if (_narrow.Length < count)
        {
            _narrow = GC.AllocateUninitializedArray<byte>(count);
        }

        for (int pixel = 0; pixel < count; pixel += channels)
        {
            for (int i = pixel; i < Math.Min(pixel + channels, count); i++)
            {
                ReadOnlySpan<byte> sample = row.Slice(2 * i, 2);
                int value = bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(sample) : BinaryPrimitives.ReadUInt16LittleEndian(sample);
                largest = i - pixel < colours ? Math.Max(largest, value) : largest;
                _narrow[i] = (byte)Math.Min(255, value >> shift);
            }
        }

        Largest = largest;
        RequireInside(largest, bits);
        return _narrow.AsSpan(0, count);
    }

    /// <summary>Refuses a sample that has more bits than somebody said.</summary>
    public static void RequireInside(int largest, int bits)
    {
        if (largest >> bits != 0)
        {
            throw new ImageDecodingException(
                FormattableString.Invariant($"a sample of {largest:N0} is above {(1 << bits) - 1:N0}, the largest of {bits} bits"));
        }
    }
}
