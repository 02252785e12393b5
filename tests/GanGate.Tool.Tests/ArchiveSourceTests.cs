using System.IO.Compression;
using System.Text;
using GanGate.Images;

namespace GanGate.Tests;

public class ArchiveSourceTests
{
    [Test]
    public async Task Images_in_an_npz_archive_score_as_the_same_images_in_a_folder()
    {
        string folder = DemoSet.CopyOfGood(40);
        string archive = DemoSet.Temporary("samples.npz");
        WriteNpz(archive, ImageFolder.Open(folder));

        GanGateCommand files = await GanGateCommand.Run("fid", folder, DemoSet.Statistics, "--json");
        GanGateCommand arrays = await GanGateCommand.Run("fid", archive, DemoSet.Statistics, "--json");

        Assert.That(arrays.ExitCode, Is.Zero, arrays.Error);
        Assert.That((double?)arrays.Json["value"], Is.EqualTo((double?)files.Json["value"]));
        Assert.That((int?)arrays.Json["generated"]!["count"], Is.EqualTo(40));
    }

    [Test]
    public async Task Images_in_a_zip_archive_score_as_the_same_images_in_a_folder()
    {
        string folder = DemoSet.CopyOfGood(40);
        string archive = DemoSet.Temporary("samples.zip");
        ZipFile.CreateFromDirectory(folder, archive);

        GanGateCommand files = await GanGateCommand.Run("fid", folder, DemoSet.Statistics, "--json");
        GanGateCommand entries = await GanGateCommand.Run("fid", archive, DemoSet.Statistics, "--json");

        Assert.That(entries.ExitCode, Is.Zero, entries.Error);
        Assert.That((double?)entries.Json["value"], Is.EqualTo((double?)files.Json["value"]));
        Assert.That((int?)entries.Json["generated"]!["count"], Is.EqualTo(40));
    }

    [Test]
    public async Task A_hostile_archive_ends_in_one_line()
    {
        string archive = DemoSet.Temporary("samples.zip");
        using (ZipArchive zip = ZipFile.Open(archive, ZipArchiveMode.Create))
        {
            zip.CreateEntry("../../outside.png");
        }

        GanGateCommand command = await GanGateCommand.Run("fid", archive, DemoSet.Statistics);

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2041").And.Contain("../../outside.png"));
    }

    // As numpy writes it: a magic word, the version, the length of a text, the text, the bytes.
    private static void WriteNpz(string path, ImageFolder images)
    {
        RgbImage first = images.Decode(0);
        string header = $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({images.Count}, {first.Height}, {first.Width}, 3), }}".PadRight(117) + "\n";
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using Stream entry = zip.CreateEntry("arr_0.npy", CompressionLevel.NoCompression).Open();
        entry.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)header.Length, 0]);
        entry.Write(Encoding.ASCII.GetBytes(header));
        for (int i = 0; i < images.Count; i++)
        {
            entry.Write(images.Decode(i).Pixels);
        }
    }
}
