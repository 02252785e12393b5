namespace GanGate.Images;

/// <summary>A fixed, ordered set of images that can be decoded in any order, by several threads at once.</summary>
public interface IImageSource
{
    /// <summary>What the user called the source, for messages and reports.</summary>
    string Description { get; }

    /// <summary>How many images there are.</summary>
    int Count { get; }

    /// <summary>The name of one image: its path relative to the source.</summary>
    string NameOf(int index);

    /// <summary>The full path of the file that holds one image alone; null where images lie together in an archive.</summary>
    string? PathOf(int index) => null;

    /// <summary>The class that the source states for one image: the first folder of its name, or a label; null where it states none.</summary>
    string? ClassOf(int index) => null;

    /// <summary>Decodes one image.</summary>
    /// <exception cref="ImageDecodingException">The image is broken, or not one; the message is the reason.</exception>
    RgbImage Decode(int index);
}
