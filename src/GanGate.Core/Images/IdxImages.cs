using System.Globalization;
using System.IO.Compression;
using GanGate.Archives;

namespace GanGate.Images;

/// <summary>
/// The images of an IDX file, as MNIST and its successors come: bytes 0, 0, 8 (unsigned bytes), the number of dimensions, their lengths
/// (big-endian), then N x H x W gray samples or N x H x W x 3. A .gz file is unpacked to a temporary one. Labels are taken from the file
/// beside it whose name says idx1 and labels where this one's says idx3 and images.
/// </summary>
internal sealed class IdxImages : IImageSource, IDisposable
{
    private const int Channels = 3;
    private const long MostPixels = ImageDecoder.MostPixels;
    private const string Packed = ".gz";

    private readonly FileBytes _bytes;
    private readonly IdxHeader _header;
    private readonly byte[]? _labels;

    private IdxImages(string path, FileBytes bytes, IdxHeader header)
    {
        (Description, _bytes, _header) = (path, bytes, header);
        _labels = LabelsBeside(path);
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public int Count => _header.Lengths[0];

    /// <summary>Whether a path is that of an IDX file of images, by its name: train-images-idx3-ubyte, digits.idx, and these with .gz.</summary>
    internal static bool IsNamedSo(string path)
    {
        string name = Path.GetFileName(path);
        name = name.EndsWith(Packed, StringComparison.OrdinalIgnoreCase) ? name[..^Packed.Length] : name;
        return name.EndsWith("-ubyte", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".idx", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".idx3", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="GanGateException">
    /// It is missing (GG2002), cannot be read (GG2012), empty (GG2003) or no IDX file of images (GG2041).
    /// </exception>
    public static IdxImages Open(string path)
    {
        (FileBytes bytes, IdxHeader header) = OpenValues(path);
        try
        {
            if (header.Lengths.Length < 3 || (header.Lengths.Length == 4 && header.Lengths[3] != Channels))
            {
                throw Invalid(path, $"its dimensions are {header.Text}; N x H x W or N x H x W x 3 are needed");
            }

            if (header.Lengths[0] == 0) throw new GanGateException(ErrorCodes.SourceEmpty, $"'{path}' holds no images ({header.Text})");
            return (long)header.Lengths[1] * header.Lengths[2] is > 0 and <= MostPixels
                ? new IdxImages(path, bytes, header)
                : throw Invalid(path, $"images of {header.Lengths[2]} x {header.Lengths[1]} pixels are no images");
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(Description)}[{index}]");

    /// <inheritdoc/>
    public string? ClassOf(int index) => _labels?[index].ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public RgbImage Decode(int index)
    {
        (int height, int width) = (_header.Lengths[1], _header.Lengths[2]);
        byte[] samples = new byte[_header.ItemLength];
        try
        {
            _bytes.Read(_header.Start + ((long)index * samples.Length), samples);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            throw new ImageDecodingException(failure.Message, failure);
        }

        return new RgbImage(NameOf(index), width, height, _header.Lengths.Length == 4 ? samples : Coloured(samples));
    }

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();

    private static byte[] Coloured(byte[] gray)
    {
        byte[] pixels = new byte[gray.Length * Channels];
        for (int i = 0; i < gray.Length; i++) pixels.AsSpan(i * Channels, Channels).Fill(gray[i]);
        return pixels;
    }

    private byte[]? LabelsBeside(string path)
    {
        string own = Path.GetFileName(path), labels = SideFiles.LabelsOf(own), beside = Path.Combine(Path.GetDirectoryName(path)!, labels);
        if (labels == own || !File.Exists(beside)) return null;
        (FileBytes bytes, IdxHeader header) = OpenValues(beside);
        using (bytes)
        {
            if (header.Lengths.Length != 1 || header.Lengths[0] != Count)
            {
                throw Invalid(beside, $"it holds labels of {header.Text} for {Count} images");
            }

            byte[] values = new byte[Count];
            bytes.Read(header.Start, values);
            return values;
        }
    }

    private static (FileBytes Bytes, IdxHeader Header) OpenValues(string path)
    {
        FileBytes bytes = FileBytes.Open(path);
        try
        {
            if (path.EndsWith(Packed, StringComparison.OrdinalIgnoreCase))
            {
                bytes.Dispose();
                bytes = Unpack(path);
            }

            IdxHeader header = IdxHeader.Read((offset, piece) => bytes.Read(offset, piece));
            return header.Start + header.ByteCount == bytes.Length
                ? (bytes, header)
                : throw new InvalidDataException(
                    $"{header.Text} values take {header.ByteCount} bytes, but {bytes.Length - header.Start} follow the header");
        }
        catch (Exception failure)
        {
            bytes.Dispose();
            throw failure is InvalidDataException ? Invalid(path, failure.Message, failure) : failure;
        }
    }

    // The header says how much there is, so that a small file cannot unpack without end.
    private static FileBytes Unpack(string path)
    {
        using GZipStream stream = new(File.OpenRead(path), CompressionMode.Decompress);
        List<byte> read = [];
        IdxHeader header = IdxHeader.Read((offset, piece) =>
        {
            Exactly(piece);
            read.AddRange(piece);
        });
        int next = 0;
        FileBytes bytes = FileBytes.Unpack(path, Fill, header.Start + header.ByteCount);
        if (stream.ReadByte() < 0) return bytes;
        bytes.Dispose();
        throw new InvalidDataException($"more than {header.Text} values follow the header");

        void Fill(Span<byte> piece)
        {
            int known = Math.Min(read.Count - next, piece.Length);
            for (int i = 0; i < known; i++) piece[i] = read[next + i];
            next += known;
            Exactly(piece[known..]);
        }

        void Exactly(Span<byte> piece)
        {
            int read = stream.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false);
            if (read < piece.Length) throw new InvalidDataException("the file is cut short");
        }
    }

    private static GanGateException Invalid(string path, string reason, Exception? inner = null) =>
        new(ErrorCodes.ImageFileInvalid, $"'{path}' is no IDX file of images: {reason}", inner);
}
