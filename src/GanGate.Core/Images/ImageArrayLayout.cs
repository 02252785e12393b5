using GanGate.Archives;

namespace GanGate.Images;

/// <summary>Where the images of a numpy array lie in it, the first dimension counting them.</summary>
/// <param name="Count">N.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Channels">3, or 1 for gray.</param>
/// <param name="Planes">Whether the channels follow each other (N x 3 x H x W) instead of standing together in each pixel.</param>
internal sealed record ImageArrayLayout(int Count, int Width, int Height, int Channels, bool Planes)
{
    private const int Rgb = 3;

    // A last length of so few is that of channels, not a width.
    private const int MostChannels = 4;

    /// <summary>The bytes of one image in the array of bytes.</summary>
    public int ImageLength => checked(Width * Height * Channels);

    /// <summary>The layout that the shape of an array says; null where it is none of images of integers, or may be read in two ways.</summary>
    public static ImageArrayLayout? Of(NpyHeader header)
    {
        if (header.Element.Kind is not ('u' or 'i') || header.Shape.Any(length => length > int.MaxValue)) return null;
        return header.Shape.Select(length => (int)length).ToArray() switch
        {
            [int n, int h, int w, Rgb] => new(n, w, h, Rgb, Planes: false),
            [int n, int h, int w, 1] => new(n, w, h, 1, Planes: false),
            [int n, Rgb, int h, int w] => new(n, w, h, Rgb, Planes: true),
            [int n, 1, int h, int w] => new(n, w, h, 1, Planes: false),
            [int n, int h, int w] when w > MostChannels => new(n, w, h, 1, Planes: false),
            _ => null,
        };
    }

    /// <summary>What to do with an array that is not so made, as the end of a sentence; empty where that is not known.</summary>
    public static string AdviceFor(NpyHeader header) => header switch
    {
        { Element.Kind: 'f' } => ": scale its values to 0..255 and convert them, since what range they have is not said",
        { Shape.Count: 3 } => ": add the first dimension if it is one image",
        { Shape: [_, _, _, MostChannels] } => ": leave out the fourth channel",
        _ => "",
    };

    /// <summary>The pixels, R G B each, of the bytes of one image.</summary>
    public byte[] Pixels(byte[] samples)
    {
        if (Channels == Rgb && !Planes) return samples;
        int plane = Width * Height;
        byte[] pixels = new byte[plane * Rgb];
        for (int i = 0; i < plane; i++)
        {
            for (int channel = 0; channel < Rgb; channel++) pixels[(i * Rgb) + channel] = samples[Planes ? (channel * plane) + i : i];
        }

        return pixels;
    }
}
