using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GanGate.Images;

/// <summary>The five filters of PNG (ISO/IEC 15948, 9): a byte is kept as its difference from what its neighbours predict.</summary>
internal static class PngFilter
{
    /// <summary>Bytes that must lie behind each row, since pixels are read and written eight bytes at a time.</summary>
    public const int Slack = 8;

    /// <summary>Undoes the filter of one row.</summary>
    /// <param name="kind">0 to 4.</param>
    /// <param name="raw">The differences, and <see cref="Slack"/> bytes.</param>
    /// <param name="above">The row above, and <see cref="Slack"/> bytes; zeros above the first.</param>
    /// <param name="row">Receives the row; <see cref="Slack"/> bytes behind it may be written to.</param>
    /// <param name="pixel">Bytes of a pixel, 1 to 8.</param>
    /// <exception cref="ImageDecodingException">There is no such filter.</exception>
    public static void Undo(int kind, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> above, Span<byte> row, int pixel)
    {
        int length = row.Length - Slack;
        switch (kind)
        {
            case 0:
                raw[..length].CopyTo(row);
                break;
            case 1:
                Undo<Left>(raw, above, row, pixel);
                break;
            case 2:
                TensorPrimitives.Add(raw[..length], above[..length], row[..length]);
                break;
            case 3:
                Undo<Average>(raw, above, row, pixel);
                break;
            case 4:
                Undo<Paeth>(raw, above, row, pixel);
                break;
            default:
                throw new ImageDecodingException($"the data are damaged (a row has the filter {kind}, which does not exist)");
        }
    }

    // The samples of a pixel side by side, each in a lane of 16 bits; lanes beyond them hold what the next pixel overwrites.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Undo<T>(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> above, Span<byte> row, int pixel)
        where T : struct, IPrediction
    {
        if (raw.Length < row.Length || above.Length < row.Length) throw new ArgumentException("a row lacks its slack");
        ref byte x = ref MemoryMarshal.GetReference(raw), b = ref MemoryMarshal.GetReference(above), y = ref MemoryMarshal.GetReference(row);
        Vector128<short> left = default, corner = default, low = Vector128.Create((short)0xFF);
        for (int i = 0; i < row.Length - Slack; i += pixel)
        {
            Vector128<short> up = Load(ref b, i);
            left = (Load(ref x, i) + T.Of(left, up, corner)) & low;
            ulong packed = Vector128.Narrow(left.AsUInt16(), left.AsUInt16()).AsUInt64().ToScalar();
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref y, i), packed);
            corner = up;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Load(ref byte start, int offset)
    {
        ulong bytes = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, offset));
        return Vector128.WidenLower(Vector128.CreateScalarUnsafe(bytes).AsByte()).AsInt16();
    }

    /// <summary>What the neighbours of a pixel say of it.</summary>
    private interface IPrediction
    {
        static abstract Vector128<short> Of(Vector128<short> left, Vector128<short> up, Vector128<short> corner);
    }

    private readonly struct Left : IPrediction
    {
        public static Vector128<short> Of(Vector128<short> left, Vector128<short> up, Vector128<short> corner) => left;
    }

    private readonly struct Average : IPrediction
    {
        public static Vector128<short> Of(Vector128<short> left, Vector128<short> up, Vector128<short> corner) => (left + up) >> 1;
    }

    // Of the three neighbours the one that is nearest to left + up - corner; left before up before corner.
    private readonly struct Paeth : IPrediction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<short> Of(Vector128<short> left, Vector128<short> up, Vector128<short> corner)
        {
            Vector128<short> vertical = up - corner, horizontal = left - corner;
            Vector128<short> toLeft = Vector128.Abs(vertical), toUp = Vector128.Abs(horizontal);
            Vector128<short> toCorner = Vector128.Abs(vertical + horizontal);
            Vector128<short> least = Vector128.Min(toCorner, Vector128.Min(toLeft, toUp));
            return Vector128.ConditionalSelect(
                Vector128.Equals(least, toLeft), left, Vector128.ConditionalSelect(Vector128.Equals(least, toUp), up, corner));
        }
    }
}
