namespace GanGate.Tests;

public class AtomicFileTests
{
    [Test]
    public void A_written_file_has_the_content_and_leaves_nothing_else()
    {
        using TemporaryFolder folder = new();
        AtomicFile.Write(folder["a.bin"], stream => stream.Write([1, 2, 3]));
        AtomicFile.Write(folder["a.bin"], stream => stream.Write([4]));

        Assert.That(File.ReadAllBytes(folder["a.bin"]), Is.EqualTo(new byte[] { 4 }));
        Assert.That(Directory.GetFileSystemEntries(folder.Root), Has.Length.EqualTo(1));
    }

    [Test]
    [Platform("Linux")]
    public void A_device_is_written_and_stays_one()
    {
        AtomicFile.RequireWritable("/dev/null");
        AtomicFile.Write("/dev/null", stream => stream.Write("lost"u8));

        Assert.That(new FileInfo("/dev/null").Length, Is.Zero);
        Assert.That(
            () => AtomicFile.Write("/dev/full", stream => stream.Write("too much"u8)),
            Throws.TypeOf<GanGateException>().With.Message.Contains("space").And.Property("Error").EqualTo(ErrorCodes.OutputUnwritable));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void A_name_that_is_too_long_is_found_out_before_anything_is_computed()
    {
        using TemporaryFolder folder = new();
        Assert.That(
            () => AtomicFile.RequireWritable(Path.Combine(folder.Root, new string('n', 300))),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.OutputUnwritable));
    }

    [Test]
    public void A_link_stays_and_what_it_leads_to_is_written()
    {
        using TemporaryFolder folder = new();
        string kept = folder["kept/a.txt"];
        File.CreateSymbolicLink(folder["link.txt"], kept);
        File.CreateSymbolicLink(folder["again.txt"], folder["link.txt"]);
        AtomicFile.Write(folder["link.txt"], stream => stream.Write("new"u8));
        AtomicFile.Write(folder["again.txt"], stream => stream.Write("newer"u8));
        AtomicFile.RequireWritable(folder["again.txt"]);

        Assert.That(File.ReadAllText(kept), Is.EqualTo("newer"));
        Assert.That(new FileInfo(folder["link.txt"]).LinkTarget, Is.EqualTo(kept));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(kept)!), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_failure_halfway_keeps_the_old_file_and_removes_the_temporary_one()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["a.txt"], "old");
        Assert.That(
            () => AtomicFile.Write(folder["a.txt"], stream =>
            {
                stream.Write("new"u8);
                throw new OperationCanceledException();
            }),
            Throws.InstanceOf<OperationCanceledException>());

        Assert.That(File.ReadAllText(folder["a.txt"]), Is.EqualTo("old"));
        Assert.That(Directory.GetFileSystemEntries(folder.Root), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_missing_folder_or_a_folder_in_the_place_is_an_unwritable_output()
    {
        using TemporaryFolder folder = new();
        string[] places = [Path.Combine(folder.Root, "missing", "a.txt"), folder.Root, Path.Combine(folder.Root, "bad\0name")];
        foreach (string place in places)
        {
            GanGateException? error = Assert.Throws<GanGateException>(() => AtomicFile.Write(place, _ => { }));
            Assert.That(error?.Error, Is.EqualTo(ErrorCodes.OutputUnwritable));
        }

        Assert.That(Directory.GetFileSystemEntries(folder.Root), Is.Empty);
    }

    [Test]
    public void An_error_of_the_disk_while_writing_is_an_unwritable_output()
    {
        using TemporaryFolder folder = new();
        GanGateException? error = Assert.Throws<GanGateException>(
            () => AtomicFile.Write(folder["a.txt"], _ => throw new IOException("No space left on device")));

        Assert.That(error?.Error, Is.EqualTo(ErrorCodes.OutputUnwritable));
        Assert.That(error?.Message, Does.Contain("a.txt").And.Contain("No space left"));
        Assert.That(Directory.GetFileSystemEntries(folder.Root), Is.Empty);
    }

    [Test]
    public void Many_writers_of_one_file_leave_the_whole_content_of_one_of_them()
    {
        using TemporaryFolder folder = new();
        Parallel.For(0, 32, i => AtomicFile.Write(folder["a.bin"], stream =>
        {
            for (int part = 0; part < 64; part++)
            {
                stream.Write(Enumerable.Repeat((byte)i, 997).ToArray());
            }
        }));

        byte[] content = File.ReadAllBytes(folder["a.bin"]);
        Assert.That(content, Has.Length.EqualTo(64 * 997).And.All.EqualTo(content[0]));
        Assert.That(Directory.GetFileSystemEntries(folder.Root), Has.Length.EqualTo(1));
    }
}
