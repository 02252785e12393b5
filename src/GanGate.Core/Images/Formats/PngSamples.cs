using System.Runtime.CompilerServices;

namespace GanGate.Images;

/// <summary>Makes RGB of a PNG's samples: gray three times, colours of the palette, the upper 8 of 16 bits, and no alpha.</summary>
internal sealed class PngSamples
{
    private readonly PngHeader _header;

    // For palettes, and for gray of up to 8 bits or the upper 8 of 16: the colour of each value.
    private readonly uint[] _colours;

    private readonly WideSamples? _wide;

    public PngSamples(PngLayout layout, int sampleBits)
    {
        _header = layout.Header;
        _wide = _header.Depth == 16 ? new WideSamples(sampleBits) : null;
        _colours = _header.Colour switch
        {
            PngColour.Palette => Colours(layout.Palette),
            PngColour.Gray or PngColour.GrayAlpha => Levels(1 << Math.Min(_header.Depth, 8)),
            _ => [],
        };
    }

    /// <summary>The largest colour so far, where samples have 16 bits.</summary>
    public int? Largest => _wide?.Largest;

    /// <summary>The RGB of a row.</summary>
    /// <param name="row">Its samples.</param>
    /// <param name="rgb">Receives three bytes for each pixel; one more may be written to, where there is one.</param>
    /// <param name="width">The number of pixels.</param>
    /// <exception cref="ImageDecodingException">A pixel names a colour that the palette lacks.</exception>
    public void ToRgb(ReadOnlySpan<byte> row, Span<byte> rgb, int width)
    {
        int pixel = _wide is null ? _header.PixelLength : _header.Channels;
        row = _wide is null ? row : _wide.Narrow(row, pixel, _header.Colour is PngColour.Gray or PngColour.GrayAlpha ? 1 : 3, bigEndian: true);
        if (_colours.Length > 0)
        {
            for (int i = 0; i < width; i++) Write(rgb, 3 * i, ColourOf(_header.Depth < 8 ? Packed(row, i) : row[i * pixel]));
        }
        else if (pixel == 3)
        {
            row.CopyTo(rgb);
        }
        else
        {
            for (int i = 0, start = 0; i < width; i++, start += pixel)
            {
                Write(rgb, 3 * i, row[start] | ((uint)row[start + 1] << 8) | ((uint)row[start + 2] << 16));
            }
        }
    }

    private uint ColourOf(int value) => value < _colours.Length
        ? _colours[value]
        : throw new ImageDecodingException($"a pixel has the colour {value}, but the palette has only {_colours.Length} (counted from 0)");

    // Several pixels share a byte, the first in its highest bits.
    private int Packed(ReadOnlySpan<byte> row, int i)
    {
        int bit = i * _header.Depth;
        return (row[bit / 8] >> (8 - _header.Depth - (bit % 8))) & ((1 << _header.Depth) - 1);
    }

    // Four bytes at once, of which the next pixel overwrites the last.
    private static void Write(Span<byte> rgb, int start, uint colour)
    {
        if (start + sizeof(uint) <= rgb.Length)
        {
            Unsafe.WriteUnaligned(ref rgb[start], colour);
        }
        else
        {
            (rgb[start], rgb[start + 1], rgb[start + 2]) = ((byte)colour, (byte)(colour >> 8), (byte)(colour >> 16));
        }
    }

    private static uint[] Colours(byte[] palette)
    {
        uint[] colours = new uint[palette.Length / 3];
        for (int i = 0; i < colours.Length; i++)
        {
            colours[i] = palette[3 * i] | ((uint)palette[(3 * i) + 1] << 8) | ((uint)palette[(3 * i) + 2] << 16);
        }

        return colours;
    }

    // 255 is a multiple of every largest value.
    private static uint[] Levels(int count)
    {
        uint[] levels = new uint[count];
        for (int i = 0; i < count; i++) levels[i] = (uint)(i * (255 / (count - 1))) * 0x010101;
        return levels;
    }
}
