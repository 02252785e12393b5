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
    private readonly FileStamp _stamp;
    private readonly IdxHeader _header;
    private readonly byte[]? _labels;

    private IdxImages(string path, FileBytes bytes, FileStamp stamp, IdxHeader header)
    {
        (Description, _bytes, _stamp, _header) = (path, bytes, stamp, header);
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
        (FileBytes bytes, FileStamp stamp, IdxHeader header) = OpenValues(path, header => RequireImages(path, header));
        try
        {
            return new IdxImages(path, bytes, stamp, header);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private static void RequireImages(string path, IdxHeader header)
    {
        if (header.Lengths.Length < 3 || (header.Lengths.Length == 4 && header.Lengths[3] != Channels))
        {
            throw Invalid(path, $"its dimensions are {header.Text}; N x H x W or N x H x W x 3 are needed");
        }

        if (header.Lengths[0] == 0) throw new GanGateException(ErrorCodes.SourceEmpty, $"'{path}' holds no images ({header.Text})");
        if ((long)header.Lengths[1] * header.Lengths[2] is not (> 0 and <= MostPixels))
        {
            throw Invalid(path, $"images of {header.Lengths[2]} x {header.Lengths[1]} pixels are no images");
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
    public void RequireUnchanged() => _stamp.Require(Description);

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
        (FileBytes bytes, _, IdxHeader header) = OpenValues(beside, header =>
        {
            if (header.Lengths.Length != 1 || header.Lengths[0] != Count)
            {
                throw Invalid(beside, $"it holds labels of {header.Text} for {Count} images");
            }
        });
        using (bytes)
        {
            byte[] values = new byte[Count];
            bytes.Read(header.Start, values);
            return values;
        }
    }

    // What a header says is checked before anything is unpacked for it.
    private static (FileBytes Bytes, FileStamp Stamp, IdxHeader Header) OpenValues(string path, Action<IdxHeader> require)
    {
        FileBytes bytes = FileBytes.Open(path);
        FileStamp stamp = bytes.Stamp;
        try
        {
            if (path.EndsWith(Packed, StringComparison.OrdinalIgnoreCase))
            {
                using FileBytes packed = bytes;
                bytes = Unpack(path, packed, require);
            }

            IdxHeader header = IdxHeader.Read((offset, piece) => bytes.Read(offset, piece));
            require(header);
            return header.Start + header.ByteCount == bytes.Length
                ? (bytes, stamp, header)
                : throw new InvalidDataException(
                    $"{header.Text} values take {header.ByteCount} bytes, but {bytes.Length - header.Start} follow the header");
        }
        catch (Exception failure)
        {
            bytes.Dispose();
            throw failure switch
            {
                InvalidDataException => Invalid(path, failure.Message, failure),
                IOException => new GanGateException(ErrorCodes.SourceUnreadable, $"'{path}' cannot be read: {failure.Message}", failure),
                _ => failure,
            };
        }
    }

    // The header says how much there is, and the file's length how much that can be, so that a small file cannot unpack without end.
    private static FileBytes Unpack(string path, FileBytes packed, Action<IdxHeader> require)
    {
        using GZipStream stream = new(packed.AsStream(), CompressionMode.Decompress);
        List<byte> read = [];
        IdxHeader header = IdxHeader.Read((offset, piece) =>
        {
            Exactly(piece);
            read.AddRange(piece);
        });
        require(header);
        if (header.ByteCount / ZipEntryReader.LargestRatio > packed.Length)
        {
            throw new InvalidDataException($"{header.Text} values take {header.ByteCount} bytes, more than {packed.Length} packed ones can hold");
        }

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
