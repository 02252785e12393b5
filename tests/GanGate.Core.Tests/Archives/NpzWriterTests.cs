using CsCheck;
using GanGate.Archives;

namespace GanGate.Tests.Archives;

public class NpzWriterTests
{
    [Test]
    public void What_is_written_is_read_back()
        => Gen.Select(Gen.Double.Array[0, 40], Gen.Float.Array[0, 40], Gen.Long.Array[0, 40], Gen.Int.Array[0, 40], Gen.Byte.Array[0, 40]).Sample(
            (doubles, floats, longs, ints, bytes) =>
            {
                using TemporaryFolder folder = new();
                Write(folder["a.npz"], npz =>
                {
                    npz.Add<double>("doubles", doubles, 1, doubles.Length);
                    npz.Add<float>("floats", floats, floats.Length);
                    npz.Add<long>("longs", longs, longs.Length);
                    npz.Add<int>("ints", ints, ints.Length);
                    npz.Add<byte>("bytes", bytes, bytes.Length, 1);
                });
                using NpzReader npz = NpzReader.Open(folder["a.npz"]);
                Assert.That(npz.Read<double>("doubles"), Is.EqualTo(doubles));
                Assert.That(npz.Read<float>("floats"), Is.EqualTo(floats));
                Assert.That(npz.Read<long>("longs"), Is.EqualTo(longs));
                Assert.That(npz.Read<int>("ints"), Is.EqualTo(ints));
                Assert.That(npz.Read<byte>("bytes"), Is.EqualTo(bytes));
                Assert.That(npz.HeaderOf("doubles").Shape, Is.EqualTo(new long[] { 1, doubles.Length }));
                Assert.That(npz.Names.Select(name => npz.HeaderOf(name).FortranOrder), Has.None.True);
            },
            iter: 50);

    [TestCase("")]
    [TestCase("{\"a\": 1}", TestName = "{m}(JSON)")]
    [TestCase("gr\u00fc\u00dfe \U0001f600")]
    public void Text_is_read_back(string text)
    {
        using TemporaryFolder folder = new();
        Write(folder["a.npz"], npz => npz.AddText("text", text));
        using NpzReader reader = NpzReader.Open(folder["a.npz"]);
        Assert.That(reader.ReadText("text"), Is.EqualTo(new[] { text }));
        Assert.That(reader.HeaderOf("text").Shape, Is.Empty);
        Assert.That(reader.HeaderOf("text").FortranOrder, Is.False);
    }

    [Test]
    public void The_stream_stays_open()
    {
        using MemoryStream stream = new();
        using (NpzWriter npz = new(stream)) npz.Add<byte>("a", [1], 1);

        Assert.That(stream.CanWrite, Is.True);
    }

    [Test]
    public void Entries_are_stored_with_aligned_headers_so_that_they_are_read_in_place()
    {
        using TemporaryFolder folder = new();
        double[] values = new double[1000];
        Write(folder["a.npz"], npz => npz.Add<double>("zeros", values, 1000));
        Assert.That(new FileInfo(folder["a.npz"]).Length, Is.InRange(8000 + 128, 8000 + 128 + 200));

        byte[] content = File.ReadAllBytes(folder["a.npz"]);
        int start = content.AsSpan().IndexOf((byte)0x93);
        int headerLength = 10 + BitConverter.ToUInt16(content, start + 8);
        Assert.That(headerLength % 64, Is.Zero);
    }

    [Test]
    public void A_shape_that_does_not_fit_is_refused()
    {
        using NpzWriter npz = new(new MemoryStream());
        Assert.That(() => npz.Add<double>("a", [1, 2, 3], 2, 2), Throws.ArgumentException);
    }

    internal static void Write(string path, Action<NpzWriter> add)
    {
        using FileStream stream = File.Create(path);
        using NpzWriter npz = new(stream);
        add(npz);
    }
}
