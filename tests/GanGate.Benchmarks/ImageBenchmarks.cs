using BenchmarkDotNet.Attributes;
using GanGate.Images;
using SkiaSharp;

namespace GanGate.Benchmarks;

/// <summary>What one image costs before the network: reading and decoding its file, and resizing it for each protocol.</summary>
[MemoryDiagnoser]
public class ImageBenchmarks
{
    private readonly TensorFlowBilinear _tensorFlow = new();
    private readonly TorchBilinear _torch = new();
    private readonly AntialiasedBicubic _clean = new(299, 128f, 128f);
    private readonly AntialiasedBicubic _pyramid = new(64, 0f, 255f);
    private readonly float[] _planes = new float[3 * 299 * 299];
    private RgbImage _image = new("", 0, 0, []);
    private string _folder = "";

    [Params(32, 256, 1024)]
    public int Side { get; set; }

    [GlobalSetup]
    public void WriteImages()
    {
        _folder = Directory.CreateTempSubdirectory("gangate-benchmark-").FullName;
        using SKBitmap bitmap = new(new SKImageInfo(Side, Side, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using SKCanvas canvas = new(bitmap);
        using SKPaint paint = new() { Shader = SKShader.CreatePerlinNoiseTurbulence(0.05f, 0.05f, 4, 1f) };
        canvas.Clear(SKColors.SteelBlue);
        canvas.DrawPaint(paint);
        Save(bitmap, SKEncodedImageFormat.Jpeg, "jpg");
        Save(bitmap, SKEncodedImageFormat.Png, "png");
        _image = Jpeg();
    }

    [GlobalCleanup]
    public void RemoveImages() => Directory.Delete(_folder, recursive: true);

    [Benchmark]
    public RgbImage Jpeg() => ImageFile.Decode(Path.Combine(_folder, "image.jpg"), "image.jpg");

    [Benchmark]
    public RgbImage Png() => ImageFile.Decode(Path.Combine(_folder, "image.png"), "image.png");

    [Benchmark]
    public void TensorFlow299() => _tensorFlow.Apply(_image, _planes);

    [Benchmark]
    public void Torch299() => _torch.Apply(_image, _planes);

    [Benchmark]
    public void Clean299() => _clean.Apply(_image, _planes);

    [Benchmark]
    public void Pyramid64() => _pyramid.Apply(_image, _planes.AsSpan(0, 3 * 64 * 64));

    private void Save(SKBitmap bitmap, SKEncodedImageFormat format, string extension)
    {
        using SKData data = bitmap.Encode(format, 90);
        File.WriteAllBytes(Path.Combine(_folder, $"image.{extension}"), data.ToArray());
    }
}
