using System.IO.Compression;
using GanGate.Features;
using GanGate.Images;

namespace GanGate.Simulation;

/// <summary>Features, pyramid ones where nothing is said, of real photos, of the same blurred, and of textures of blurred noise.</summary>
internal static class PhotoFeatures
{
    /// <summary>Features of the photos in an archive.</summary>
    /// <param name="archive">A .zip of images.</param>
    /// <param name="blur">The blur's standard deviation in pixels; 0 for none.</param>
    public static float[] OfArchive(string archive, double blur) =>
        OfArchive(archive, image => blur > 0 ? GaussianBlur.Apply(image, blur) : image);

    /// <summary>Features of the photos in an archive, each changed first.</summary>
    /// <param name="archive">A .zip of images.</param>
    /// <param name="change">What becomes of each.</param>
    /// <param name="protocol">The features.</param>
    /// <param name="most">Of how many photos at most.</param>
    public static float[] OfArchive(string archive, Func<RgbImage, RgbImage> change, string protocol = "pyramid", int most = int.MaxValue)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gangate-simulate-");
        try
        {
            ZipFile.ExtractToDirectory(archive, folder.FullName);
            ImageFolder photos = ImageFolder.Open(folder.FullName);

            // Spread over the archive, and so over its classes.
            int count = Math.Min(most, photos.Count);
            return Extract(new Source(count, index => change(photos.Decode((int)((long)index * photos.Count / count)))), protocol);
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

    private static float[] Extract(Source source, string protocol = "pyramid")
    {
        using Extractor extractor = Protocols.Open(new ProtocolOptions(protocol));
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
