using System.IO.Compression;
using System.Runtime.InteropServices;

namespace GanGate.Tests.Models;

/// <summary>Writes float32 and int64 tensors as <c>torch.save</c> writes a state dict.</summary>
internal sealed class StateDictWriter
{
    private readonly List<(string Name, int[] Shape, byte[] Data, bool IsInteger)> _tensors = [];

    public void Add(string name, int[] shape, ReadOnlySpan<float> values)
        => _tensors.Add((name, shape, MemoryMarshal.AsBytes(values).ToArray(), false));

    public void Add(string name, int[] shape, ReadOnlySpan<long> values)
        => _tensors.Add((name, shape, MemoryMarshal.AsBytes(values).ToArray(), true));

    /// <summary>The layout of the public Inception checkpoint.</summary>
    public void WriteLegacy(Stream stream)
    {
        PicklePrinter pickle = new(stream);
        pickle.Start().LongInteger([0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19]).Stop();
        pickle.Start().Integer(1001).Stop();
        pickle.Start().Dictionary().Text("little_endian").True().SetItem().Stop();
        WriteDictionary(pickle, legacy: true);
        pickle.Start().List();
        for (int i = 0; i < _tensors.Count; i++)
        {
            pickle.Text(Key(i)).Append();
        }

        pickle.Stop();
        foreach ((_, _, byte[] data, bool isInteger) in _tensors)
        {
            stream.Write(BitConverter.GetBytes((long)data.Length / (isInteger ? sizeof(long) : sizeof(float))));
            stream.Write(data);
        }
    }

    /// <summary>The layout of PyTorch 1.6 and later.</summary>
    public void WriteZip(Stream stream)
    {
        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        using (Stream entry = archive.CreateEntry("archive/data.pkl", CompressionLevel.NoCompression).Open())
        {
            WriteDictionary(new PicklePrinter(entry), legacy: false);
        }

        for (int i = 0; i < _tensors.Count; i++)
        {
            using Stream entry = archive.CreateEntry($"archive/data/{Key(i)}", CompressionLevel.NoCompression).Open();
            entry.Write(_tensors[i].Data);
        }
    }

    private void WriteDictionary(PicklePrinter pickle, bool legacy)
    {
        pickle.Start().Global("collections", "OrderedDict").Tuple(0).Reduce();
        for (int i = 0; i < _tensors.Count; i++)
        {
            (string name, int[] shape, byte[] data, bool isInteger) = _tensors[i];
            int size = isInteger ? sizeof(long) : sizeof(float);
            pickle.Text(name).Global("torch._utils", "_rebuild_tensor_v2").Mark();
            pickle.Mark().Text("storage").Global("torch", isInteger ? "LongStorage" : "FloatStorage");
            pickle.Text(Key(i)).Text("cpu").Integer(data.Length / size);
            _ = legacy ? pickle.None() : pickle;
            pickle.TupleFromMark().PersistentLoad().Integer(0);
            pickle.Integers(shape).Integers(Strides(shape)).False().Global("collections", "OrderedDict").Tuple(0).Reduce();
            pickle.TupleFromMark().Reduce().SetItem();
        }

        pickle.Stop();
    }

    private static int[] Strides(int[] shape)
        => [.. Enumerable.Range(1, shape.Length).Select(next => shape[next..].Aggregate(1, (product, length) => product * length))];

    private static string Key(int index) => $"{index}";
}
