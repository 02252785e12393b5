using BenchmarkDotNet.Attributes;
using GanGate.Features;
using GanGate.Images;
using SkiaSharp;

namespace GanGate.Benchmarks;

/// <summary>
/// What one image costs in the network alone and from file to features. The Inception network takes the weights that GANGATE_WEIGHTS
/// names, or the public ones of the model store; without any its rows stay empty.
/// </summary>
public class FeatureBenchmarks
{
    private const int Images = 64;

    private Extractor _extractor = null!;
    private ImageFolder _source = null!;
    private float[] _planes = [];
    private float[] _features = [];
    private string _folder = "";

    [Params("pyramid", "ttur")]
    public string Protocol { get; set; } = "";

    /// <summary>1, or 0 for all cores.</summary>
    [Params(1, 0)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Open()
    {
        string? weights = Protocol == "pyramid" ? null : Environment.GetEnvironmentVariable("GANGATE_WEIGHTS");
        _extractor = Protocols.Open(new ProtocolOptions(Protocol) { Threads = Threads, Weights = weights });
        _folder = Directory.CreateTempSubdirectory("gangate-benchmark-").FullName;
        for (int i = 0; i < Images; i++) WritePhoto(Path.Combine(_folder, $"{i}.jpg"), seed: i);
        _source = ImageFolder.Open(_folder);
        int length = 3 * _extractor.Protocol.Size * _extractor.Protocol.Size;
        _planes = new float[Images * length];
        for (int i = 0; i < Images; i++) _extractor.Preprocessing.Apply(_source.Decode(i), _planes.AsSpan(i * length, length));
        _features = new float[Images * _extractor.Protocol.Dimension];
    }

    [GlobalCleanup]
    public void Close()
    {
        _extractor.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Images)]
    public float Network()
    {
        _extractor.Run(_planes, Images, _features);
        return _features[0];
    }

    [Benchmark(OperationsPerInvoke = Images)]
    public int FilesToFeatures() =>
        FeatureExtraction.Run(_source, _extractor, _ => { }, new FeatureOptions { Threads = Threads }).Count;

    private static void WritePhoto(string path, float seed)
    {
        using SKBitmap bitmap = new(new SKImageInfo(64, 64, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using SKCanvas canvas = new(bitmap);
        using SKPaint paint = new() { Shader = SKShader.CreatePerlinNoiseTurbulence(0.05f, 0.05f, 4, seed) };
        canvas.Clear(SKColors.SteelBlue);
        canvas.DrawPaint(paint);
        using FileStream file = File.Create(path);
        bitmap.Encode(file, SKEncodedImageFormat.Jpeg, 90);
    }
}
