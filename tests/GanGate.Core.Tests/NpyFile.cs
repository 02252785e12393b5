using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace GanGate.Tests;

/// <summary>
/// Reads numpy's golden arrays, written apart from the product's own reader so that each can check the other:
/// little-endian C-ordered f4, f8, u1, i8 and fixed-width unicode, format version 1.
/// </summary>
internal sealed partial class NpyFile
{
    private readonly string _type;
    private readonly byte[] _data;

    private NpyFile(string type, int[] shape, byte[] data) => (_type, Shape, _data) = (type, shape, data);

    public int[] Shape { get; }

    /// <summary>The names of an .npz file's arrays, without ".npy".</summary>
    public static string[] NamesIn(string npz)
    {
        using ZipArchive archive = ZipFile.OpenRead(npz);
        return [.. archive.Entries.Select(entry => entry.FullName[..^4])];
    }

    /// <summary>One array of an .npz file.</summary>
    public static NpyFile Read(string npz, string name)
    {
        using ZipArchive archive = ZipFile.OpenRead(npz);
        using Stream stream = archive.GetEntry(name + ".npy")!.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return Parse(bytes.ToArray());
    }

    public byte[] Bytes() => Elements("|u1", data => data);

    public float[] Floats() => Elements("<f4", data => Numbers(data, 4, bytes => BinaryPrimitives.ReadSingleLittleEndian(bytes)));

    public double[] Doubles() => Elements("<f8", data => Numbers(data, 8, bytes => BinaryPrimitives.ReadDoubleLittleEndian(bytes)));

    public long[] Longs() => Elements("<i8", data => Numbers(data, 8, bytes => BinaryPrimitives.ReadInt64LittleEndian(bytes)));

    public string[] Strings()
    {
        Assert.That(_type, Does.StartWith("<U"));
        int width = 4 * int.Parse(_type.AsSpan(2), CultureInfo.InvariantCulture);
        return Numbers(_data, width, bytes => Encoding.UTF32.GetString(bytes).TrimEnd('\0'));
    }

    private static NpyFile Parse(byte[] file)
    {
        Assert.That(file[..8], Is.EqualTo((byte[])[0x93, .. "NUMPY"u8, 1, 0]));
        int headerLength = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8));
        string header = Encoding.ASCII.GetString(file, 10, headerLength);
        Assert.That(header, Does.Contain("'fortran_order': False"));
        string type = Description().Match(header).Groups[1].Value;
        int[] shape = [.. Number().Matches(ShapeList().Match(header).Groups[1].Value).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture))];
        return new NpyFile(type, shape, file[(10 + headerLength)..]);
    }

    private T[] Elements<T>(string type, Func<byte[], T[]> convert)
    {
        Assert.That(_type, Is.EqualTo(type));
        T[] values = convert(_data);
        Assert.That(values, Has.Length.EqualTo(Shape.Aggregate(1, (product, side) => product * side)));
        return values;
    }

    private static T[] Numbers<T>(byte[] data, int size, Func<byte[], T> convert) => [.. data.Chunk(size).Select(convert)];

    [GeneratedRegex("'descr': '([^']+)'")]
    private static partial Regex Description();

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex ShapeList();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
