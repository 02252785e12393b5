using System.IO.Compression;
using System.Text;
using GanGate.Archives;

namespace GanGate.Tests.Archives;

/// <summary>Archives that are cut, flipped or that lie: a value or a GanGateException, never anything else.</summary>
public class NpzFuzzTests
{
    private const long MostBytes = 16 << 20;

    [Test]
    public void A_file_cut_at_any_length_is_refused([Values] bool deflated)
    {
        byte[] whole = Archive(deflated);
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.That(TryRead(whole[..length]), Is.False, $"cut at {length}");
        }

        Assert.That(TryRead(whole), Is.True);
    }

    [Test]
    public void A_file_with_any_byte_changed_is_read_or_refused_without_great_allocations([Values] bool deflated)
    {
        byte[] whole = Archive(deflated);
        int read = 0;
        for (int position = 0; position < whole.Length; position++)
        {
            foreach (byte mask in (byte[])[0x01, 0x80, 0xFF])
            {
                byte[] changed = (byte[])whole.Clone();
                changed[position] ^= mask;
                long start = GC.GetAllocatedBytesForCurrentThread();
                read += TryRead(changed) ? 1 : 0;
                Assert.That(GC.GetAllocatedBytesForCurrentThread() - start, Is.LessThan(MostBytes), $"byte {position} ^ {mask:x2}");
            }
        }

        Assert.That(read, Is.LessThan(whole.Length), "most changes must be noticed");
    }

    private static IEnumerable<TestCaseData> Lies()
    {
        static TestCaseData Case(string reason, string header) => new TestCaseData(reason, header).SetArgDisplayNames(reason + header);

        yield return Case("more elements than any file", "{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296), }");
        yield return Case("more elements than any file", "{'descr': '<f8', 'fortran_order': False, 'shape': (2305843009213693952,), }");
        yield return Case("needs 8796093022208 bytes", "{'descr': '<f8', 'fortran_order': False, 'shape': (1048576, 1048576), }");
        yield return Case("needs 8 bytes", "{'descr': '<f8', 'fortran_order': False, 'shape': (), }");
        yield return Case("needs 0 bytes", "{'descr': '<f8', 'fortran_order': False, 'shape': (0, 9223372036854775807), }");
        yield return Case("needs 0 bytes", "{'descr': '<U0', 'fortran_order': False, 'shape': (1000000000,), }");
        string ones = string.Join(", ", Enumerable.Repeat(1, 65));
        yield return Case("more than 64 dimensions", $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({ones}), }}");
        yield return Case("not one that numpy writes", "{'descr': '<f8', 'fortran_order': False, 'shape': (-2,), }");
        yield return Case("not one that numpy writes", "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,), }");
        yield return Case("not one that numpy writes", "{'descr': '<f8', 'fortran_order': 0, 'shape': (2,), }");
        yield return Case("not one that numpy writes", "{'descr': '<f8', 'fortran_order': False, }");
        yield return Case("not one that numpy writes", "{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (2,)}");
        yield return Case("not one that numpy writes", "{'descr': '<f8', 'fortran_order': False, 'shape': (2,)} + boom");
        yield return Case("not one that numpy writes", "");
        yield return Case("pickled Python objects", "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }");
        yield return Case("type '<f16'", "{'descr': '<f16', 'fortran_order': False, 'shape': (1,), }");
        yield return Case("type '<U999999999999'", "{'descr': '<U999999999999', 'fortran_order': False, 'shape': (1,), }");
    }

    [TestCaseSource(nameof(Lies))]
    public void A_header_that_lies_is_refused_before_anything_is_allocated(string reason, string header)
    {
        byte[] length = BitConverter.GetBytes((ushort)header.Length);
        byte[] array = [0x93, .. "NUMPY"u8, 1, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. new byte[16]];
        Assert.That(() => Read([("mu.npy", array)]), Refused(reason));
    }

    [Test]
    public void Entries_that_cannot_be_arrays_are_refused()
    {
        byte[] huge = [0x93, .. "NUMPY"u8, 2, 0, .. BitConverter.GetBytes(uint.MaxValue), .. new byte[16]];
        Assert.That(() => Read([("mu.npy", huge)]), Refused("header claims 4294967295 bytes"));
        Assert.That(() => Read([("mu.npy", [])]), Refused("cut short"));
        Assert.That(() => Read([("mu.npy", Encoding.ASCII.GetBytes("not an array"))]), Refused("not a numpy array"));
        Assert.That(() => Read([("mu.npy", huge), ("mu.npy", huge)]), Refused("two entries named 'mu.npy'"));
    }

    [Test]
    public void A_length_that_the_packed_bytes_cannot_hold_is_refused_before_anything_is_allocated()
    {
        // Claims one GiB, in the header and in the archive's directory, of which a few packed bytes are there.
        string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (1073741824,), }";
        byte[] array = [0x93, .. "NUMPY"u8, 1, 0, .. BitConverter.GetBytes((ushort)header.Length), .. Encoding.ASCII.GetBytes(header)];
        byte[] archive = Zip([("mu.npy", array)], CompressionLevel.SmallestSize);
        int directory = archive.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(archive.AsSpan(directory + 24), (uint)((1 << 30) + array.Length));
        Assert.That(() => Read(archive), Refused("more than"));
    }

    [Test]
    public void Damaged_elements_and_encryption_are_noticed()
    {
        byte[] damaged = Archive(deflated: false);
        damaged[damaged.AsSpan().IndexOf(BitConverter.GetBytes(1.5))]++;
        Assert.That(() => Read(damaged), Refused("checksum is wrong"));

        byte[] encrypted = Archive(deflated: false);
        encrypted[encrypted.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        Assert.That(() => Read(encrypted), Refused("it is encrypted"));
    }

    private static byte[] Archive(bool deflated)
    {
        using MemoryStream plain = new();
        using (NpzWriter npz = new(plain))
        {
            npz.Add<double>("mu", [1.5, 2, 3], 3);
        }

        using ZipArchive archive = new(new MemoryStream(plain.ToArray()));
        using MemoryStream content = new();
        archive.Entries[0].Open().CopyTo(content);
        return deflated ? Zip([("mu.npy", content.ToArray())], CompressionLevel.SmallestSize) : plain.ToArray();
    }

    private static byte[] Zip((string Name, byte[] Content)[] entries, CompressionLevel level)
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

    private static bool TryRead(byte[] archive)
    {
        try
        {
            Read(archive);
            return true;
        }
        catch (GanGateException)
        {
            return false;
        }
    }

    private static void Read((string Name, byte[] Content)[] entries) => Read(Zip(entries, CompressionLevel.NoCompression));

    private static void Read(byte[] archive)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["a.npz"], archive);
        using NpzReader npz = NpzReader.Open(folder["a.npz"]);
        npz.Read<double>("mu");
        using NpyBytes bytes = npz.OpenBytes("mu");
        bytes.Read(0, new byte[bytes.Header.ByteCount]);
    }

    private static NUnit.Framework.Constraints.EqualConstraint Refused(string reason)
        => Throws.TypeOf<GanGateException>().With.Message.Contains(reason)
            .And.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.ArchiveInvalid);
}
