using System.Buffers.Binary;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;

namespace GanGate.Archives;

/// <summary>The elements of a numpy array, brought into C order and the type asked for.</summary>
internal static class NpyValues
{
    // Small enough to stay in the cache between reading, checksum and conversion.
    private const int ChunkBytes = 128 * 1024;

    /// <summary>Reads all elements as numbers, in C order.</summary>
    /// <typeparam name="T">A floating-point type takes any number, rounded; an integer type takes integers that fit.</typeparam>
    /// <exception cref="InvalidDataException">They are no such numbers, or the data are damaged.</exception>
    public static T[] Read<T>(IArrayReader source, NpyHeader header)
        where T : unmanaged, INumberBase<T>
    {
        bool toInteger = T.CreateTruncating(0.5) == T.Zero;
        T[] values = (header.Element.Kind, header.Element.Size) switch
        {
            ('f', 2) when !toInteger => Read<Half, T>(source, header),
            ('f', 4) when !toInteger => Read<float, T>(source, header),
            ('f', 8) when !toInteger => Read<double, T>(source, header),
            ('i', 1) => Read<sbyte, T>(source, header),
            ('i', 2) => Read<short, T>(source, header),
            ('i', 4) => Read<int, T>(source, header),
            ('i', 8) => Read<long, T>(source, header),
            ('u' or 'b', 1) => Read<byte, T>(source, header),
            ('u', 2) => Read<ushort, T>(source, header),
            ('u', 4) => Read<uint, T>(source, header),
            ('u', 8) => Read<ulong, T>(source, header),
            _ => throw new InvalidDataException(
                $"its elements are of the type '{header.Element}'; {(toInteger ? "integers" : "numbers")} are needed"),
        };
        source.Complete();
        return header.FortranOrder && header.Shape.Count > 1 ? ToCOrder(values, header.Shape) : values;
    }

    /// <summary>Reads all elements as text, in file order, without numpy's padding.</summary>
    /// <exception cref="InvalidDataException">They are no text, or the data are damaged.</exception>
    public static string[] ReadText(IArrayReader source, NpyHeader header)
    {
        NpyElement element = header.Element;
        if (element.Kind != 'U' || element.Size == 0)
        {
            throw new InvalidDataException($"its elements are of the type '{element}'; text ('<U...') is needed");
        }

        UTF32Encoding encoding = new(element.BigEndian, byteOrderMark: false, throwOnInvalidCharacters: true);
        string[] values = new string[LengthOf(header)];
        byte[] buffer = new byte[element.Size];
        for (int i = 0; i < values.Length; i++)
        {
            source.ReadExactly(buffer);
            try
            {
                values[i] = encoding.GetString(buffer).TrimEnd('\0');
            }
            catch (DecoderFallbackException exception)
            {
                throw new InvalidDataException("its text is not Unicode", exception);
            }
        }

        source.Complete();
        return values;
    }

    private static T[] Read<TFile, T>(IArrayReader source, NpyHeader header)
        where TFile : unmanaged, INumberBase<TFile>
        where T : unmanaged, INumberBase<T>
    {
        T[] values = GC.AllocateUninitializedArray<T>(LengthOf(header));
        bool asIs = typeof(TFile) == typeof(T);
        int chunk = Math.Min(ChunkBytes / header.Element.Size, values.Length);
        TFile[] buffer = asIs ? [] : new TFile[chunk];
        for (int start = 0; start < values.Length; start += chunk)
        {
            Span<T> piece = values.AsSpan(start, Math.Min(chunk, values.Length - start));
            Span<TFile> raw = asIs ? MemoryMarshal.Cast<T, TFile>(piece) : buffer.AsSpan(0, piece.Length);
            source.ReadExactly(MemoryMarshal.AsBytes(raw));
            if (header.Element.BigEndian)
            {
                ReverseBytes(MemoryMarshal.AsBytes(raw), header.Element.Size);
            }

            if (!asIs)
            {
                Convert<TFile, T>(raw, piece);
            }
        }

        return values;
    }

    private static int LengthOf(NpyHeader header)
        => header.Count <= Array.MaxLength
            ? (int)header.Count
            : throw new InvalidDataException($"its shape {header.ShapeText} has more elements than one array holds in memory");

    private static void Convert<TFile, T>(ReadOnlySpan<TFile> raw, Span<T> values)
        where TFile : unmanaged, INumberBase<TFile>
        where T : unmanaged, INumberBase<T>
    {
        try
        {
            TensorPrimitives.ConvertChecked(raw, values);
        }
        catch (OverflowException exception)
        {
            throw new InvalidDataException("it holds a number that is too large", exception);
        }
    }

    private static void ReverseBytes(Span<byte> bytes, int wordSize)
    {
        switch (wordSize)
        {
            case 2:
                Span<ushort> words2 = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(words2, words2);
                break;
            case 4:
                Span<uint> words4 = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(words4, words4);
                break;
            case 8:
                Span<ulong> words8 = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(words8, words8);
                break;
            default:
                break;
        }
    }

    // Walks the result in C order; in the source, the step along a dimension is the product of the lengths before it.
    private static T[] ToCOrder<T>(T[] source, IReadOnlyList<long> shape)
    {
        if (source.Length == 0)
        {
            return source;
        }

        T[] result = new T[source.Length];
        int last = shape.Count - 1;
        int row = (int)shape[last];
        int step = source.Length / row;
        int[] index = new int[last];
        for (int start = 0; start < result.Length; start += row)
        {
            int offset = 0;
            for (int k = last - 1; k >= 0; k--)
            {
                offset = (offset * (int)shape[k]) + index[k];
            }

            for (int i = 0; i < row; i++)
            {
                result[start + i] = source[offset + (i * step)];
            }

            for (int k = last - 1; k >= 0 && ++index[k] == shape[k]; k--)
            {
                index[k] = 0;
            }
        }

        return result;
    }
}
