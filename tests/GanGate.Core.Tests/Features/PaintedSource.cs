using GanGate.Images;
using GanGate.Tests.Models;

namespace GanGate.Tests.Features;

/// <summary>Images painted by formula, of the size the network takes, decoded in uneven time; some may be broken.</summary>
internal sealed class PaintedSource(int count, int side, params int[] broken) : IImageSource
{
    private int _decoded;

    public string Description => "painted";

    public int Count => count;

    public int Decoded => _decoded;

    public string NameOf(int index) => $"{index}.png";

    public RgbImage Decode(int index)
    {
        Interlocked.Increment(ref _decoded);
        if (broken.Contains(index)) throw new ImageDecodingException("broken");
        if (index % 5 == 0) Thread.Sleep(2);
        float[] planes = Planes(index);
        int pixels = side * side;
        var bytes = new byte[3 * pixels];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = Level(planes[(i % 3 * pixels) + (i / 3)]);
        return new RgbImage(NameOf(index), side, side, bytes);
    }

    /// <summary>What the pyramid's preprocessing makes of the image: no resize takes place.</summary>
    public float[] Expected(int index) => [.. Planes(index).Select(value => Level(value) / 255f)];

    private static byte Level(float value) => (byte)Math.Clamp(Math.Round(value * 255), 0, 255);

    private float[] Planes(int index) => TestPictures.Painted(side, index);
}
