namespace GanGate.Images;

/// <summary>A fixed, ordered set of images that can be decoded in any order, by several threads at once.</summary>
public interface IImageSource : IImageList
{
    /// <summary>The files that hold the images, where these are no files of their own (<see cref="IImageList.PathOf"/>).</summary>
    IReadOnlyList<string> Files => [Description];

    /// <summary>Makes sure that what lies in <see cref="Files"/> now is what was opened; where images are files of their own, decoding does.</summary>
    /// <exception cref="GanGateException">GG2040: a file was replaced or changed.</exception>
    void RequireUnchanged()
    {
    }

    /// <summary>Decodes one image.</summary>
    /// <exception cref="ImageDecodingException">The image is broken, or not one; the message is the reason.</exception>
    RgbImage Decode(int index);
}
