using System.IO.Compression;
using GanGate.Archives;

namespace GanGate.Models;

/// <summary>
/// PyTorch's layout since 1.6: a ZIP archive with one folder that holds the object's pickle (data.pkl) and, stored without compression,
/// the elements of each of its storages (data/KEY).
/// </summary>
internal static class TorchZipLayout
{
    private const string PickleName = "data.pkl";

    /// <summary>Reads the object and fills its storages.</summary>
    /// <exception cref="InvalidDataException">It is not in this layout, damaged, or needs what no state dict needs.</exception>
    public static object? Read(Stream stream)
    {
        using ZipArchive archive = new(stream, ZipArchiveMode.Read, leaveOpen: true);
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

        // Several entries may claim the same bytes of the file, so their sum is bounded too.
        long available = stream.Length;
        foreach ((string key, TorchStorage storage) in storages)
        {
            string name = $"{folder}data/{key}";
            if (!entries.TryGetValue(name, out ZipArchiveEntry? entry))
            {
                throw new InvalidDataException($"it has no entry '{name}'");
            }

            Fill(storage, entry, available);
            available -= storage.Data.Length;
        }

        return root;
    }

    private static void Fill(TorchStorage storage, ZipArchiveEntry entry, long available)
    {
        using ZipEntryReader reader = Open(entry);
        Span<byte> data = storage.Allocate(Math.Min(reader.Length, available));
        if (data.Length != reader.Length)
        {
            throw new InvalidDataException($"its entry '{entry.FullName}' has {reader.Length} bytes; {data.Length} are needed");
        }

        reader.ReadExactly(data);
        reader.Complete();
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
