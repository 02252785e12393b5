using System.Runtime.CompilerServices;

namespace GanGate.Images;

/// <summary>The colours of a palette, for pixels that are their numbers.</summary>
internal sealed class PaletteColours
{
    private readonly uint[] _colours;

    /// <summary>A palette.</summary>
    /// <param name="palette">Three bytes for each colour; without any, numbers are levels of gray.</param>
    public PaletteColours(ReadOnlySpan<byte> palette)
    {
        _colours = new uint[palette.IsEmpty ? 256 : palette.Length / 3];
        for (int i = 0; i < _colours.Length; i++)
        {
            _colours[i] = palette.IsEmpty
                ? (uint)i * 0x010101
                : palette[3 * i] | ((uint)palette[(3 * i) + 1] << 8) | ((uint)palette[(3 * i) + 2] << 16);
        }
    }

    /// <summary>The colours of pixels.</summary>
    /// <param name="indices">Their numbers.</param>
    /// <param name="rgb">Receives three bytes for each.</param>
    /// <exception cref="ImageDecodingException">The palette lacks one; programs show such pixels in different colours.</exception>
    public void Convert(ReadOnlySpan<byte> indices, Span<byte> rgb)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            Write(rgb, 3 * i, Colour(indices[i]));
        }
    }

    /// <summary>Refuses pixels whose colours the palette lacks.</summary>
    /// <exception cref="ImageDecodingException">It lacks one.</exception>
    public void Require(ReadOnlySpan<byte> indices)
    {
        foreach (byte index in indices) Colour(index);
    }

    /// <summary>Gives all pixels the colour of one number.</summary>
    public void Fill(int index, Span<byte> rgb)
    {
        uint colour = Colour(index);
        for (int i = 0; i < rgb.Length; i += 3)
        {
            Write(rgb, i, colour);
        }
    }

    // Four bytes at once, of which the next pixel overwrites the last.
    private static void Write(Span<byte> rgb, int at, uint colour)
    {
        if (at + sizeof(uint) <= rgb.Length)
        {
            Unsafe.WriteUnaligned(ref rgb[at], colour);
        }
        else
        {
            (rgb[at], rgb[at + 1], rgb[at + 2]) = ((byte)colour, (byte)(colour >> 8), (byte)(colour >> 16));
        }
    }

    private uint Colour(int index) => index < _colours.Length
        ? _colours[index]
        : throw new ImageDecodingException($"a pixel has the colour {index}, but the palette has only {_colours.Length} (counted from 0)");
}
