using GanGate.Models;

namespace GanGate.Tests.Models;

/// <summary>Files in PyTorch's old layout of which one part is not as it should be.</summary>
public class TorchLegacyLayoutTests
{
    private static readonly byte[] Magic = [0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];
    private static readonly string[] Storages = ["0", "1"];

    [Test]
    public void A_file_of_five_pickles_and_its_elements_is_read()
    {
        OrderedDictionary<string, TorchTensor> tensors = CheckpointTests.Read(Write());

        Assert.That(tensors["w0"].ToArray<float>(), Is.EqualTo(new float[] { 1, 2 }));
        Assert.That(tensors["w1"].ToArray<float>(), Is.EqualTo(new float[] { 3, 4 }));
    }

    private static IEnumerable<TestCaseData> BrokenFiles()
    {
        static TestCaseData Case(string reason, Func<byte[]> file, string? name = null) =>
            new TestCaseData(reason, file).SetArgDisplayNames(name ?? reason);

        yield return Case("not one of torch.save", () => Write(magic: [.. Magic[..9], 0x18]), "another magic number");
        yield return Case("not one of torch.save", () => Write(magic: [1]), "a small magic number");
        yield return Case("another version than 1001", () => Write(version: 1002));
        yield return Case("not written on a little-endian machine", () => Write(system: pickle => pickle.Dictionary()), "no byte order");
        yield return Case("not written on a little-endian machine", () => Write(system: pickle => pickle.None()), "no system");
        yield return Case(
            "not written on a little-endian machine",
            () => Write(system: pickle => pickle.Dictionary().Text("little_endian").False().SetItem()),
            "big endian");
        yield return Case("no list of storages", () => Write(keys: pickle => pickle.None()));
        yield return Case("not that of its tensors", () => Write(keys: pickle => Keys(pickle, ["0", "2"])), "a key too many");
        yield return Case("not that of its tensors", () => Write(keys: pickle => Keys(pickle, ["0", "0"])), "a key twice");
        yield return Case("not that of its tensors", () => Write(keys: pickle => pickle.List().None().Append()), "a key that is no text");
        yield return Case("lacks some of its tensors'", () => Write(keys: pickle => Keys(pickle, ["0"])));
        yield return Case("a storage of 2 elements says that it has another number", () => Write(count: 3));
        yield return Case("a storage of 2 elements is followed by 7 bytes", () => Write()[..^1]);
        yield return Case("the file is cut short", () => Write()[..^17], "within the last count");
        yield return Case(
            "it holds no dictionary of tensors; save the state dict alone",
            () => Write(root: pickle => pickle.List(), keys: p => p.List()));
    }

    [TestCaseSource(nameof(BrokenFiles))]
    public void A_broken_file_is_refused(string reason, Func<byte[]> file) =>
        Assert.That(() => CheckpointTests.Read(file()), CheckpointTests.Refused(reason));

    [Test]
    public void A_folder_is_no_checkpoint()
    {
        using TemporaryFolder folder = new();

        Assert.That(
            () => Checkpoint.Read(folder["none.pth"]),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo($"'{folder["none.pth"]}' does not exist"));
        Assert.That(
            () => Checkpoint.Read(folder.Root),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo($"'{folder.Root}' is a folder, not a file"));
    }

    private static byte[] Write(
        byte[]? magic = null,
        int version = 1001,
        Action<PicklePrinter>? system = null,
        Action<PicklePrinter>? root = null,
        Action<PicklePrinter>? keys = null,
        long count = 2)
    {
        using MemoryStream stream = new();
        PicklePrinter pickle = new(stream);
        pickle.Start().LongInteger(magic ?? Magic).Stop();
        pickle.Start().Integer(version).Stop();
        Part(system ?? (part => part.Dictionary().Text("little_endian").True().SetItem()));
        Part(root ?? (part =>
        {
            part.Dictionary();
            foreach (string key in Storages) Tensor(part, key);
        }));
        Part(keys ?? (part => Keys(part, Storages)));
        foreach (float first in (float[])[1, 3])
        {
            stream.Write(BitConverter.GetBytes(count));
            stream.Write(BitConverter.GetBytes(first));
            stream.Write(BitConverter.GetBytes(first + 1));
        }

        return stream.ToArray();

        void Part(Action<PicklePrinter> write)
        {
            write(pickle.Start());
            pickle.Stop();
        }
    }

    private static void Keys(PicklePrinter pickle, string[] keys)
    {
        pickle.List().Mark();
        foreach (string key in keys) pickle.Text(key);
        pickle.Raw((byte)'e');
    }

    private static void Tensor(PicklePrinter pickle, string key)
    {
        pickle.Text("w" + key).Global("torch._utils", "_rebuild_tensor_v2").Mark();
        pickle.Mark().Text("storage").Global("torch", "FloatStorage").Text(key).Text("cpu")
            .Integer(2).None().TupleFromMark().PersistentLoad();
        pickle.Integer(0).Integers([2]).Integers([1]).False().Dictionary().TupleFromMark().Reduce().SetItem();
    }
}
