using System.Text;
using GanGate.Archives;

namespace GanGate.Tests.Archives;

public class NpyValuesTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    // 128 KiB are converted at a time, and 1 Mi elements written.
    [TestCase(1)]
    [TestCase(32 * 1024)]
    [TestCase(32 * 1024 + 1)]
    [TestCase((1 << 20) + 3)]
    public void Arrays_of_any_length_are_written_and_converted(int count)
    {
        int[] values = [.. Enumerable.Range(0, count).Select(i => i * 3 - 50)];
        NpzWriterTests.Write(_folder["a.npz"], npz => npz.Add<int>("a", values, count));
        using NpzReader npz = NpzReader.Open(_folder["a.npz"]);

        Assert.That(npz.HeaderOf("a").Element, Is.EqualTo(new NpyElement('i', 4, false)));
        Assert.That(npz.Read<int>("a").AsSpan().SequenceEqual(values), Is.True);
        Assert.That(npz.Read<double>("a").AsSpan().SequenceEqual([.. values.Select(value => (double)value)]), Is.True);
        Assert.That(npz.Read<long>("a").AsSpan().SequenceEqual([.. values.Select(value => (long)value)]), Is.True);
    }

    [Test]
    public void A_number_that_does_not_fit_is_refused()
    {
        NpzWriterTests.Write(_folder["b.npz"], npz =>
        {
            npz.Add<long>("fits", [255, 0], 2);
            npz.Add<long>("large", [256, 0], 2);
        });
        using NpzReader npz = NpzReader.Open(_folder["b.npz"]);

        Assert.That(npz.Read<byte>("fits"), Is.EqualTo(new byte[] { 255, 0 }));
        Assert.That(
            () => npz.Read<byte>("large"),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo(
                $"'{_folder["b.npz"]}', entry 'large': it holds a number that is too large"));
    }

    [Test]
    public void Text_that_is_none_is_refused()
    {
        Assert.That(ReadText("<U2", [(byte)'a', 0, 0, 0, 0, 0, 0, 0]), Is.EqualTo(new[] { "a" }));
        Assert.That(ReadText(">U2", [0, 0, 0, (byte)'a', 0, 0, 0, (byte)'b']), Is.EqualTo(new[] { "ab" }));
        Assert.That(() => ReadText("<U1", [0xFF, 0xFF, 0xFF, 0xFF]), Refused("its text is not Unicode"));
        Assert.That(() => ReadText("<U0", []), Refused("its elements are of the type '<U0'; text ('<U...') is needed"));
        Assert.That(() => ReadText("|u1", [1]), Refused("its elements are of the type '|u1'; text ('<U...') is needed"));

        string[] ReadText(string descr, byte[] content)
        {
            string header = $"{{'descr': '{descr}', 'fortran_order': False, 'shape': (1,), }}";
            using (FileStream stream = File.Create(_folder["c.npz"]))
            {
                using System.IO.Compression.ZipArchive archive = new(stream, System.IO.Compression.ZipArchiveMode.Create);
                using Stream entry = archive.CreateEntry("a.npy").Open();
                entry.Write([0x93, .. "NUMPY"u8, 1, 0, .. BitConverter.GetBytes((ushort)header.Length),
                    .. Encoding.ASCII.GetBytes(header), .. content]);
            }

            using NpzReader npz = NpzReader.Open(_folder["c.npz"]);
            return npz.ReadText("a");
        }

        NUnit.Framework.Constraints.EqualStringConstraint Refused(string reason) =>
            Throws.TypeOf<GanGateException>().With.Message.EqualTo($"'{_folder["c.npz"]}', entry 'a': {reason}");
    }

    [Test]
    public void Damaged_text_is_noticed()
    {
        NpzWriterTests.Write(_folder["text.npz"], npz => npz.AddText("a", "whole"));
        byte[] archive = File.ReadAllBytes(_folder["text.npz"]);
        archive[archive.AsSpan().IndexOf(Encoding.UTF32.GetBytes("whole"))]++;
        File.WriteAllBytes(_folder["text.npz"], archive);
        using NpzReader npz = NpzReader.Open(_folder["text.npz"]);

        Assert.That(
            () => npz.ReadText("a"),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo(
                $"'{_folder["text.npz"]}', entry 'a': its checksum is wrong, so the file is damaged"));
    }

    [Test]
    public void A_missing_entry_tells_what_there_is()
    {
        NpzWriterTests.Write(_folder["none.npz"], _ => { });
        NpzWriterTests.Write(_folder["many.npz"], npz =>
        {
            for (int i = 0; i < 11; i++) npz.Add<byte>($"{i}", [1], 1);
        });
        using NpzReader none = NpzReader.Open(_folder["none.npz"]), many = NpzReader.Open(_folder["many.npz"]);

        Assert.That(
            () => none.Read<byte>("a"),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo(
                $"'{_folder["none.npz"]}', entry 'a': there is no such entry; the file holds nothing"));
        Assert.That(
            () => many.Read<byte>("a"),
            Throws.TypeOf<GanGateException>().With.Message.EndsWith("the file holds 0, 1, 2, 3, 4, 5, 6, 7, 8, 9"));
    }

    [Test]
    public void What_is_no_archive_says_so()
    {
        File.WriteAllText(_folder["none.npz"], "no archive");

        Assert.That(
            () => NpzReader.Open(_folder["gone.npz"]),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo($"'{_folder["gone.npz"]}' does not exist").And
                .Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SourceMissing));
        Assert.That(
            () => NpzReader.Open(_folder.Root),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo($"'{_folder.Root}' is a folder, not a .npz archive").And
                .Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SourceUnreadable));
        Assert.That(
            () => NpzReader.Open(_folder["none.npz"]),
            Throws.TypeOf<GanGateException>().With.Message.StartsWith($"'{_folder["none.npz"]}' is not a .npz archive: ").And
                .Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.ArchiveInvalid));
    }

    [Test]
    public void Only_plain_numbers_are_written()
    {
        using NpzWriter npz = new(new MemoryStream());

        Assert.That(
            () => npz.Add<double>("a", [1, 2, 3], 2, 2),
            Throws.ArgumentException.With.Message.StartsWith("3 values do not have the shape (2, 2)")
                .And.Property("ParamName").EqualTo("values"));
        Assert.That(
            () => npz.Add<short>("a", [1], 1), Throws.TypeOf<NotSupportedException>().With.Message.EqualTo("arrays of System.Int16"));
    }
}
