using System.Globalization;
using GanGate.Archives;

namespace GanGate.Images;

/// <summary>
/// The images of a .npz archive or a .npy file: an array of N x H x W x 3 bytes, as guided-diffusion's samplers write it, or of N x 3 x H x W
/// or N x H x W (gray); or of wider integers, where all are 0 to 255. Of an archive it is <c>arr_0</c>, else the one array that is so made.
/// Bytes in C order that are not packed are read in place; memory does not grow with N.
/// </summary>
internal sealed class NpzImages : IImageSource, IDisposable
{
    private const string Entry = "arr_0";
    private const string Needed = "uint8 of N x H x W x 3 is needed";

    private readonly string _entry;
    private readonly NpyBytes _bytes;
    private readonly ImageArrayLayout _layout;

    private NpzImages(string path, string entry, NpyBytes bytes, ImageArrayLayout layout) =>
        (Description, _entry, _bytes, _layout) = (path, entry, bytes, layout);

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public int Count => _layout.Count;

    /// <summary>Whether an archive or an array file holds images.</summary>
    /// <exception cref="GanGateException">It is missing (GG2002), cannot be read (GG2012) or is no archive (GG2014).</exception>
    public static bool IsImages(string path)
    {
        if (NpyReader.IsNamedSo(path)) return NpyReader.HeaderOf(path).Shape.Count > 2;
        using NpzReader npz = NpzReader.Open(path);
        return npz.Contains(Entry) || EntriesOf(npz).Length > 0;
    }

    /// <summary>Opens the images of an archive, or of an array file (.npy).</summary>
    /// <exception cref="GanGateException">
    /// It is missing (GG2002), cannot be read (GG2012), holds no such array or several (GG2014), or an empty one (GG2003).
    /// </exception>
    public static NpzImages Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (NpyReader.IsNamedSo(path)) return Open(path, Path.GetFileName(path), $"'{path}'", NpyReader.HeaderOf(path), () => NpyReader.OpenBytes(path));
        using NpzReader npz = NpzReader.Open(path);
        string entry = EntryOf(path, npz);
        return Open(path, entry, $"'{path}', entry '{entry}'", npz.HeaderOf(entry), () => npz.OpenBytes(entry));
    }

    /// <inheritdoc/>
    public string NameOf(int index) => $"{_entry}[{index.ToString(CultureInfo.InvariantCulture)}]";

    /// <inheritdoc/>
    public RgbImage Decode(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        byte[] samples = new byte[_layout.ImageLength];
        try
        {
            _bytes.Read((long)index * samples.Length, samples);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            throw new ImageDecodingException(failure.Message, failure);
        }

        return new RgbImage(NameOf(index), _layout.Width, _layout.Height, _layout.Pixels(samples));
    }

    /// <inheritdoc/>
    public void RequireUnchanged() => _bytes.RequireUnchanged(Description);

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();

    private static NpzImages Open(string path, string entry, string where, NpyHeader header, Func<NpyBytes> open)
    {
        ImageArrayLayout layout = ImageArrayLayout.Of(header) ?? throw new GanGateException(
            ErrorCodes.ArchiveInvalid,
            $"{where} is not an array of images: {Needed}, this is {header.Element} of {header.ShapeText}{ImageArrayLayout.AdviceFor(header)}");
        if (header.ByteCount == 0) throw new GanGateException(ErrorCodes.SourceEmpty, $"{where} holds no images ({header.ShapeText})");
        try
        {
            ImageDecoder.CheckSize(layout.Width, layout.Height);
            return new NpzImages(path, entry, open().AsBytes(path).InCOrder(path), layout);
        }
        catch (Exception failure) when (failure is ImageDecodingException or InvalidDataException)
        {
            throw new GanGateException(ErrorCodes.ArchiveInvalid, $"{where}: {failure.Message}", failure);
        }
    }

    private static string EntryOf(string path, NpzReader npz)
    {
        string[] entries = EntriesOf(npz);
        if (entries.Contains(Entry) || (entries.Length == 0 && npz.Contains(Entry))) return Entry;
        return entries.Length == 1
            ? entries[0]
            : throw new GanGateException(
                ErrorCodes.ArchiveInvalid,
                entries.Length == 0
                    ? $"'{path}' holds no array of images: {Needed}, this one holds {npz.Contents()}"
                    : $"'{path}' holds {entries.Length} arrays of images, {string.Join(", ", entries.Take(10))}, and none is named {Entry}: "
                        + "save the one that is meant in a file of its own");
    }

    // Beside images of bytes, an array of wider integers is something else: masks, or token numbers.
    private static string[] EntriesOf(NpzReader npz)
    {
        ILookup<bool, string> entries = npz.Names
            .Select(name => (Name: name, Header: npz.TryHeaderOf(name)))
            .Where(entry => entry.Header is NpyHeader header && ImageArrayLayout.Of(header) is not null)
            .ToLookup(entry => entry.Header!.Element.Size == 1, entry => entry.Name);
        return [.. entries[entries.Contains(true)]];
    }
}
