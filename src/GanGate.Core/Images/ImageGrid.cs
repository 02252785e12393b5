using GanGate.Settings;

namespace GanGate.Images;

/// <summary>The first images of a source side by side, eight in a row, so that a person can look at them.</summary>
internal static class ImageGrid
{
    /// <summary>The most images in a grid, unless fewer are asked for.</summary>
    public const int Most = 64;

    private const int Columns = 8;
    private const int Gap = 2;
    private const int LongestSide = 16384;

    // On a page: eight images of 64 pixels keep theirs, and dozens of grids fit a megabyte.
    private const int ThumbnailSide = 544;
    private const int LargestPng = 48 << 10;

    /// <summary>Draws a grid; cells have the size of the largest image, what is empty is black.</summary>
    /// <exception cref="GanGateException">GG2005: images are corrupt; GG2042: they are too large to lie side by side.</exception>
    public static RgbImage Of(IImageSource source, int most = Most)
    {
        ArgumentNullException.ThrowIfNull(source);
        SelectedImages first = new(source, [.. Enumerable.Range(0, Math.Min(most, source.Count))]);
        RgbImage[] images = [.. ImageReader.Read(first, image => image, threads: 1, CancellationToken.None)];
        int cellWidth = images.Max(image => image.Width) + Gap, cellHeight = images.Max(image => image.Height) + Gap;
        long width = ((long)cellWidth * Math.Min(Columns, images.Length)) + Gap;
        long height = ((long)cellHeight * ((images.Length + Columns - 1) / Columns)) + Gap;
        if (Math.Max(width, height) > LongestSide)
        {
            throw new GanGateException(
                ErrorCodes.SelectionImpossible, $"a grid of {width} x {height} pixels is too large (at most {LongestSide} a side): leave {Setting.Grid} out");
        }

        byte[] pixels = new byte[width * height * 3];
        for (int i = 0; i < images.Length; i++)
        {
            long left = (i % Columns * cellWidth) + Gap, top = (i / Columns * cellHeight) + Gap;
            int row = images[i].Width * 3;
            for (int y = 0; y < images[i].Height; y++)
            {
                images[i].Pixels.AsSpan(y * row, row).CopyTo(pixels.AsSpan((int)((((top + y) * width) + left) * 3)));
            }
        }

        return new RgbImage("grid", (int)width, (int)height, pixels);
    }

    /// <summary>A grid small enough for a page.</summary>
    public static Thumbnail ToThumbnail(RgbImage grid) => Thumbnail.Of(grid, ThumbnailSide, LargestPng);

    /// <summary>Writes the grid as PNG.</summary>
    /// <exception cref="GanGateException">As for <see cref="Of"/>; GG2001: the name is that of another kind; GG2010: the file cannot be written.</exception>
    public static void Write(string path, IImageSource source, int most = Most)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not ("" or ".png"))
        {
            throw new GanGateException(ErrorCodes.Usage, $"'{path}' cannot be drawn: {Setting.Grid} writes PNG, so the name ends with .png");
        }

        byte[] png = PngFile.Encode(Of(source, most));
        AtomicFile.Write(path, stream => stream.Write(png));
    }
}
