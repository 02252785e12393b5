using GanGate.Models;
using static GanGate.Tests.Models.SafetensorsFile;

namespace GanGate.Tests.Models;

public class SafetensorsTests
{
    private const string Two = "[2]";

    [Test]
    public void A_file_holds_its_tensors_in_the_order_of_its_header()
    {
        OrderedDictionary<string, TorchTensor> tensors = CheckpointTests.Read(Sample());

        Assert.That(tensors.Keys, Is.EqualTo(new[] { "b.weight", "half", "count", "none", "wide" }));
        Assert.That(tensors["b.weight"].Shape, Is.EqualTo(new[] { 2, 1, 2 }));
        Assert.That(tensors["b.weight"].ToArray<float>(), Is.EqualTo(new[] { 1, -2.5f, float.NaN, 4 }));
        Assert.That(tensors["half"].ToArray<float>(), Is.EqualTo(new[] { 0.5f, -3 }));
        Assert.That(tensors["count"].Shape, Is.Empty);
        Assert.That(tensors["count"].ToArray<long>(), Is.EqualTo(new[] { 7L }));
        Assert.That(tensors["none"].ToArray<double>(), Is.Empty);
        Assert.That(tensors["wide"].ToArray<float>(), Is.EqualTo(new[] { 1.5f, float.NegativeInfinity }));
    }

    [Test]
    public void Memory_of_a_mapped_file_lies_in_it_where_type_and_alignment_allow()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["a.bin"], Sample());
        OrderedDictionary<string, TorchTensor> tensors = Checkpoint.Read(folder["a.bin"]);

        Assert.That(tensors["b.weight"].AsMemory<float>().ToArray(), Is.EqualTo(tensors["b.weight"].ToArray<float>()));
        Assert.That(SameBytes(tensors["b.weight"].AsMemory<float>(), tensors["b.weight"].AsMemory<float>()), Is.True, "not copied");
        Assert.That(SameBytes(tensors["half"].AsMemory<Half>(), tensors["half"].AsMemory<Half>()), Is.True, "not copied");
        Assert.That(tensors["half"].AsMemory<float>().ToArray(), Is.EqualTo(new[] { 0.5f, -3 }));
        Assert.That(tensors["none"].AsMemory<double>().Length, Is.Zero);
    }

    [Test]
    public void Elements_at_an_odd_place_are_copied()
    {
        byte[] data = [0, .. BitConverter.GetBytes(2f), .. BitConverter.GetBytes(3f)];
        string header = "{" + Entry("a", "U8", "[1]", 0, 1) + "," + Entry("b", "F32", Two, 1, 9) + "}";
        TorchTensor tensor = CheckpointTests.Read(Of(header.PadRight(200), data))["b"];

        Assert.That(tensor.AsMemory<float>().ToArray(), Is.EqualTo(new[] { 2f, 3f }));
        Assert.That(SameBytes(tensor.AsMemory<float>(), tensor.AsMemory<float>()), Is.False);
    }

    private static IEnumerable<TestCaseData> Broken()
    {
        static TestCaseData Case(string reason, string entries, int bytes = 8, ulong? length = null) =>
            new TestCaseData(reason, Of("{" + entries + "}", new byte[bytes], length)).SetArgDisplayNames(reason + entries.Replace('"', '\''));

        string good = Entry("a", "F32", Two, 0, 8);
        yield return Case("two entries named 'a'", $"{good},{good}");
        yield return Case("two entries named '__metadata__'", "\"__metadata__\":{},\"__metadata__\":{}," + good);
        yield return Case("its entries 'a' and 'b' share bytes", good + "," + Entry("b", "F32", "[1]", 4, 8));
        yield return Case("4 bytes before its entry 'a' belong to nothing", Entry("a", "F32", "[1]", 4, 8));
        yield return Case("1 bytes at its end belong to nothing", good, bytes: 9);
        yield return Case("8 bytes at its end belong to nothing", "");
        yield return Case("cut short: its entry 'a' ends at byte 8 of 7", good, bytes: 7);
        yield return Case("its entry 'a' ends before it starts", Entry("a", "F32", Two, 8, 0));
        yield return Case("its entry 'a' has 8 bytes for the shape (3)", Entry("a", "F32", "[3]", 0, 8));
        yield return Case("has 8 bytes for the shape (4294967296, 4294967296)", Entry("a", "F32", "[4294967296,4294967296]", 0, 8));
        yield return Case("has 8 bytes for the shape (9223372036854775807, 3)", Entry("a", "F32", "[9223372036854775807,3]", 0, 8));
        yield return Case("has 8 bytes for the shape (2305843009213693954)", Entry("a", "F32", "[2305843009213693954]", 0, 8));
        yield return Case("its entry 'a' is of the type 'F8_E4M3', which is not read", Entry("a", "F8_E4M3", "[8]", 0, 8));
        yield return Case("not one that safetensors writes", Entry("a", "F32", "[-2]", 0, 8));
        yield return Case("not one that safetensors writes", Entry("a", "F32", "[2.0]", 0, 8));
        yield return Case("not one that safetensors writes", Entry("a", "F32", "[99999999999999999999]", 0, 8));
        yield return Case("not one that safetensors writes", Entry("a", "F32", $"[{string.Join(',', Enumerable.Repeat(1, 65))}]", 0, 4));
        yield return Case("not one that safetensors writes", """ "a":{"dtype":"F32","shape":[2]}""");
        yield return Case("not one that safetensors writes", """ "a":{"dtype":"F32","shape":[2],"shape":[2],"data_offsets":[0,8]}""");
        yield return Case("not one that safetensors writes", """ "a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"more":1}""");
        yield return Case("not one that safetensors writes", """ "a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}""");
        yield return Case("not one that safetensors writes", """ "a":{"dtype":"\uD800","shape":[2],"data_offsets":[0,8]}""");
        yield return Case("not one that safetensors writes", "\"__metadata__\":{\"a\":{\"b\":{}}}," + good);
        yield return Case("not one that safetensors writes", good, length: 20);
        yield return Case("cut short within its header", good, length: 1000);
        yield return Case("its header claims 1073741824 bytes, far more than a network needs", good, length: 1 << 30);
        yield return Case("its header claims 18446744073709551615 bytes", good, length: ulong.MaxValue);
    }

    [TestCaseSource(nameof(Broken))]
    public void A_broken_file_is_refused(string reason, byte[] file) =>
        Assert.That(() => CheckpointTests.Read(file), CheckpointTests.Refused(reason));

    [Test]
    public void A_header_that_ends_in_text_is_refused() =>
        Assert.That(() => CheckpointTests.Read(Of("{}{}", [])), CheckpointTests.Refused("not one that safetensors writes"));

    private static unsafe bool SameBytes<T>(ReadOnlyMemory<T> one, ReadOnlyMemory<T> other)
        where T : unmanaged
    {
        fixed (T* first = one.Span, second = other.Span) return first == second;
    }
}
