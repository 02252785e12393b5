namespace GanGate.Images.Formats;

/// <summary>The colours of a palette, for pixels that are their numbers.</summary>
/// <param name="palette">Three bytes for each colour; without any, numbers are levels of gray.</param>
internal readonly ref struct PaletteColours(ReadOnlySpan<byte> palette)
{
    private readonly ReadOnlySpan<byte> _palette = palette.IsEmpty ? Gray : palette;

    private static ReadOnlySpan<byte> Gray => GrayLevels;

    private static readonly byte[] GrayLevels = [.. Enumerable.Range(0, 256 * 3).Select(i => (byte)(i / 3))];

    /// <summary>The colours of pixels.</summary>
    /// <param name="indices">Their numbers.</param>
    /// <param name="rgb">Receives three bytes for each.</param>
    /// <exception cref="ImageDecodingException">The palette lacks one; programs show such pixels in different colours.</exception>
    public void Convert(ReadOnlySpan<byte> indices, Span<byte> rgb)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            Colour(indices[i]).CopyTo(rgb[(3 * i)..]);
        }
    }

    /// <summary>Gives all pixels the colour of one number.</summary>
    public void Fill(int index, Span<byte> rgb)
    {
        ReadOnlySpan<byte> colour = Colour(index);
        for (int i = 0; i < rgb.Length; i += 3)
        {
            colour.CopyTo(rgb[i..]);
        }
    }

    private ReadOnlySpan<byte> Colour(int index) => 3 * index < _palette.Length
        ? _palette.Slice(3 * index, 3)
        : throw new ImageDecodingException($"a pixel has the colour {index}, but the palette has only {_palette.Length / 3} (counted from 0)");
}
