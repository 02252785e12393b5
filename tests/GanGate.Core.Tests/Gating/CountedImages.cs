using GanGate.Images;

namespace GanGate.Tests.Gating;

/// <summary>Textures of random noise, painted when they are decoded, with a count of how often that was.</summary>
internal sealed class CountedImages(int count, int seed, int contrast = 256, int classes = 1) : IImageSource
{
    private const int Side = 16;

    private int _decoded;

    public int Decoded => _decoded;

    public string Description => "textures";

    public int Count => count;

    public string NameOf(int index) => $"{index}.png";

    public string? ClassOf(int index) => classes == 1 ? null : $"class{index % classes}";

    public RgbImage Decode(int index)
    {
        Interlocked.Increment(ref _decoded);
        Random random = new((seed * 1_000_003) + index);
        byte[] pixels = new byte[Side * Side * 3];
        int brightness = random.Next(257 - contrast);
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(brightness + random.Next(contrast));
        return new RgbImage(NameOf(index), Side, Side, pixels);
    }
}
