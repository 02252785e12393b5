using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace GanGate.Archives;

/// <summary>
/// Writes .npz archives that numpy reads without pickle. Stored, not deflated (covariances shrink by less than a tenth and would take
/// long to read back), and with a fixed time, so that equal arrays give equal bytes.
/// </summary>
internal sealed class NpzWriter : IDisposable
{
    private static readonly DateTimeOffset FixedTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _archive;

    /// <summary>Starts an archive on a seekable stream, which stays open.</summary>
    public NpzWriter(Stream stream) => _archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>Adds an array in C order.</summary>
    /// <typeparam name="T">double, float, long, int or byte.</typeparam>
    /// <param name="name">Its name, without ".npy".</param>
    /// <param name="values">As many elements as the shape says.</param>
    /// <param name="shape">The lengths along the dimensions; none for a single value.</param>
    public void Add<T>(string name, ReadOnlySpan<T> values, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        NpyElement element = default(T) switch
        {
            double => new('f', sizeof(double), false),
            float => new('f', sizeof(float), false),
            long => new('i', sizeof(long), false),
            int => new('i', sizeof(int), false),
            byte => new('u', sizeof(byte), false),
            _ => throw new NotSupportedException($"arrays of {typeof(T)}"),
        };
        NpyHeader header = new(element, false, shape.ToArray());
        if (header.Count != values.Length)
        {
            throw new ArgumentException($"{values.Length} values do not have the shape {header.ShapeText}", nameof(values));
        }

        using Stream stream = Create(name, header);
        for (; !values.IsEmpty; values = values[Math.Min(values.Length, 1 << 20)..])
        {
            stream.Write(MemoryMarshal.AsBytes(values[..Math.Min(values.Length, 1 << 20)]));
        }
    }

    /// <summary>Adds one text, as numpy's 0-d unicode array.</summary>
    public void AddText(string name, string text)
    {
        byte[] bytes = new UTF32Encoding(bigEndian: false, byteOrderMark: false).GetBytes(text.Length == 0 ? "\0" : text);
        using Stream stream = Create(name, new NpyHeader(new NpyElement('U', bytes.Length, false), false, []));
        stream.Write(bytes);
    }

    /// <summary>Completes the archive.</summary>
    public void Dispose() => _archive.Dispose();

    private Stream Create(string name, NpyHeader header)
    {
        ZipArchiveEntry entry = _archive.CreateEntry(name + ".npy", CompressionLevel.NoCompression);
        entry.LastWriteTime = FixedTime;
        Stream stream = entry.Open();
        header.Write(stream);
        return stream;
    }
}
