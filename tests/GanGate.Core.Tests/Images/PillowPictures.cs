using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using GanGate.Images;

namespace GanGate.Tests.Images;

/// <summary>
/// Small pictures of every kind that Pillow, tifftools, netpbm, ImageMagick and libjpeg write or that can be put together by hand, with what
/// Pillow 9.4 makes of them: a table of names, and of sizes and hashes of RGB pixels, or of the reason why a picture is refused.
/// </summary>
internal static class PillowPictures
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "GanGate.Core.Tests", "Images", "Pictures");

    /// <summary>What is expected of each name.</summary>
    public static Dictionary<string, string> Expected { get; } =
        File.ReadLines(Path.Combine(Folder, "pictures.tsv")).Select(line => line.Split('\t')).ToDictionary(parts => parts[0], parts => parts[1]);

    /// <summary>The files by their names.</summary>
    public static Dictionary<string, byte[]> Files { get; } = ReadFiles();

    /// <summary>What the decoder makes of a file, as it is written in the table.</summary>
    public static string Decode(string name, ReadOnlyMemory<byte> file)
    {
        try
        {
            RgbImage image = ImageDecoder.Decode(name, file);
            return $"{image.Width}x{image.Height} {Convert.ToHexStringLower(SHA256.HashData(image.Pixels))[..32]}";
        }
        catch (ImageDecodingException refusal)
        {
            return $"refused: {refusal.Message}";
        }
    }

    private static Dictionary<string, byte[]> ReadFiles()
    {
        using FileStream packed = File.OpenRead(Path.Combine(Folder, "pictures.tar.br"));
        using BrotliStream unpacked = new(packed, CompressionMode.Decompress);
        using TarReader archive = new(unpacked);
        Dictionary<string, byte[]> files = [];
        while (archive.GetNextEntry() is { DataStream: Stream data } entry)
        {
            using MemoryStream bytes = new();
            data.CopyTo(bytes);
            files.Add(entry.Name, bytes.ToArray());
        }

        return files;
    }
}
