using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using GanGate.Archives;

namespace GanGate.Tests.Archives;

/// <summary>Arrays read where they lie in the archive, and those that only look as if they could be.</summary>
public class NpzInPlaceTests
{
    private const string Header = "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }";

    private static readonly double[] Values = [1.5, 2, 3];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Stored_elements_are_read_in_place_without_their_checksum()
    {
        byte[] changed = Stored(Values);
        int at = changed.AsSpan().IndexOf(BitConverter.GetBytes(1.5));
        BitConverter.TryWriteBytes(changed.AsSpan(at), 7.5);
        File.WriteAllBytes(_folder["a.npz"], changed);

        Assert.That(ReadRaw(_folder["a.npz"]), Is.EqualTo(new[] { 7.5, 2, 3 }));
    }

    [Test]
    public void Packed_elements_are_unpacked_even_where_they_take_as_much_room()
    {
        // A block of elements as they are, five bytes longer than these, and one of zeros that saves five bytes.
        byte[] whole = [.. Npy(Header.Replace("3", "13", StringComparison.Ordinal)), .. Bytes(Values), .. new byte[80]];
        byte[][] packed = [.. Enumerable.Range(6, 20).Select(zeros => (byte[])[.. StoredBlock(whole[..^zeros]), .. Deflated(new byte[zeros])])];
        byte[] equal = packed.First(content => content.Length == whole.Length);
        File.WriteAllBytes(_folder["a.npz"], Zip("a.npy", method: 8, equal, whole));

        Assert.That(ReadRaw(_folder["a.npz"]), Is.EqualTo((double[])[.. Values, .. new double[10]]));
    }

    [Test]
    public void Packed_elements_are_read_with_their_checksum()
    {
        byte[] content = [.. Npy(Header), .. Bytes(Values)], other = [.. Npy(Header), .. Bytes([1.5, 2, 4])];
        File.WriteAllBytes(_folder["a.npz"], Zip("a.npy", method: 8, Deflated(content), other));

        Assert.That(
            () => ReadRaw(_folder["a.npz"]),
            Throws.TypeOf<GanGateException>().With.Message.EndsWith("entry 'a': its checksum is wrong, so the file is damaged"));
    }

    [Test]
    public void Another_archive_in_the_place_of_the_opened_one_is_noticed()
    {
        File.WriteAllBytes(_folder["a.npz"], Stored(Values));
        File.WriteAllBytes(_folder["b.npz"], [.. Stored([4, 5, 6]), 0]);
        using NpzReader npz = NpzReader.Open(_folder["a.npz"]);
        File.Move(_folder["b.npz"], _folder["a.npz"], overwrite: true);

        Assert.That(
            () => npz.OpenBytes("a"),
            Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SourceChanged));
    }

    [Test]
    public void An_archive_that_is_being_written_cannot_be_read()
    {
        using FileStream writer = new(_folder["a.npz"], FileMode.Create, FileAccess.Write, FileShare.None);
        writer.Write("PK"u8);
        writer.Flush();

        Assert.That(
            () => NpzReader.Open(_folder["a.npz"]),
            Throws.TypeOf<GanGateException>().With.Message.StartsWith($"'{_folder["a.npz"]}' cannot be read: ").And
                .Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SourceUnreadable));
    }

    // The directory's length of the entry lies, and the array's header with it.
    [TestCase(0, -1, "it holds more than it says")]
    [TestCase(8, 1, "it is cut short")]
    public void A_length_that_is_not_that_of_the_content_is_refused(int method, int more, string reason)
    {
        byte[] content = [.. Npy(Header.Replace("3", $"{3 + more}", StringComparison.Ordinal)), .. Bytes(Values)];
        byte[] archive = Zip("a.npy", method, method == 0 ? content : Deflated(content), content);
        int length = archive.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 24;
        BitConverter.TryWriteBytes(archive.AsSpan(length), content.Length + (8 * more));
        File.WriteAllBytes(_folder["a.npz"], archive);
        using NpzReader npz = NpzReader.Open(_folder["a.npz"]);

        Assert.That(
            () => npz.Read<double>("a"),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo($"'{_folder["a.npz"]}', entry 'a': {reason}").And
                .Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.ArchiveInvalid));
    }

    private static double[] ReadRaw(string path)
    {
        using NpzReader npz = NpzReader.Open(path);
        using NpyBytes bytes = npz.OpenBytes("a");
        byte[] raw = new byte[bytes.Header.ByteCount];
        bytes.Read(0, raw);
        return [.. raw.Chunk(sizeof(double)).Select(piece => BitConverter.ToDouble(piece))];
    }

    private static byte[] Stored(double[] values)
    {
        byte[] content = [.. Npy(Header), .. Bytes(values)];
        return Zip("a.npy", method: 0, content, content);
    }

    private static byte[] Npy(string header)
        => [0x93, .. "NUMPY"u8, 1, 0, .. BitConverter.GetBytes((ushort)header.Length), .. Encoding.ASCII.GetBytes(header)];

    private static byte[] Bytes(double[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    // RFC 1951, 3.2.4: no compression, more blocks follow.
    private static byte[] StoredBlock(byte[] content)
        => [0, .. BitConverter.GetBytes((ushort)content.Length), .. BitConverter.GetBytes((ushort)~content.Length), .. content];

    private static byte[] Deflated(byte[] content)
    {
        using MemoryStream packed = new();
        using (DeflateStream stream = new(packed, CompressionLevel.SmallestSize, leaveOpen: true)) stream.Write(content);
        return packed.ToArray();
    }

    /// <summary>An archive of one entry, whose packed bytes are given.</summary>
    private static byte[] Zip(string name, int method, byte[] packed, byte[] content)
    {
        byte[] both =
        [
            20, 0, 0, 0, (byte)method, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(Crc32.HashToUInt32(content)),
            .. BitConverter.GetBytes(packed.Length), .. BitConverter.GetBytes(content.Length), (byte)name.Length, 0, 0, 0,
        ];
        byte[] local = [.. "PK\u0003\u0004"u8, .. both, .. Encoding.ASCII.GetBytes(name), .. packed];
        byte[] directory = [.. "PK\u0001\u0002"u8, 20, 0, .. both, .. new byte[14], .. Encoding.ASCII.GetBytes(name)];
        return
        [
            .. local, .. directory, .. "PK\u0005\u0006"u8, .. new byte[4], 1, 0, 1, 0,
            .. BitConverter.GetBytes(directory.Length), .. BitConverter.GetBytes(local.Length), 0, 0,
        ];
    }
}
