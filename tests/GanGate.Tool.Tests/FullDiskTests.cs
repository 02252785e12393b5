using System.Diagnostics;
using GanGate.Models;
using GanGate.Tool.Feeds;

namespace GanGate.Tests;

/// <summary>A full disk: a small file system in memory.</summary>
[NonParallelizable]
[Platform("Linux")]
public class FullDiskTests
{
    private string _disk = "";

    [OneTimeSetUp]
    public void Mount()
    {
        _disk = Directory.CreateDirectory(DemoSet.Temporary("disk")).FullName;
        if (!Run("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", _disk)) Assert.Ignore("a small file system can only be mounted by root");
    }

    [OneTimeTearDown]
    public void Unmount() => Run("umount", _disk);

    [Test]
    public async Task Statistics_that_do_not_fit_are_an_error_and_leave_nothing()
    {
        GanGateCommand command = await GanGateCommand.Run("stats", DemoSet.CopyOfGood(8), "--protocol", "pyramid", "-o", Path.Combine(_disk, "photos.npz"));

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2010").And.Contain("photos.npz' cannot be written").And.Contain("space"));
        Assert.That(Directory.GetFileSystemEntries(_disk), Is.Empty);
    }

    [Test]
    public async Task A_cache_that_does_not_fit_stops_no_measurement()
    {
        string folder = DemoSet.CopyOfGood(200);
        string? home = Environment.GetEnvironmentVariable("GANGATE_HOME");
        Environment.SetEnvironmentVariable("GANGATE_HOME", _disk);
        try
        {
            GanGateCommand cached = await GanGateCommand.Run("fid", folder, DemoSet.Statistics, "--cache-features", "--json");
            GanGateCommand again = await GanGateCommand.Run("fid", folder, DemoSet.Statistics, "--cache-features", "--json");
            GanGateCommand plain = await GanGateCommand.Run("fid", folder, DemoSet.Statistics, "--json");

            Assert.That(cached.ExitCode, Is.Zero, cached.Error);
            Assert.That((double?)cached.Json["value"], Is.EqualTo((double?)plain.Json["value"]));
            Assert.That((double?)again.Json["value"], Is.EqualTo((double?)plain.Json["value"]));
        }
        finally
        {
            Environment.SetEnvironmentVariable("GANGATE_HOME", home);
            Directory.Delete(Path.Combine(_disk, "features"), recursive: true);
        }
    }

    [TestCase("a.npz")]
    [TestCase("a.idx.gz")]
    public async Task An_archive_that_does_not_fit_into_the_temporary_folder_is_not_blamed(string name)
    {
        string path = DemoSet.Temporary(name);
        byte[] pixels = new byte[100 * 64 * 64 * 3];
        if (name.EndsWith(".gz", StringComparison.Ordinal))
        {
            using System.IO.Compression.GZipStream packed = new(File.Create(path), System.IO.Compression.CompressionLevel.Fastest);
            packed.Write([0, 0, 8, 4, 0, 0, 0, 100, 0, 0, 0, 64, 0, 0, 0, 64, 0, 0, 0, 3, .. pixels]);
        }
        else
        {
            using System.IO.Compression.ZipArchive archive = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Create);
            using Stream entry = archive.CreateEntry("arr_0.npy").Open();
            byte[] header = System.Text.Encoding.ASCII.GetBytes("{'descr': '|u1', 'fortran_order': False, 'shape': (100, 64, 64, 3), }\n");
            entry.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header, .. pixels]);
        }

        string? temporary = Environment.GetEnvironmentVariable("TMPDIR");
        Environment.SetEnvironmentVariable("TMPDIR", _disk);
        try
        {
            GanGateCommand command = await GanGateCommand.Run("fid", path, DemoSet.Statistics);

            Assert.That(command.ExitCode, Is.EqualTo(2));
            Assert.That(command.ErrorLines.Single(), Does.Contain($"GG2010: the temporary folder '{_disk}").And.Contain("space").And.Contain("TMPDIR"));
            Assert.That(Directory.GetFileSystemEntries(_disk), Is.Empty);
        }
        finally
        {
            Environment.SetEnvironmentVariable("TMPDIR", temporary);
        }
    }

    [Test]
    public void A_package_that_does_not_fit_into_the_temporary_folder_is_no_fault_of_its_feed()
    {
        string folder = Directory.CreateDirectory(DemoSet.Temporary("feed")).FullName;
        File.WriteAllBytes(Path.Combine(folder, SmallPackage.FileName), SmallPackage.Pack());
        File.WriteAllText(Path.Combine(folder, "NuGet.config"), """
            <configuration><packageSources><clear /><add key="here" value="." /></packageSources></configuration>
            """);
        string? temporary = Environment.GetEnvironmentVariable("TMPDIR");
        Environment.SetEnvironmentVariable("TMPDIR", _disk);
        try
        {
            using PackageFeeds packages = new(folder);
            ModelStore store = new(Path.Combine(folder, "store"), SmallPackage.Models) { Packages = packages, Restored = [] };

            Assert.That(
                () => store.FetchAsync("small"),
                Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.OutputUnwritable)
                    .And.Message.StartsWith($"the temporary folder '{_disk}").And.Message.Contains("space").And.Message.Contains("TMPDIR"));
            Assert.That(Directory.GetFiles(_disk, "*.nupkg"), Is.Empty);
        }
        finally
        {
            Environment.SetEnvironmentVariable("TMPDIR", temporary);

            // NuGet's own locks.
            foreach (string left in Directory.GetDirectories(_disk)) Directory.Delete(left, recursive: true);
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
