using System.Buffers.Binary;

namespace GanGate.Images;

/// <summary>What precedes the values of an IDX file of unsigned bytes.</summary>
/// <param name="Lengths">The lengths along the dimensions, one to four.</param>
internal sealed record IdxHeader(int[] Lengths)
{
    private const int UnsignedBytes = 8;
    private const int MostDimensions = 4;

    /// <summary>Where the values begin.</summary>
    public int Start => sizeof(int) * (1 + Lengths.Length);

    /// <summary>How many values there are, of one byte each.</summary>
    public long ByteCount { get; } = Lengths.Aggregate(1L, (product, length) => checked(product * length));

    /// <summary>The values of one item.</summary>
    public int ItemLength => checked((int)(ByteCount / Math.Max(Lengths[0], 1)));

    /// <summary>60000 x 28 x 28.</summary>
    public string Text => string.Join(" x ", Lengths);

    /// <summary>Reads a header.</summary>
    /// <param name="read">Fills a piece with what lies at an offset; called with rising offsets.</param>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static IdxHeader Read(Reader read)
    {
        Span<byte> magic = stackalloc byte[sizeof(int)];
        read(0, magic);
        if (magic is not [0, 0, UnsignedBytes, >= 1 and <= MostDimensions])
        {
            throw new InvalidDataException("it does not start as one of unsigned bytes does");
        }

        Span<byte> bytes = stackalloc byte[sizeof(int) * magic[3]];
        read(sizeof(int), bytes);
        int[] lengths = new int[magic[3]];
        for (int i = 0; i < lengths.Length; i++) lengths[i] = BinaryPrimitives.ReadInt32BigEndian(bytes[(sizeof(int) * i)..]);
        try
        {
            return Array.TrueForAll(lengths, length => length >= 0)
            ? new IdxHeader(lengths)
            : throw new InvalidDataException("a length in it is negative");
        }
        catch (OverflowException failure)
        {
            throw new InvalidDataException("it claims more values than any file holds", failure);
        }
    }

    /// <summary>Fills a piece with the bytes from an offset on.</summary>
    internal delegate void Reader(long offset, Span<byte> piece);
}
