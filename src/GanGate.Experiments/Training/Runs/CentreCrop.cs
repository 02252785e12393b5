using GanGate.Images;

namespace GanGate.Training.Runs;

/// <summary>The square in the middle of an image.</summary>
internal static class CentreCrop
{
    /// <summary>Cuts it out.</summary>
    /// <param name="image">Of any size.</param>
    /// <param name="side">Its side; null for the image's shorter one.</param>
    /// <exception cref="ImageDecodingException">The image is smaller than the square.</exception>
    public static RgbImage Of(RgbImage image, int? side)
    {
        int length = side ?? Math.Min(image.Width, image.Height);
        if (length > Math.Min(image.Width, image.Height))
        {
            throw new ImageDecodingException(
                $"{image.Width} x {image.Height} pixels are less than the square of {length} that is to be cut from it");
        }

        if (image.Width == length && image.Height == length) return image;
        int left = (image.Width - length) / 2, top = (image.Height - length) / 2;
        byte[] pixels = new byte[length * length * 3];
        for (int row = 0; row < length; row++)
        {
            image.Pixels.AsSpan((((top + row) * image.Width) + left) * 3, length * 3).CopyTo(pixels.AsSpan(row * length * 3));
        }

        return new RgbImage(image.Name, length, length, pixels);
    }
}
