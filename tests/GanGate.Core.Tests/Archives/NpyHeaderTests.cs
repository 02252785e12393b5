using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using GanGate.Archives;

namespace GanGate.Tests.Archives;

public class NpyHeaderTests
{
    [TestCase("<f8", 'f', 8, false, "<f8")]
    [TestCase(">f4", 'f', 4, true, ">f4")]
    [TestCase("=f2", 'f', 2, false, "<f2")]
    [TestCase("f8", 'f', 8, false, "<f8")]
    [TestCase("|u1", 'u', 1, false, "|u1")]
    [TestCase("|b1", 'b', 1, false, "|b1")]
    [TestCase(">i4", 'i', 4, true, ">i4")]
    [TestCase("<U12", 'U', 48, false, "<U12")]
    [TestCase(">U3", 'U', 12, true, ">U3")]
    [TestCase("<U536870911", 'U', 2147483644, false, "<U536870911")]
    public void A_type_is_read_as_numpy_writes_it(string descr, char kind, int size, bool bigEndian, string shown)
    {
        NpyElement element = NpyElement.Parse(descr);

        Assert.That(element, Is.EqualTo(new NpyElement(kind, size, bigEndian)));
        Assert.That($"{element}", Is.EqualTo(shown));
        Assert.That(element.WordSize, Is.EqualTo(kind == 'U' ? 4 : size));
    }

    [TestCase("")]
    [TestCase("<")]
    [TestCase("f")]
    [TestCase("<f")]
    [TestCase("<f1")]
    [TestCase("<f3")]
    [TestCase("<i3")]
    [TestCase("<i16")]
    [TestCase("<u0")]
    [TestCase("<b2")]
    [TestCase("<c8")]
    [TestCase("<f-8")]
    [TestCase("<<f8")]
    [TestCase("<U536870912")]
    public void Another_type_is_refused(string descr) => Assert.That(
        () => NpyElement.Parse(descr),
        Throws.TypeOf<InvalidDataException>().With.Message.EqualTo($"its elements are of the type '{descr}', which is not supported"));

    [TestCase("O")]
    [TestCase("|O")]
    [TestCase("<O")]
    [TestCase(">O")]
    public void Objects_are_never_loaded(string descr) => Assert.That(
        () => NpyElement.Parse(descr),
        Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("it holds pickled Python objects, which are never loaded"));

    [TestCase("{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }", new long[] { 3, 4 }, false)]
    [TestCase("{\"shape\": (3,), \"descr\": \"<f8\", \"fortran_order\": True}", new long[] { 3 }, true, TestName = "{m}(double quotes)")]
    [TestCase("  { 'fortran_order' :  True , 'shape' : ( 3L , 4L ) , 'descr' : '<f8' }  \n", new long[] { 3, 4 }, true, TestName = "{m}(spaces)")]
    [TestCase("{'descr':'<f8','fortran_order':False,'shape':()}", new long[] { }, false)]
    [TestCase("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 4)}", new long[] { 0, 4 }, false)]
    public void A_header_is_read_however_it_is_laid_out(string text, long[] shape, bool fortranOrder)
    {
        NpyHeader header = NpyHeaderParser.Parse(text);

        Assert.That(header.Element, Is.EqualTo(new NpyElement('f', 8, false)));
        Assert.That(header.Shape, Is.EqualTo(shape));
        Assert.That(header.FortranOrder, Is.EqualTo(fortranOrder));
        Assert.That(header.Count, Is.EqualTo(shape.Aggregate(1L, (a, b) => a * b)));
        Assert.That(header.ByteCount, Is.EqualTo(8 * header.Count));
    }

    [TestCase("'descr': '<f8', 'fortran_order': False, 'shape': (3, 4)}")]
    [TestCase("{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4)")]
    [TestCase("{'descr': '<f8' 'fortran_order': False, 'shape': (3, 4)}")]
    [TestCase("{'descr' '<f8', 'fortran_order': False, 'shape': (3, 4)}")]
    [TestCase("{'descr': <f8, 'fortran_order': False, 'shape': (3, 4)}")]
    [TestCase("{'descr': \"<f8', 'fortran_order': False, 'shape': (3, 4)}", TestName = "{m}(quotes of two kinds)")]
    [TestCase("{'fortran_order': False, 'shape': (3, 4)}")]
    [TestCase("{'descr': '<f8', 'shape': (3, 4)}")]
    [TestCase("{'descr': '<f8', 'fortran_order': False}")]
    [TestCase("{'descr': '<f8', 'fortran_order': False, 'fortran_order': False, 'shape': (3,)}")]
    [TestCase("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), 'shape': (3,)}")]
    [TestCase("{'descr': '<f8', 'fortran_order': false, 'shape': (3,)}")]
    [TestCase("{'descr': '<f8', 'fortran_order': False, 'shape': 3}")]
    [TestCase("{'descr': '<f8', 'fortran_order': False, 'shape': (3 4)}")]
    [TestCase("{'descr': '<f8', 'fortran_order': False, 'shape': (,)}")]
    [TestCase("{'descr': '<f8', 'fortran_order': False, 'shape': (3", TestName = "{m}(cut)")]
    [TestCase("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), 'more': 1}")]
    [TestCase("{'descr': '<f8', 'fortran_order': False, 'shape': (3,)} x")]
    [TestCase("{'descr': '<f8', 'fortran_order': False, 'shape': (9223372036854775808,)}")]
    public void A_text_that_numpy_does_not_write_is_refused(string text) => Assert.That(
        () => NpyHeaderParser.Parse(text),
        Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("its header is not one that numpy writes"));

    [Test]
    public void Records_and_too_many_dimensions_are_refused()
    {
        Assert.That(
            () => NpyHeaderParser.Parse("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (3,)}"),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("its elements are records, which are not supported"));
        Assert.That(NpyHeaderParser.Parse(OfDimensions(64)).Shape, Has.Count.EqualTo(64));
        Assert.That(
            () => NpyHeaderParser.Parse(OfDimensions(65)),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("it has more than 64 dimensions"));

        static string OfDimensions(int count) =>
            $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({string.Join(", ", Enumerable.Repeat(1, count))})}}";
    }

    [Test]
    public void More_elements_than_a_file_can_hold_are_refused()
    {
        const long Most = long.MaxValue / 8;

        Assert.That(Of(Most).Count, Is.EqualTo(Most));
        Assert.That(Of(Most / 3, 3).ByteCount, Is.EqualTo(8 * (Most / 3 * 3)));
        Assert.That(Of(long.MaxValue, long.MaxValue, 0).Count, Is.Zero);
        foreach (long[] shape in (long[][])[[Most + 1], [long.MaxValue, long.MaxValue, long.MaxValue]])
        {
            Assert.That(
                () => Of(shape),
                Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("its shape has more elements than any file can hold"));
        }

        Assert.That(
            new NpyHeader(new NpyElement('U', 0, false), false, [long.MaxValue]).Count, Is.EqualTo(long.MaxValue));

        static NpyHeader Of(params long[] shape) => new(new NpyElement('f', 8, false), false, shape);
    }

    [TestCase(0, 0, false)]
    [TestCase(1, 0, true)]
    [TestCase(2, 0, true)]
    [TestCase(3, 0, true)]
    [TestCase(4, 0, false)]
    [TestCase(1, 1, false)]
    public void Versions_one_to_three_are_read(int version, int minor, bool known)
    {
        if (known) Assert.That(Read((byte)version, (byte)minor, 70).Shape, Is.EqualTo(new long[] { 1 }));
        else Assert.That(() => Read((byte)version, (byte)minor, 70), Refused("it is not a numpy array of format version 1, 2 or 3"));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Version_three_is_utf8_and_the_others_are_latin1(int version)
    {
        Encoding encoding = version == 3 ? Encoding.UTF8 : Encoding.Latin1;

        Assert.That(
            () => Read((byte)version, 0, encoding.GetBytes("{'descr': '<\u00e98', 'fortran_order': False, 'shape': (1,), }"), elements: 1),
            Refused("its elements are of the type '<\u00e98', which is not supported"));
    }

    [Test]
    public void A_header_has_at_most_65536_bytes()
    {
        Assert.That(Read(2, 0, 65536).Shape, Is.EqualTo(new long[] { 1 }));
        Assert.That(() => Read(2, 0, 65537), Refused("its header claims 65537 bytes, more than any array needs"));
        Assert.That(() => Read(2, 0, 70, elements: 2), Refused("its shape (1,) needs 8 bytes, but 16 follow the header"));
    }

    [Test]
    public void A_header_is_written_as_numpy_writes_it()
    {
        for (int dimensions = 0; dimensions < 30; dimensions++)
        {
            using MemoryStream stream = new();
            new NpyHeader(new NpyElement('f', 4, false), dimensions % 2 == 1, [.. Enumerable.Repeat(1L, dimensions)]).Write(stream);
            byte[] bytes = stream.ToArray();
            string text = Encoding.ASCII.GetString(bytes[10..]);

            Assert.That(bytes[..8], Is.EqualTo(new byte[] { 0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0 }));
            Assert.That(BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8)), Is.EqualTo(bytes.Length - 10));
            Assert.That(bytes, Has.Length.EqualTo((10 + text.TrimEnd().Length + 1 + 63) / 64 * 64), "padded by less than 64 bytes");
            Assert.That(text, Does.EndWith("\n").And.StartWith($"{{'descr': '<f4', 'fortran_order': {dimensions % 2 == 1}, 'shape': ("));
            Assert.That(NpyHeaderParser.Parse(text).Shape, Has.Count.EqualTo(dimensions));
        }
    }

    private static NUnit.Framework.Constraints.EqualStringConstraint Refused(string reason) =>
        Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(reason);

    // A header of so many bytes before one float64, or several.
    private static NpyHeader Read(byte version, byte minor, int length, int elements = 1) =>
        Read(version, minor, Encoding.ASCII.GetBytes("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }".PadRight(length)), elements);

    private static NpyHeader Read(byte version, byte minor, byte[] text, int elements)
    {
        byte[] size = version == 1 ? BitConverter.GetBytes((ushort)text.Length) : BitConverter.GetBytes((uint)text.Length);
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry("a.npy", CompressionLevel.NoCompression).Open();
            entry.Write([0x93, .. "NUMPY"u8, version, minor, .. size, .. text, .. new byte[8 * elements]]);
        }

        using ZipArchive read = new(stream);
        using ZipEntryReader reader = new(read.Entries[0]);
        return NpyHeader.Read(reader);
    }
}
