using System.Buffers.Binary;
using System.IO.Compression;
using CsCheck;
using GanGate.Archives;
using GanGate.Features;
using GanGate.Images;

namespace GanGate.Tests.Images;

/// <summary>The law of sources: the same pixels give the same features, bit for bit, whichever file they come from.</summary>
public class SameFeaturesTests
{
    private const int Side = 32;

    private static readonly Gen<byte[][]> Pictures = Gen.Byte.Array[Side * Side * 3].Array[2, 12];

    [Test]
    public void The_same_pixels_give_the_same_features_whichever_file_holds_them()
    {
        using Extractor extractor = Protocols.Open(new ProtocolOptions("pyramid"));
        Pictures.Sample(
            pictures =>
            {
                using TemporaryFolder folder = new();
                float[] expected = Features(WriteFolder(folder["images"], pictures), extractor);
                foreach (string source in Sources(folder, pictures))
                {
                    Assert.That(Features(source, extractor), Is.EqualTo(expected), Path.GetFileName(source));
                }
            },
            iter: 10,
            threads: 1);
    }

    [Test]
    public void Gray_digits_have_the_features_of_the_same_gray_pictures()
    {
        using Extractor extractor = Protocols.Open(new ProtocolOptions("pyramid"));
        using TemporaryFolder folder = new();
        byte[][] digits = [.. Enumerable.Range(0, 5).Select(seed => Gray(seed, 28))];
        string images = folder["digits/0.png"];
        for (int i = 0; i < digits.Length; i++)
        {
            PngFile.Write(folder[$"digits/{i}.png"], new RgbImage("", 28, 28, [.. digits[i].SelectMany(level => (byte[])[level, level, level])]));
        }

        string plain = folder["train-images-idx3-ubyte"], packed = folder["train-images-idx3-ubyte.gz"];
        IdxFile.Write(plain, [5, 28, 28], [.. digits.SelectMany(digit => digit)]);
        IdxFile.Write(packed, [5, 28, 28], [.. digits.SelectMany(digit => digit)]);

        float[] expected = Features(Path.GetDirectoryName(images)!, extractor);
        Assert.That(Features(plain, extractor), Is.EqualTo(expected));
        Assert.That(Features(packed, extractor), Is.EqualTo(expected));
    }

    private static IEnumerable<string> Sources(TemporaryFolder folder, byte[][] pictures)
    {
        string images = folder["images"];
        foreach (CompressionLevel level in (CompressionLevel[])[CompressionLevel.NoCompression, CompressionLevel.Optimal])
        {
            string zip = folder[$"{level}.zip"];
            ZipFile.CreateFromDirectory(images, zip, level, includeBaseDirectory: false);
            yield return zip;
        }

        yield return WriteNpz(folder["images.npz"], pictures);
        yield return CifarFile.Write(folder["data_batch_1.bin"], [.. pictures.Select((picture, i) => ((byte)(i % 10), picture))]);
        yield return IdxFile.Write(folder["colour-idx4-ubyte"], [pictures.Length, Side, Side, 3], [.. pictures.SelectMany(pixels => pixels)]);
        string list = folder["list.txt"];
        File.WriteAllLines(list, Enumerable.Range(0, pictures.Length).Select(i => $"images/{i}.png"));
        yield return list;
    }

    private static float[] Features(string path, Extractor extractor)
    {
        IImageSource source = ImageSources.Open(path);
        using IDisposable? opened = source as IDisposable;
        List<float> rows = [];
        FeatureExtraction.Run(source, extractor, batch => rows.AddRange(batch), new FeatureOptions { Threads = 2, BatchSize = 4 });
        return [.. rows];
    }

    private static string WriteFolder(string folder, byte[][] pictures)
    {
        Directory.CreateDirectory(folder);
        for (int i = 0; i < pictures.Length; i++) PngFile.Write(Path.Combine(folder, $"{i}.png"), new RgbImage("", Side, Side, pictures[i]));
        return folder;
    }

    private static string WriteNpz(string path, byte[][] pictures)
    {
        AtomicFile.Write(path, stream =>
        {
            using NpzWriter npz = new(stream);
            npz.Add<byte>("arr_0", pictures.SelectMany(pixels => pixels).ToArray(), pictures.Length, Side, Side, 3);
        });
        return path;
    }

    private static byte[] Gray(int seed, int side)
    {
        byte[] levels = new byte[side * side];
        new Random(seed).NextBytes(levels);
        return levels;
    }
}

/// <summary>Writes CIFAR's binary batches.</summary>
internal static class CifarFile
{
    /// <summary>Writes records of labels and 32 x 32 pictures (interleaved); each label is one byte of the record.</summary>
    public static string Write(string path, params (byte Label, byte[] Pixels)[] records) =>
        Write(path, [.. records.Select(record => ((byte[])[record.Label], record.Pixels))]);

    public static string Write(string path, (byte[] Labels, byte[] Pixels)[] records)
    {
        using FileStream file = File.Create(path);
        foreach ((byte[] labels, byte[] pixels) in records)
        {
            file.Write(labels);
            for (int plane = 0; plane < 3; plane++) file.Write([.. pixels.Where((_, i) => i % 3 == plane)]);
        }

        return path;
    }
}

/// <summary>Writes IDX files of bytes; packed when the name ends in .gz.</summary>
internal static class IdxFile
{
    public static string Write(string path, int[] lengths, byte[] values)
    {
        byte[] header = new byte[4 * (1 + lengths.Length)];
        (header[2], header[3]) = (8, (byte)lengths.Length);
        for (int i = 0; i < lengths.Length; i++) BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 * (i + 1)), lengths[i]);
        using FileStream file = File.Create(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write([.. header, .. values]);
        return path;
    }
}
