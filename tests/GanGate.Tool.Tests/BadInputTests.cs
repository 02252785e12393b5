using GanGate.Statistics;

namespace GanGate.Tests;

/// <summary>Each kind of bad input ends in one line with a code and exit 2, and nothing is written.</summary>
public class BadInputTests
{
    [Test]
    public Task A_missing_folder() => Refuses("/nowhere/at-all", DemoSet.Statistics, "GG2002", "'/nowhere/at-all'");

    [Test]
    public Task An_empty_folder() => Refuses(DemoSet.CopyOfGood(0), DemoSet.Statistics, "GG2003", "png");

    [Test]
    public Task A_single_image() => Refuses(DemoSet.CopyOfGood(1), DemoSet.Statistics, "GG2004", "1 image");

    [Test]
    public Task A_missing_reference() => Refuses(DemoSet.Folders.Good, "/nowhere/photos.npz", "GG2002", "'/nowhere/photos.npz'");

    [Test]
    public async Task Corrupt_images_are_all_named()
    {
        string folder = DemoSet.CopyOfGood(20);
        string[] files = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];
        await File.WriteAllBytesAsync(files[3], []);
        await File.WriteAllTextAsync(files[7], "not a picture");
        await File.WriteAllBytesAsync(files[19], (await File.ReadAllBytesAsync(files[19]))[..200]);

        GanGateCommand command = await Refuses(folder, DemoSet.Statistics, "GG2005", "3 of 20");

        foreach (int bad in (int[])[3, 7, 19])
        {
            Assert.That(command.Error, Does.Contain(Path.GetFileName(files[bad])));
        }
    }

    [Test]
    public async Task At_most_ten_corrupt_images_are_listed()
    {
        string folder = DemoSet.CopyOfGood(40);
        foreach (string file in Directory.GetFiles(folder))
        {
            await File.WriteAllTextAsync(file, "not a picture");
        }

        GanGateCommand command = await Refuses(folder, DemoSet.Statistics, "GG2005", "");

        Assert.That(command.Error.Split('\n').Count(line => line.StartsWith("  ", StringComparison.Ordinal)), Is.EqualTo(10));
    }

    [Test]
    public async Task Mixed_sizes_are_no_error()
    {
        string folder = DemoSet.CopyOfGood(5);
        using (SkiaSharp.SKBitmap bitmap = new(100, 37))
        {
            bitmap.Erase(SkiaSharp.SKColors.Teal);
            using SkiaSharp.SKData png = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100);
            await File.WriteAllBytesAsync(Path.Combine(folder, "other.png"), png.ToArray());
        }

        GanGateCommand command = await GanGateCommand.Run("fid", folder, DemoSet.Statistics, "--json");

        Assert.That(command.ExitCode, Is.Zero, command.Error);
        Assert.That((int?)command.Json["generated"]!["count"], Is.EqualTo(6));
    }

    [Test]
    public async Task Statistics_of_another_protocol()
    {
        FeatureStatistics own = StatisticsFile.Read(DemoSet.Statistics);
        string other = DemoSet.Temporary("other.npz");
        StatisticsFile.Write(other, new FeatureStatistics(own.Mu, own.Sigma, own.Count, own.Meta! with { Fingerprint = "sha256:0123456789" }));

        await Refuses(DemoSet.Folders.Good, other, "GG3001", "sha256:0123456789");
    }

    [Test]
    public Task A_protocol_named_against_the_file() =>
        Refuses(DemoSet.Folders.Good, DemoSet.Statistics, "GG3001", "ttur", "--protocol", "ttur");

    [Test]
    public async Task Statistics_of_another_dimension()
    {
        string other = DemoSet.Temporary("other.npz");
        StatisticsFile.Write(other, new FeatureStatistics([1, 2], [1, 0, 0, 1], 100));

        await Refuses(DemoSet.Folders.Good, other, "GG2013", "212", "--protocol", "pyramid");
    }

    [Test]
    public async Task Statistics_that_are_none()
    {
        string broken = DemoSet.Temporary("broken.npz");
        await File.WriteAllTextAsync(broken, "no archive");

        await Refuses(DemoSet.Folders.Good, broken, "GG2014", broken);
    }

    [Test]
    public async Task Statistics_that_do_not_name_their_protocol()
    {
        FeatureStatistics own = StatisticsFile.Read(DemoSet.Statistics);
        string bare = DemoSet.Temporary("bare.npz");
        StatisticsFile.Write(bare, new FeatureStatistics(own.Mu, own.Sigma));

        await Refuses(DemoSet.Folders.Good, bare, "GG2007", "--protocol");
        GanGateCommand named = await GanGateCommand.Run("fid", DemoSet.Folders.Good, bare, "--protocol", "pyramid");
        Assert.That(named.ExitCode, Is.Zero, named.Error);
    }

    [Test]
    public Task Two_folders_without_a_protocol() => Refuses(DemoSet.Folders.Good, DemoSet.Folders.Reference, "GG2007", "pyramid");

    [Test]
    public Task An_unknown_protocol_beside_statistics() => Refuses(DemoSet.Folders.Good, DemoSet.Statistics, "GG3002", "'fid'", "--protocol", "fid");

    [Test]
    public Task An_unknown_protocol() => Refuses(DemoSet.Folders.Good, DemoSet.Folders.Reference, "GG3002", "'fid'", "--protocol", "fid");

    [Test]
    public Task An_unknown_device() =>
        Refuses(DemoSet.Folders.Good, DemoSet.Statistics, "GG2001", "'tpu' is no device", "--device", "tpu");

    [TestCase("/nowhere/statistics.npz")]
    [TestCase("/proc/statistics.npz")]
    public async Task An_unwritable_output_is_found_before_the_measurement(string output)
    {
        GanGateCommand command = await GanGateCommand.Run("stats", "/nowhere/at-all", "--protocol", "pyramid", "-o", output);

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2010").And.Contain(output));
    }

    [Test]
    public async Task A_time_limit_ends_with_its_own_code()
    {
        GanGateCommand command = await GanGateCommand.Run("fid", DemoSet.Folders.Good, DemoSet.Statistics, "--timeout", "0.001");

        Assert.That(command.ExitCode, Is.EqualTo(124));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG4002: stopped after the time limit of 0.001 s"));
    }

    private static Task<GanGateCommand> Refuses(string generated, string reference, string code, string reason, params string[] more) =>
        Refuses(generated, reference, code, reason, exitCode: 2, more);

    private static async Task<GanGateCommand> Refuses(
        string generated, string reference, string code, string reason, int exitCode, params string[] more)
    {
        string report = DemoSet.Temporary("report.json");
        GanGateCommand command = await GanGateCommand.Run(
            ["gate", "--generated", generated, "--reference", reference, "--max-fid", "1", "--json-file", report, .. more]);

        Assert.That(command.ExitCode, Is.EqualTo(exitCode), command.Error);
        Assert.That(command.ErrorLines.Single(), Does.StartWith($"gangate : error {code}: ").And.Contain(reason));
        Assert.That(command.Out, Is.Empty);
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(report)!), Is.Empty);
        return command;
    }
}
