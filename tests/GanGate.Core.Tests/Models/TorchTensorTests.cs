using System.Runtime.InteropServices;
using CsCheck;
using GanGate.Archives;
using GanGate.Models;

namespace GanGate.Tests.Models;

public class TorchTensorTests
{
    [Test]
    public void Element_i_j_k_is_the_storage_s_at_offset_plus_the_strides_whatever_the_view()
        => Gen.Select(Gen.Int[1, 4].Array[3], Gen.Shuffle(new[] { 0, 1, 2 }), Gen.Int[0, 9], Gen.Int[1, 2]).Sample((lengths, order, offset, step) =>
        {
            // Some order of the dimensions in memory, and gaps between the elements: views as transposing and slicing make them.
            long[] strides = new long[3];
            long next = step;
            foreach (int k in order)
            {
                strides[k] = next;
                next *= lengths[k];
            }

            float[] memory = [.. Enumerable.Range(0, offset + (int)next).Select(i => i - 3f)];
            TorchTensor tensor = new(Storage<float>(TorchElementType.Float32, memory), offset, [.. lengths], strides);
            List<float> expected = [];
            for (int i = 0; i < lengths[0]; i++)
            {
                for (int j = 0; j < lengths[1]; j++)
                {
                    for (int k = 0; k < lengths[2]; k++)
                    {
                        expected.Add(memory[offset + (i * strides[0]) + (j * strides[1]) + (k * strides[2])]);
                    }
                }
            }

            Assert.That(tensor.ToArray<float>(), Is.EqualTo(expected));
        });

    [Test]
    public void A_view_that_repeats_a_row_and_one_of_nothing_anywhere_are_read()
    {
        TorchStorage storage = Storage<float>(TorchElementType.Float32, [0, 1, 2, 3, 4, 5]);

        Assert.That(new TorchTensor(storage, 0, [2, 3], [0, 1]).ToArray<float>(), Is.EqualTo(new float[] { 0, 1, 2, 0, 1, 2 }));
        Assert.That(new TorchTensor(storage, 100, [0], [1]).ToArray<float>(), Is.Empty);
    }

    [Test]
    public void Every_element_type_is_converted()
    {
        Check(TorchElementType.Float64, [1.5, -2, 1e300], [1.5, -2, 1e300]);
        Check(TorchElementType.Float32, [1.5f, float.NegativeInfinity], [1.5, double.NegativeInfinity]);
        Check(TorchElementType.Float16, [(Half)0.5, Half.MaxValue], [0.5, 65504]);
        Check<ushort>(TorchElementType.BFloat16, [0x3FC0, 0xC000, 0x7F80], [1.5, -2, double.PositiveInfinity]);
        Check(TorchElementType.Int64, [-3L, 1L << 40], [-3, 1L << 40]);
        Check(TorchElementType.Int32, [-3, 1 << 30], [-3, 1 << 30]);
        Check<short>(TorchElementType.Int16, [-3, 300], [-3, 300]);
        Check<sbyte>(TorchElementType.Int8, [-3, 100], [-3, 100]);
        Check<byte>(TorchElementType.UInt8, [3, 200], [3, 200]);
        Check<byte>(TorchElementType.Bool, [0, 1], [0, 1]);
    }

    private static void Check<T>(TorchElementType type, T[] memory, double[] expected)
        where T : unmanaged
    {
        TorchTensor tensor = new(Storage(type, memory), 0, [memory.Length], [1]);
        Assert.That(tensor.ToArray<double>(), Is.EqualTo(expected));
        Assert.That(tensor.ToArray<float>(), Is.EqualTo(expected.Select(value => (float)value)));
    }

    private static TorchStorage Storage<T>(TorchElementType type, T[] memory)
        where T : unmanaged
    {
        TorchStorage storage = new(type, memory.Length);
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes<T>(memory);
        storage.Fill(FileMap.Of(bytes), 0, bytes.Length);
        return storage;
    }
}
