namespace GanGate.Images;

/// <summary>A fixed, ordered set of images that can be decoded in any order, by several threads at once.</summary>
public interface IImageSource : IImageList
{
    /// <summary>The files that hold the images, where these are no files of their own (<see cref="IImageList.PathOf"/>).</summary>
    IReadOnlyList<string> Files => [Description];

    /// <summary>Decodes one image.</summary>
    /// <exception cref="ImageDecodingException">The image is broken, or not one; the message is the reason.</exception>
    RgbImage Decode(int index);
}
