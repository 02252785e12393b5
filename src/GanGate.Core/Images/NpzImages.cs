using System.Globalization;
using GanGate.Archives;

namespace GanGate.Images;

/// <summary>
/// The images of a .npz archive: an array <c>arr_0</c> of N x H x W x 3 bytes, as guided-diffusion's samplers write it. Stored arrays are
/// read in place; memory does not grow with N.
/// </summary>
public sealed class NpzImages : IImageSource, IDisposable
{
    private const string Entry = "arr_0";
    private const int Channels = 3;

    private readonly NpyBytes _bytes;
    private readonly int _height;
    private readonly int _width;

    private NpzImages(string path, NpyBytes bytes)
    {
        (Description, _bytes) = (path, bytes);
        IReadOnlyList<long> shape = bytes.Header.Shape;
        (Count, _height, _width) = ((int)shape[0], (int)shape[1], (int)shape[2]);
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>Whether an archive holds images.</summary>
    /// <exception cref="GanGateException">It is missing (GG2002), cannot be read (GG2012) or is no archive (GG2014).</exception>
    public static bool IsImages(string path)
    {
        using NpzReader npz = NpzReader.Open(path);
        return npz.Contains(Entry);
    }

    /// <summary>Opens the images of an archive.</summary>
    /// <exception cref="GanGateException">
    /// It is missing (GG2002), cannot be read (GG2012), holds no such array (GG2014) or an empty one (GG2003).
    /// </exception>
    public static NpzImages Open(string path)
    {
        using NpzReader npz = NpzReader.Open(path);
        NpyHeader header = npz.HeaderOf(Entry);
        IReadOnlyList<long> shape = header.Shape;
        bool images = header.Element is { Kind: 'u', Size: 1 } && !header.FortranOrder
            && shape.Count == 4 && shape[3] == Channels && shape.All(length => length <= int.MaxValue);
        if (!images)
        {
            throw new GanGateException(
                ErrorCodes.ArchiveInvalid,
                $"'{path}', entry '{Entry}' is not an array of images: uint8 of N x H x W x 3 is needed, this is {header.Element} of {header.ShapeText}");
        }

        try
        {
            if (header.ByteCount > 0) ImageDecoder.CheckSize(shape[2], shape[1]);
        }
        catch (ImageDecodingException failure)
        {
            throw new GanGateException(ErrorCodes.ArchiveInvalid, $"'{path}', entry '{Entry}': {failure.Message}", failure);
        }

        return header.ByteCount > 0
            ? new NpzImages(path, npz.OpenBytes(Entry))
            : throw new GanGateException(ErrorCodes.SourceEmpty, $"'{path}', entry '{Entry}' holds no images ({header.ShapeText})");
    }

    /// <inheritdoc/>
    public string NameOf(int index) => $"{Entry}[{index.ToString(CultureInfo.InvariantCulture)}]";

    /// <inheritdoc/>
    public RgbImage Decode(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        byte[] pixels = new byte[_height * _width * Channels];
        try
        {
            _bytes.Read((long)index * pixels.Length, pixels);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            throw new ImageDecodingException(failure.Message, failure);
        }

        return new RgbImage(NameOf(index), _width, _height, pixels);
    }

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();
}
