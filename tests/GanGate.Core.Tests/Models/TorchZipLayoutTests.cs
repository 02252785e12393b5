using System.IO.Compression;

namespace GanGate.Tests.Models;

/// <summary>Archives that are no ZIP layout of PyTorch, or only look like one.</summary>
public class TorchZipLayoutTests
{
    private static readonly byte[] Pickle = DataPickle();

    [Test]
    public void The_smallest_good_archive_is_read()
    {
        byte[] archive = Zip(("a/data.pkl", Pickle), ("a/byteorder", "little"u8.ToArray()), ("a/data/0", new byte[16]));
        Assert.That(CheckpointTests.Read(archive)["w"].ToArray<float>(), Is.EqualTo(new float[4]));
    }

    private static IEnumerable<TestCaseData> BadArchives()
    {
        static TestCaseData Case(string reason, params (string Name, byte[] Content)[] entries)
            => new TestCaseData(reason, entries).SetArgDisplayNames(reason);

        yield return Case("with 0 entries 'data.pkl'", ("mu.npy", []));
        yield return Case("with 2 entries 'data.pkl'", ("a/data.pkl", Pickle), ("b/data.pkl", Pickle));
        yield return Case("two entries named", ("a/data.pkl", Pickle), ("a/data.pkl", Pickle));
        yield return Case("no entry 'a/data/0'", ("a/data.pkl", Pickle), ("b/data/0", new byte[16]));
        yield return Case("followed by 15 bytes", ("a/data.pkl", Pickle), ("a/data/0", new byte[15]));
        yield return Case("has 17 bytes; 16 are needed", ("a/data.pkl", Pickle), ("a/data/0", new byte[17]));
        yield return Case("little-endian", ("a/data.pkl", Pickle), ("a/byteorder", "big"u8.ToArray()), ("a/data/0", new byte[16]));
    }

    [TestCaseSource(nameof(BadArchives))]
    public void A_bad_archive_is_refused(string reason, object entries)
        => Assert.That(() => CheckpointTests.Read(Zip(((string, byte[])[])entries)), CheckpointTests.Refused(reason));

    [Test]
    public void A_compressed_entry_could_be_a_bomb_and_is_refused()
    {
        byte[] archive = Zip(CompressionLevel.SmallestSize, ("a/data.pkl", Pickle), ("a/data/0", new byte[16]));
        Assert.That(() => CheckpointTests.Read(archive), CheckpointTests.Refused("compressed"));
    }

    [Test]
    public void Damage_within_the_elements_is_noticed()
    {
        byte[] archive = Zip(("a/data.pkl", Pickle), ("a/data/0", [.. "0123456789abcdef"u8]));
        archive[archive.AsSpan().IndexOf("789"u8)]++;
        Assert.That(() => CheckpointTests.Read(archive), CheckpointTests.Refused("checksum"));
    }

    [Test]
    public void Two_entries_that_claim_the_same_bytes_cannot_outgrow_the_file()
    {
        byte[] elements = new byte[4096];
        byte[] pickle = DataPickle(storages: 2, count: 1024);
        byte[] archive = Zip(("a/data.pkl", pickle), ("a/data/0", elements), ("a/data/1", []));

        // Make the directory's last record another name for the elements of the one before it.
        int second = archive.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        int first = archive.AsSpan(0, second).LastIndexOf("PK\u0001\u0002"u8);
        archive.AsSpan(first + 16, 12).CopyTo(archive.AsSpan(second + 16)); // checksum and lengths
        archive.AsSpan(first + 42, 4).CopyTo(archive.AsSpan(second + 42)); // where the entry starts
        Assert.That(() => CheckpointTests.Read(archive), CheckpointTests.Refused("its entries 'a/data/0' and 'a/data/1' share bytes"));
    }

    [TestCase("epoch", "its entry 'epoch' is not a tensor; save the state dict alone")]
    [TestCase("a\nb", "its entry 'a?b' is not a tensor")]
    public void A_dictionary_of_other_things_says_what_to_save(string key, string reason)
    {
        using MemoryStream stream = new();
        new PicklePrinter(stream).Start().Dictionary().Text(key).Integer(3).SetItem().Stop();
        Assert.That(() => CheckpointTests.Read(Zip(("a/data.pkl", stream.ToArray()))), CheckpointTests.Refused(reason));
    }

    private static byte[] DataPickle(int storages = 1, int count = 4)
    {
        using MemoryStream stream = new();
        PicklePrinter pickle = new PicklePrinter(stream).Start().Dictionary();
        for (int i = 0; i < storages; i++)
        {
            pickle.Text(i == 0 ? "w" : $"w{i}").Global("torch._utils", "_rebuild_tensor_v2").Mark();
            pickle.Mark().Text("storage").Global("torch", "FloatStorage").Text($"{i}").Text("cpu").Integer(count)
                .TupleFromMark().PersistentLoad();
            pickle.Integer(0).Integers([count]).Integers([1]).False().Dictionary().TupleFromMark().Reduce().SetItem();
        }

        pickle.Stop();
        return stream.ToArray();
    }

    internal static byte[] Zip(params (string Name, byte[] Content)[] entries) => Zip(CompressionLevel.NoCompression, entries);

    private static byte[] Zip(CompressionLevel level, params (string Name, byte[] Content)[] entries)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = archive.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
