using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace GanGate.Archives;

/// <summary>
/// What precedes the elements of a numpy array in its file (numpy's NEP 1, versions 1.0 to 3.0): their type, order and number.
/// </summary>
/// <param name="Element">The type of the elements.</param>
/// <param name="FortranOrder">Whether the first index runs fastest instead of the last.</param>
/// <param name="Shape">The lengths along the dimensions; none for a single value.</param>
internal sealed record NpyHeader(NpyElement Element, bool FortranOrder, IReadOnlyList<long> Shape)
{
    private const int LongestText = 65536;
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>How many elements there are.</summary>
    public long Count { get; } = CountOf(Shape, Element.Size);

    /// <summary>How many bytes they take.</summary>
    public long ByteCount => Count * Element.Size;

    /// <summary>The shape as numpy shows it: (2048, 2048).</summary>
    public string ShapeText => Shape.Count == 1 ? $"({Number(Shape[0])},)" : $"({string.Join(", ", Shape.Select(Number))})";

    /// <inheritdoc/>
    public override string ToString() => $"({Element}, {ShapeText})";

    /// <summary>Reads the header and checks that exactly the elements follow it.</summary>
    /// <exception cref="InvalidDataException">It is none that numpy writes.</exception>
    public static NpyHeader Read(IArrayReader source)
    {
        Span<byte> start = stackalloc byte[Magic.Length + 2];
        source.ReadExactly(start);
        int version = start[^2];
        if (!start.StartsWith(Magic) || version is < 1 or > 3 || start[^1] != 0)
        {
            throw new InvalidDataException("it is not a numpy array of format version 1, 2 or 3");
        }

        Span<byte> length = stackalloc byte[version == 1 ? sizeof(ushort) : sizeof(uint)];
        source.ReadExactly(length);
        uint size = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(length) : BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (size > LongestText)
        {
            throw new InvalidDataException($"its header claims {size} bytes, more than any array needs");
        }

        byte[] text = new byte[size];
        source.ReadExactly(text);
        NpyHeader header = NpyHeaderParser.Parse((version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(text));
        if (header.ByteCount != source.Remaining)
        {
            throw new InvalidDataException(
                $"its shape {header.ShapeText} needs {header.ByteCount} bytes, but {source.Remaining} follow the header");
        }

        return header;
    }

    /// <summary>Writes the header in format version 1.0, padded so that the elements start at a multiple of 64 bytes.</summary>
    public void Write(Stream stream)
    {
        string text = $"{{'descr': '{Element}', 'fortran_order': {(FortranOrder ? "True" : "False")}, 'shape': {ShapeText}, }}";
        int unpadded = Magic.Length + 2 + sizeof(ushort) + text.Length + 1;
        int padding = (Alignment - (unpadded % Alignment)) % Alignment;
        byte[] bytes = [.. Magic, 1, 0, 0, 0, .. Encoding.ASCII.GetBytes(text), .. Enumerable.Repeat((byte)' ', padding), (byte)'\n'];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(Magic.Length + 2), (ushort)(text.Length + padding + 1));
        stream.Write(bytes);
    }

    private static long CountOf(IReadOnlyList<long> shape, int elementSize)
    {
        if (shape.Contains(0))
        {
            return 0;
        }

        // Also for elements of no bytes ('<U0'), so that a count never outgrows what the file can mean.
        UInt128 limit = (ulong)long.MaxValue / (uint)Math.Max(elementSize, 1);
        UInt128 count = 1;
        foreach (long length in shape)
        {
            count *= (ulong)length;
            if (count > limit)
            {
                throw new InvalidDataException("its shape has more elements than any file can hold");
            }
        }

        return (long)count;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
