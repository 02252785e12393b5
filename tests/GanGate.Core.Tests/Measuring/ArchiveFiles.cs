using System.IO.Compression;
using GanGate.Images;
using GanGate.Tests.Archives;
using GanGate.Tests.Images;

namespace GanGate.Tests.Measuring;

/// <summary>Two flat images in one file of the kind that its name says.</summary>
internal static class ArchiveFiles
{
    private const int Side = 32;

    public static void Write(string path, byte value)
    {
        byte[] pixels = new byte[2 * Side * Side * 3];
        pixels.AsSpan().Fill(value);
        switch (Path.GetExtension(path))
        {
            case ".npz":
                NpzWriterTests.Write(path, npz => npz.Add<byte>("arr_0", pixels, 2, Side, Side, 3));
                break;
            case ".npy":
                NpyFiles.WriteBytes(path, $"(2, {Side}, {Side}, 3)", false, pixels);
                break;
            case ".zip":
                WriteZip(path, pixels);
                break;
            case ".bin":
                byte[] record = [0, .. pixels.AsSpan(0, Side * Side * 3)];
                File.WriteAllBytes(path, [.. record, .. record]);
                break;
            default:
                IdxFile.Write(path, [2, Side, Side, 3], pixels);
                break;
        }
    }

    private static void WriteZip(string path, byte[] pixels)
    {
        string png = path + ".png";
        PngFile.Write(png, new RgbImage("a", Side, Side, pixels[..(Side * Side * 3)]));
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (string name in (string[])["a.png", "b.png"]) archive.CreateEntryFromFile(png, name);
    }
}
