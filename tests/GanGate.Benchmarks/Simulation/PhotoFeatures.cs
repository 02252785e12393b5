using System.IO.Compression;
using GanGate.Features;
using GanGate.Images;

namespace GanGate.Simulation;

/// <summary>Pyramid features of real photos, of the same blurred, and of textures of blurred noise.</summary>
internal static class PhotoFeatures
{
    /// <summary>Features of the photos in an archive.</summary>
    /// <param name="archive">A .zip of images.</param>
    /// <param name="blur">The blur's standard deviation in pixels; 0 for none.</param>
    public static float[] OfArchive(string archive, double blur) =>
        OfArchive(archive, image => blur > 0 ? GaussianBlur.Apply(image, blur) : image);

    /// <summary>Features of the photos in an archive, each changed first.</summary>
    public static float[] OfArchive(string archive, Func<RgbImage, RgbImage> change)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gangate-simulate-");
        try
        {
            ZipFile.ExtractToDirectory(archive, folder.FullName);
            ImageFolder photos = ImageFolder.Open(folder.FullName);
            return Extract(new Source(photos.Count, index => change(photos.Decode(index))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Features of textures: another domain.</summary>
    public static float[] OfTextures(int count) => Extract(new Source(count, index =>
    {
        const int Side = 32;
        byte[] pixels = new byte[Side * Side * 3];
        new Random(index).NextBytes(pixels);
        return GaussianBlur.Apply(new RgbImage($"{index}", Side, Side, pixels), 1.2);
    }));

    private static float[] Extract(Source source)
    {
        using Extractor extractor = Protocols.Open(new ProtocolOptions("pyramid"));
        List<float> rows = new(source.Count * extractor.Protocol.Dimension);
        FeatureExtraction.Run(source, extractor, features => rows.AddRange(features));
        return [.. rows];
    }

    private sealed class Source(int count, Func<int, RgbImage> decode) : IImageSource
    {
        public string Description => "simulation";

        public int Count => count;

        public string NameOf(int index) => $"{index}";

        public RgbImage Decode(int index) => decode(index);
    }
}
