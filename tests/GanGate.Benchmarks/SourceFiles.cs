using System.IO.Compression;
using GanGate.Generators;
using GanGate.Images;
using SkiaSharp;

namespace GanGate.Benchmarks;

/// <summary>The sources of the table: photos of three sizes, some in an archive, and a generator, in a folder that goes away.</summary>
internal sealed class SourceFiles : IDisposable
{
    private const string Jpeg32 = "jpeg 32", Png256 = "png 256", Jpeg1024 = "jpeg 1024", Zip = "png 256.zip", Generator = "dcgan.onnx";

    private readonly string _folder = Directory.CreateTempSubdirectory("gangate-benchmark-").FullName;

    /// <summary>Writes them.</summary>
    /// <param name="most">Images of a source; of the largest ones a quarter.</param>
    public SourceFiles(int most)
    {
        WritePhotos(Jpeg32, most, 32, 32, SKEncodedImageFormat.Jpeg, "jpg");
        WritePhotos(Png256, most, 256, 256, SKEncodedImageFormat.Png, "png");
        WritePhotos(Jpeg1024, most / 4, 1024, 768, SKEncodedImageFormat.Jpeg, "jpg");
        ZipFile.CreateFromDirectory(PathOf(Png256), PathOf(Zip));
        DcganFile.Write(PathOf(Generator));
    }

    /// <summary>What they are called in the table.</summary>
    public static IReadOnlyList<string> Names { get; } = [Jpeg32, Png256, Zip, Jpeg1024, Generator];

    /// <summary>A path in the folder.</summary>
    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>Opens the first images of a source.</summary>
    public IImageSource Open(string name, int images)
    {
        if (name == Generator) return GeneratedImages.Open(PathOf(name), new GeneratorOptions(images));
        IImageSource all = ImageSources.Open(PathOf(name));
        return new ImageSelection(Limit: Math.Min(images, all.Count)).Apply(all);
    }

    /// <summary>The arguments by which the command takes the same images.</summary>
    public string[] ArgumentsOf(string name, int images) =>
        [PathOf(name), name == Generator ? "--num" : "--limit", FormattableString.Invariant($"{images}")];

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void WritePhotos(string name, int count, int width, int height, SKEncodedImageFormat format, string ending)
    {
        Directory.CreateDirectory(PathOf(name));
        using SKBitmap bitmap = new(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using SKCanvas canvas = new(bitmap);
        for (int i = 0; i < count; i++)
        {
            using SKPaint paint = new() { Shader = SKShader.CreatePerlinNoiseTurbulence(0.05f, 0.05f, 4, i) };
            canvas.Clear(SKColors.SteelBlue);
            canvas.DrawPaint(paint);
            using SKData data = bitmap.Encode(format, 90);
            File.WriteAllBytes(PathOf(Path.Combine(name, $"{i}.{ending}")), data.ToArray());
        }
    }
}
