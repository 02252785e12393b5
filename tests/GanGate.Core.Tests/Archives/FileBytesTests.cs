using GanGate.Archives;
using Microsoft.Win32.SafeHandles;

namespace GanGate.Tests.Archives;

public class FileBytesTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void Bytes_are_read_from_an_offset_after_the_start()
    {
        using FileBytes bytes = new("a", File.OpenHandle(Write("a", 10)), start: 3);
        byte[] piece = new byte[4];
        bytes.Read(2, piece);

        Assert.That(bytes.Length, Is.EqualTo(7));
        Assert.That(piece, Is.EqualTo(new byte[] { 5, 6, 7, 8 }));
        Assert.That(() => bytes.Read(-1, piece), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => bytes.Read(4, piece), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("the file is cut short"));
        bytes.Read(3, piece);
        Assert.That(piece[3], Is.EqualTo(9));
    }

    [Test]
    public void A_file_that_changes_meanwhile_is_noticed()
    {
        string path = Write("b", 10), renewed = Write("c", 10), cut = Write("d", 10);
        using FileBytes grown = FileBytes.Open(path), touched = FileBytes.Open(renewed), shrunk = FileBytes.Open(cut);
        File.AppendAllText(path, "x");
        File.SetLastWriteTimeUtc(renewed, DateTime.UtcNow.AddHours(1));
        File.WriteAllBytes(cut, [1, 2]);

        Assert.That(() => grown.Read(0, new byte[1]), Changed(path));
        Assert.That(() => touched.Read(0, new byte[1]), Changed(renewed));
        Assert.That(() => shrunk.Read(0, new byte[10]), Changed(cut));
    }

    [Test]
    public void A_missing_file_and_a_folder_are_told_apart()
    {
        Assert.That(
            () => FileBytes.Open(_folder["none"]),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo($"'{_folder["none"]}' does not exist").And
                .Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SourceMissing));
        Assert.That(
            () => FileBytes.Open(Path.Combine(_folder.Root, "no", "such")),
            Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SourceMissing));
        Assert.That(
            () => FileBytes.Open(_folder.Root),
            Throws.TypeOf<GanGateException>().With.Message.StartsWith($"'{_folder.Root}' cannot be read: ").And
                .Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SourceUnreadable));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(1 << 20)]
    [TestCase((1 << 20) + 1)]
    [TestCase((2 << 20) + 5)]
    public void What_is_unpacked_is_read_back_whatever_its_length(int length)
    {
        byte[] content = new byte[length];
        new Random(length).NextBytes(content);
        int filled = 0;
        using FileBytes bytes = FileBytes.Unpack("a", Fill, length);
        byte[] read = new byte[length];
        bytes.Read(0, read);

        Assert.That(bytes.Length, Is.EqualTo(length));
        Assert.That(read.AsSpan().SequenceEqual(content), Is.True);

        void Fill(Span<byte> piece)
        {
            content.AsSpan(filled, piece.Length).CopyTo(piece);
            filled += piece.Length;
        }
    }

    [Test]
    public void What_stops_the_unpacking_is_told()
        => Assert.That(
            () => FileBytes.Unpack("a", _ => throw new InvalidDataException("torn"), 10),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("torn"));

    [Test]
    public void A_file_that_changed_or_went_away_is_not_that_of_its_stamp()
    {
        string path = Write("stamped", 10);
        FileStamp stamp = FileStamp.Of(path);

        Assert.That(() => stamp.Require(path), Throws.Nothing);
        File.AppendAllText(path, "x");
        Assert.That(() => stamp.Require(path), Changed(path));
        File.Delete(path);
        Assert.That(() => stamp.Require(path), Changed(path));
    }

    [Test]
    public void A_stamp_is_that_of_the_file_a_link_leads_to()
    {
        string path = Write("target", 10), link = _folder["link"];
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        File.CreateSymbolicLink(link, path);
        File.CreateSymbolicLink(_folder["link to link"], link);
        using SafeFileHandle file = File.OpenHandle(path);

        Assert.That(FileStamp.Of(link), Is.EqualTo(new FileStamp(10, new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc))));
        Assert.That(FileStamp.Of(path), Is.EqualTo(FileStamp.Of(link)).And.EqualTo(FileStamp.Of(file)).And.EqualTo(FileStamp.Of(_folder["link to link"])));
        Assert.That(() => FileStamp.Of(_folder["none"]), Throws.TypeOf<FileNotFoundException>());
    }

    private string Write(string name, int length)
    {
        File.WriteAllBytes(_folder[name], [.. Enumerable.Range(0, length).Select(i => (byte)i)]);
        return _folder[name];
    }

    private static NUnit.Framework.Constraints.EqualConstraint Changed(string path) =>
        Throws.TypeOf<GanGateException>().With.Message.EqualTo(
        $"'{path}' changed while it was being read: its size or time is no longer what it was when the source was opened; "
        + "wait until whatever writes it is done, and measure again")
        .And.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SourceChanged);
}
