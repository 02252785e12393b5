namespace GanGate.Images;

/// <summary>Which files count as images, by the endings of their names.</summary>
internal static class ImageEndings
{
    /// <summary>The endings, in lower case and without the dot.</summary>
    public static string[] All { get; } = ["png", "jpg", "jpeg", "bmp", "webp", "gif", "tif", "tiff", "ppm", "pgm", "pnm"];

    /// <summary>Whether a name ends like an image's, in any case.</summary>
    public static bool IsImage(string name) => All.Contains(Path.GetExtension(name).TrimStart('.'), StringComparer.OrdinalIgnoreCase);
}
