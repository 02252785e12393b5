namespace GanGate.Images;

/// <summary>Turns an image as a TIFF's Orientation says; Pillow does so when it loads one.</summary>
internal static class TiffOrientation
{
    /// <summary>Turns an image.</summary>
    /// <param name="image">As it is stored.</param>
    /// <param name="orientation">Where the stored first row and column belong, 1 to 8; another number changes nothing.</param>
    public static RgbImage Turn(RgbImage image, int orientation)
    {
        if (orientation is < 2 or > 8)
        {
            return image;
        }

        // From 5 on, stored rows are columns.
        bool swapped = orientation >= 5;
        int width = swapped ? image.Height : image.Width, height = swapped ? image.Width : image.Height;
        bool fromRight = orientation is 2 or 3 or 6 or 7, fromBottom = orientation is 3 or 4 or 7 or 8;
        byte[] turned = GC.AllocateUninitializedArray<byte>(image.Pixels.Length);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int column = fromRight ? width - 1 - x : x, row = fromBottom ? height - 1 - y : y;
                int from = swapped ? (column * image.Width) + row : (row * image.Width) + column;
                image.Pixels.AsSpan(from * 3, 3).CopyTo(turned.AsSpan(((y * width) + x) * 3));
            }
        }

        return image with { Width = width, Height = height, Pixels = turned };
    }
}
