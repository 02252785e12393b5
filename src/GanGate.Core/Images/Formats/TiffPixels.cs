namespace GanGate.Images;

/// <summary>Makes RGB of a TIFF's samples.</summary>
internal sealed class TiffPixels
{
    private readonly TiffSamples _samples;
    private readonly WideSamples? _wide;
    private readonly bool _bigEndian;
    private readonly byte[] _levels;
    private readonly byte[]? _palette;
    private byte[] _unpacked = [];

    /// <summary>For samples of a kind.</summary>
    /// <param name="samples">The kind.</param>
    /// <param name="palette">256 colours, each of three bytes, where samples are their numbers.</param>
    /// <param name="wide">What makes bytes of samples of 16 bits, where there are such.</param>
    /// <param name="bigEndian">Whether samples of 16 bits begin with their great byte.</param>
    public TiffPixels(TiffSamples samples, byte[]? palette, WideSamples? wide, bool bigEndian)
    {
        (_samples, _palette, _wide, _bigEndian) = (samples, palette, wide, bigEndian);
        int highest = (1 << Math.Min(8, samples.Bits)) - 1;
        _levels = [.. Enumerable.Range(0, 256).Select(v => (byte)(Math.Min(v, highest) * 255 / highest))];
        if (samples.Colours == TiffColours.InvertedGray)
        {
            _levels = [.. _levels.Select(level => (byte)(255 - level))];
        }
    }

    /// <summary>Makes a row's pixels.</summary>
    /// <param name="row">Samples, those of a pixel together.</param>
    /// <param name="rgb">Receives three bytes for each pixel.</param>
    public void Convert(ReadOnlySpan<byte> row, Span<byte> rgb)
    {
        int width = rgb.Length / 3;
        ReadOnlySpan<byte> samples = _samples.Bits switch
        {
            8 => row,
            16 => _wide!.Narrow(row[..(width * _samples.Count * 2)], _samples.Count, _samples.ColourCount, _bigEndian),
            _ => Unpacked(row, width * _samples.Count),
        };
        switch (_samples.Colours)
        {
            case TiffColours.Gray or TiffColours.InvertedGray:
                ConvertGray(samples, rgb);
                break;
            case TiffColours.Palette:
                ConvertPalette(samples, rgb);
                break;
            case TiffColours.Cmyk:
                ConvertCmyk(samples, rgb);
                break;
            default:
                ConvertRgb(samples, rgb);
                break;
        }
    }

    // Samples of 12 bits keep their upper 8; those of fewer than 8 stay as they are, a byte each.
    private Span<byte> Unpacked(ReadOnlySpan<byte> row, int count)
    {
        if (_unpacked.Length < count)
        {
            _unpacked = new byte[count];
        }

        Span<byte> unpacked = _unpacked.AsSpan(0, count);
        int bits = _samples.Bits;
        for (int i = 0; i < unpacked.Length; i++)
        {
            unpacked[i] = bits == 12 ? TwelveBits(row, i) : (byte)((row[i * bits / 8] >> (8 - bits - (i * bits % 8))) & ((1 << bits) - 1));
        }

        return unpacked;
    }

    // Two samples in three bytes.
    private static byte TwelveBits(ReadOnlySpan<byte> row, int i)
    {
        int at = i * 3 / 2;
        return i % 2 == 0 ? row[at] : (byte)((row[at] << 4) | (row[at + 1] >> 4));
    }

    private void ConvertGray(ReadOnlySpan<byte> samples, Span<byte> rgb)
    {
        int step = _samples.Count;
        for (int from = 0, to = 0; to < rgb.Length; from += step, to += 3)
        {
            byte level = _levels[samples[from]];
            (rgb[to], rgb[to + 1], rgb[to + 2]) = (level, level, level);
        }
    }

    private void ConvertPalette(ReadOnlySpan<byte> samples, Span<byte> rgb)
    {
        int step = _samples.Count;
        for (int from = 0, to = 0; to < rgb.Length; from += step, to += 3)
        {
            _palette.AsSpan(3 * samples[from], 3).CopyTo(rgb[to..]);
        }
    }

    private void ConvertRgb(ReadOnlySpan<byte> samples, Span<byte> rgb)
    {
        int step = _samples.Count;
        if (step == 3)
        {
            samples[..rgb.Length].CopyTo(rgb);
            return;
        }

        for (int from = 0, to = 0; to < rgb.Length; from += step, to += 3)
        {
            int alpha = _samples.Premultiplied ? samples[from + 3] : 255;
            rgb[to] = Divide(samples[from], alpha);
            rgb[to + 1] = Divide(samples[from + 1], alpha);
            rgb[to + 2] = Divide(samples[from + 2], alpha);
        }
    }

    // Nothing is left of colours multiplied by 0.
    private static byte Divide(int colour, int alpha) => alpha switch
    {
        255 => (byte)colour,
        0 => 0,
        _ => (byte)Math.Min(255, colour * 255 / alpha),
    };

    private void ConvertCmyk(ReadOnlySpan<byte> samples, Span<byte> rgb)
    {
        int step = _samples.Count;
        for (int from = 0, to = 0; to < rgb.Length; from += step, to += 3)
        {
            int light = 255 - samples[from + 3];
            for (int i = 0; i < 3; i++)
            {
                rgb[to + i] = (byte)Math.Max(0, light - Product(samples[from + i], light));
            }
        }
    }

    // a * b / 255, rounded, as Pillow multiplies bytes that stand for 0 to 1.
    private static int Product(int a, int b)
    {
        int product = (a * b) + 128;
        return (product + (product >> 8)) >> 8;
    }
}
