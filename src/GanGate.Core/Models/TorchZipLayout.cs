using System.IO.Compression;
using System.IO.Hashing;
using GanGate.Archives;

namespace GanGate.Models;

/// <summary>
/// PyTorch's layout since 1.6, of torch.save and of TorchScript's archives: a ZIP archive with one folder that holds the object's pickle
/// (data.pkl) and, stored without compression, the elements of each of its storages (data/KEY).
/// </summary>
internal static class TorchZipLayout
{
    private const string PickleName = "data.pkl";

    /// <summary>Reads the object and says where its storages lie.</summary>
    /// <exception cref="InvalidDataException">It is not in this layout, damaged, or needs what no state dict needs.</exception>
    public static object? Read(FileMap file)
    {
        using Stream stream = file.AsStream();
        using ZipArchive archive = new(stream, ZipArchiveMode.Read);
        Dictionary<string, ZipArchiveEntry> entries = [];
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (!entries.TryAdd(entry.FullName, entry))
            {
                throw new InvalidDataException($"it holds two entries named '{entry.FullName}'");
            }
        }

        string[] pickles = [.. entries.Keys.Where(name => name.Split('/') is [PickleName] or [_, PickleName])];
        if (pickles.Length != 1)
        {
            throw new InvalidDataException($"it is a ZIP archive with {pickles.Length} entries '{PickleName}' instead of one");
        }

        string folder = pickles[0][..^PickleName.Length];
        if (entries.TryGetValue(folder + "byteorder", out ZipArchiveEntry? byteOrder)
            && !ReadAll(byteOrder).AsSpan().SequenceEqual("little"u8))
        {
            throw new InvalidDataException("it was not written on a little-endian machine");
        }

        OrderedDictionary<string, TorchStorage> storages = [];
        object? root = TorchUnpickler.Load(new MemoryStream(ReadAll(entries[pickles[0]])), storages);
        Fill(storages, file, key => entries.TryGetValue($"{folder}data/{key}", out ZipArchiveEntry? entry)
            ? (entry, StartOf(entry, stream))
            : throw new InvalidDataException($"it has no entry '{folder}data/{key}'"));
        return root;
    }

    private static void Fill(
        OrderedDictionary<string, TorchStorage> storages, FileMap file, Func<string, (ZipArchiveEntry Entry, long Start)> find)
    {
        List<(long Start, TorchStorage Storage, ZipArchiveEntry Entry)> places = [];
        foreach ((string key, TorchStorage storage) in storages)
        {
            (ZipArchiveEntry entry, long start) = find(key);
            storage.Fill(file, start, Math.Min(entry.Length, file.Length - start));
            if (storage.Bytes.Length != entry.Length)
            {
                throw new InvalidDataException($"its entry '{entry.FullName}' has {entry.Length} bytes; {storage.Bytes.Length} are needed");
            }

            places.Add((start, storage, entry));
        }

        FileRanges.RequireApart(places.Select(place => (place.Entry.FullName, place.Start, place.Start + place.Entry.Length)));
        foreach ((_, TorchStorage storage, ZipArchiveEntry entry) in places)
        {
            if (Crc32.HashToUInt32(storage.Bytes.Span) != entry.Crc32)
            {
                throw new InvalidDataException($"the checksum of its entry '{entry.FullName}' is wrong, so the file is damaged");
            }
        }
    }

    // What was read last of a stored entry ends where the stream stands; the checksum proves it.
    private static long StartOf(ZipArchiveEntry entry, Stream stream)
    {
        using ZipEntryReader reader = Open(entry);
        if (entry.Length == 0) return 0;
        reader.ReadExactly(stackalloc byte[1]);
        return stream.Position - 1;
    }

    private static byte[] ReadAll(ZipArchiveEntry entry)
    {
        using ZipEntryReader reader = Open(entry);
        byte[] content = new byte[reader.Length];
        reader.ReadExactly(content);
        reader.Complete();
        return content;
    }

    private static ZipEntryReader Open(ZipArchiveEntry entry)
        => entry.Length == entry.CompressedLength
            ? new ZipEntryReader(entry)
            : throw new InvalidDataException($"its entry '{entry.FullName}' is compressed, which torch.save never does");
}
