namespace GanGate.Images;

/// <summary>The Huffman tables of a JPEG that are in force (ITU-T T.81, B.2.4.2).</summary>
internal sealed class JpegCodes
{
    /// <summary>Added to the number of a table for the coefficients behind the first one of a block.</summary>
    public const int OfRest = 16;

    private const int LongestCode = 16;

    // As they stand in the file, and as they were made of it: most files have more tables than scans need.
    private readonly Dictionary<int, byte[]> _given = [];
    private readonly Dictionary<int, JpegTable?> _made = [];

    /// <summary>Reads the tables of one segment; what is cut is left to the decoder, which refuses it.</summary>
    public void Add(ReadOnlySpan<byte> data)
    {
        while (data.Length > LongestCode)
        {
            int count = 0;
            foreach (byte codes in data.Slice(1, LongestCode)) count += codes;
            int length = Math.Min(data.Length, 1 + LongestCode + count);
            _given[data[0]] = data[1..length].ToArray();
            _made.Remove(data[0]);
            data = data[length..];
        }
    }

    /// <summary>A table; null where no such one came, or none that the decoder takes.</summary>
    /// <param name="table">Its number, with <see cref="OfRest"/> or without.</param>
    public JpegTable? Table(int table)
    {
        if (_made.TryGetValue(table, out JpegTable? made) || !_given.TryGetValue(table, out byte[]? given)) return made;
        return _made[table] = JpegTable.Of(given.AsSpan(0, LongestCode), given.AsSpan(LongestCode));
    }
}
