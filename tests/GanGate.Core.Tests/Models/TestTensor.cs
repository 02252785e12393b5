using System.Runtime.InteropServices;
using GanGate.Archives;
using GanGate.Models;

namespace GanGate.Tests.Models;

/// <summary>Tensors of a checkpoint that was never a file.</summary>
internal static class TestTensor
{
    /// <summary>Float32 values in C order.</summary>
    public static TorchTensor Of(ReadOnlySpan<float> values, params int[] shape)
    {
        TorchStorage storage = new(TorchElementType.Float32, values.Length);
        storage.Fill(FileMap.Of(MemoryMarshal.AsBytes(values)), 0, values.Length * sizeof(float));
        long[] strides = [.. Enumerable.Range(1, shape.Length).Select(next => shape[next..].Aggregate(1L, (product, length) => product * length))];
        return new TorchTensor(storage, 0, [.. shape.Select(length => (long)length)], strides);
    }
}
