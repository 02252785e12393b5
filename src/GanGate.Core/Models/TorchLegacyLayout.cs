using System.Buffers.Binary;
using GanGate.Archives;

namespace GanGate.Models;

/// <summary>
/// PyTorch's layout before 1.6: five pickles (a magic number, the version, the writer's system, the object, the keys of its storages),
/// then for each key the number of elements (int64) and the elements.
/// </summary>
internal static class TorchLegacyLayout
{
    private const long Version = 1001;

    private static readonly Int128 Magic = new(0x1950, 0xa86a20f9469cfc6c);

    /// <summary>Reads the object and fills its storages.</summary>
    /// <exception cref="InvalidDataException">It is not in this layout, damaged, or needs what no state dict needs.</exception>
    public static object? Read(FileMap file)
    {
        using Stream stream = file.AsStream();
        OrderedDictionary<string, TorchStorage> storages = [];
        object? magic = TorchUnpickler.Load(stream, storages);
        if (magic is not Int128 number || number != Magic)
        {
            throw new InvalidDataException("it is a pickle, but not one of torch.save");
        }

        if (TorchUnpickler.Load(stream, storages) is not Version)
        {
            throw new InvalidDataException($"it is of another version than {Version}");
        }

        if (TorchUnpickler.Load(stream, storages) is not OrderedDictionary<string, object?> system
            || !system.TryGetValue("little_endian", out object? littleEndian) || littleEndian is not true)
        {
            throw new InvalidDataException("it was not written on a little-endian machine");
        }

        object? root = TorchUnpickler.Load(stream, storages);
        List<object?> keys = TorchUnpickler.Load(stream, storages) as List<object?>
            ?? throw new InvalidDataException("it has no list of storages");
        foreach (object? key in keys)
        {
            if (key is not string text || !storages.TryGetValue(text, out TorchStorage? storage) || storage.IsFilled)
            {
                throw new InvalidDataException("its list of storages is not that of its tensors");
            }

            Fill(storage, file, stream);
        }

        return storages.Values.All(storage => storage.IsFilled)
            ? root
            : throw new InvalidDataException("its list of storages lacks some of its tensors'");
    }

    private static void Fill(TorchStorage storage, FileMap file, Stream stream)
    {
        Span<byte> count = stackalloc byte[sizeof(long)];
        stream.ReadExactly(count);
        if (BinaryPrimitives.ReadInt64LittleEndian(count) != storage.Count)
        {
            throw new InvalidDataException($"a storage of {storage.Count} elements says that it has another number of them");
        }

        storage.Fill(file, stream.Position, stream.Length - stream.Position);
        stream.Position += storage.Bytes.Length;
    }
}
