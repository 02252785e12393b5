namespace GanGate.Images;

/// <summary>
/// The shortest Huffman code of each table of a JPEG (ITU-T T.81, B.2.4.2): with it the smallest number of bytes is known that a picture of
/// its size can have, before time is spent on it.
/// </summary>
internal sealed class JpegCodes
{
    /// <summary>Added to the number of a table for the coefficients behind the first one of a block.</summary>
    public const int OfRest = 16;

    private const int LongestCode = 16;

    private readonly Dictionary<int, int> _shortest = [];

    /// <summary>Reads the tables of one segment; what is cut is left to the decoder, which refuses it.</summary>
    public void Add(ReadOnlySpan<byte> data)
    {
        while (data.Length > LongestCode)
        {
            int shortest = 0, values = 0;
            for (int length = LongestCode; length > 0; length--)
            {
                if (data[length] > 0) shortest = length;
                values += data[length];
            }

            _shortest[data[0]] = shortest;
            data = data[Math.Min(data.Length, 1 + LongestCode + values)..];
        }
    }

    /// <summary>The length of the shortest code of a table, in bits; 1 where no such table came.</summary>
    /// <param name="table">Its number, with <see cref="OfRest"/> or without.</param>
    public int Shortest(int table) => Math.Max(1, _shortest.GetValueOrDefault(table));
}
