using GanGate.Features;
using GanGate.Images;

namespace GanGate.Tests.Measuring;

/// <summary>An extractor that makes a row of the red value of an image's first pixel.</summary>
internal sealed class StubExtractor(RowLayout layout, Func<int, float[]> rowOf) : Extractor
{
    public override Protocol Protocol { get; } = new("stub", 1, 1, "stub", layout.Features, "built-in");

    public override Preprocessing Preprocessing { get; } = new FirstPixel();

    public override RowLayout Layout => layout;

    public override void Run(ReadOnlyMemory<float> planes, int count, Span<float> features)
    {
        for (int i = 0; i < count; i++) rowOf((int)planes.Span[3 * i]).CopyTo(features[(i * layout.Length)..]);
    }

    protected override void Dispose(bool disposing)
    {
    }

    private sealed class FirstPixel : Preprocessing
    {
        public override int Size => 1;

        public override void Apply(RgbImage image, Span<float> planes) => planes.Fill(image.Pixels[0]);
    }
}

/// <summary>Images of one pixel, whose red value is their place; it counts how often one is decoded.</summary>
internal sealed class Places(int count) : IImageSource
{
    private int _decoded;

    public int Decoded => _decoded;

    public string Description => "places";

    public int Count => count;

    public string NameOf(int index) => $"{index}.png";

    public RgbImage Decode(int index)
    {
        Interlocked.Increment(ref _decoded);
        return new RgbImage(NameOf(index), 1, 1, [(byte)index, 0, 0]);
    }
}
