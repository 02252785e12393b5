using System.Diagnostics;
using GanGate.Statistics;

namespace GanGate.Tests;

/// <summary>Shards measured by processes of their own.</summary>
public class ShardTests
{
    [Test]
    public async Task Shards_measured_by_processes_merge_to_one_run_bit_for_bit()
    {
        string[] parts = [.. Enumerable.Range(0, 3).Select(i => DemoSet.Temporary($"part{i}.npz"))];
        string merged = DemoSet.Temporary("merged.npz");

        await Task.WhenAll(parts.Select((part, i) => Process(
            "stats", DemoSet.Folders.Reference, "--protocol", "pyramid", "--threads", "1", "--shard", $"{i}/3", "-o", part)));
        string output = await Process(["stats", "merge", .. parts.Reverse(), "-o", merged, "--json"]);

        Assert.That(output, Does.Contain("\"count\":1000"));
        FeatureStatistics actual = StatisticsFile.Read(merged), expected = StatisticsFile.Read(DemoSet.Statistics);
        Assert.That(actual.Mu, Is.EqualTo(expected.Mu));
        Assert.That(actual.Sigma, Is.EqualTo(expected.Sigma));
    }

    [Test]
    public async Task The_pods_of_the_documented_job_make_the_whole()
    {
        string manifest = Snippets.Of(Path.Combine(Repository.Root, "docs", "sources.md"), "yaml").Single();
        string command = manifest.Split('\n').Select(line => line.Trim()).Single(line => line.StartsWith("- gangate ", StringComparison.Ordinal))[2..];
        int pods = int.Parse(manifest.Split("completions: ")[1].Split('\n')[0]);
        string folder = Path.GetDirectoryName(DemoSet.Temporary("x"))!;
        List<string> parts = [];
        for (int pod = 0; pod < pods; pod++)
        {
            string[] words = [.. command.Replace("$JOB_COMPLETION_INDEX", $"{pod}").Split(' ')[1..]
                .Select(word => word == "photos" ? DemoSet.Folders.Reference : word.EndsWith(".npz", StringComparison.Ordinal) ? Path.Combine(folder, word) : word)];
            GanGateCommand shard = await GanGateCommand.Run(words);
            Assert.That(shard.ExitCode, Is.Zero, shard.Error);
            parts.Add(words[^1]);
        }

        GanGateCommand merge = await GanGateCommand.Run(["stats", "merge", .. parts, "-o", Path.Combine(folder, "all.npz")]);

        Assert.That(merge.ExitCode, Is.Zero, merge.Error);
        Assert.That(StatisticsFile.Read(Path.Combine(folder, "all.npz")).Sigma, Is.EqualTo(StatisticsFile.Read(DemoSet.Statistics).Sigma));
    }

    [Test]
    public async Task A_shard_says_what_it_is_and_is_refused_as_a_reference()
    {
        string part = await Shard("0/2");

        GanGateCommand show = await GanGateCommand.Run("stats", "show", part);
        GanGateCommand fid = await GanGateCommand.Run("fid", DemoSet.CopyOfGood(3), part);

        Assert.That(show.Out, Does.Contain("shard        0/2: 512 of 1,000 images"));
        Refuses(fid, "GG2046", "gangate stats merge");
    }

    [Test]
    public async Task A_lost_shard_is_found_when_the_others_are_merged()
    {
        GanGateCommand merge = await GanGateCommand.Run("stats", "merge", await Shard("0/4"), await Shard("2/4"), "-o", DemoSet.Temporary("x.npz"));

        Refuses(merge, "GG2045", "of 4 shards, 1, 3 are missing");
    }

    [Test]
    public async Task A_shard_and_a_statistics_file_do_not_merge() => Refuses(
        await GanGateCommand.Run("stats", "merge", await Shard("0/2"), DemoSet.Statistics, "-o", DemoSet.Temporary("x.npz")), "GG2045", "is no shard");

    [Test]
    public async Task The_same_statistics_twice_are_refused() => Refuses(
        await GanGateCommand.Run("stats", "merge", DemoSet.Statistics, DemoSet.Statistics, "-o", DemoSet.Temporary("x.npz")), "GG2045", "is given 2 times");

    [Test]
    public async Task A_shard_is_written_as_a_fraction() => Refuses(
        await GanGateCommand.Run("stats", DemoSet.CopyOfGood(3), "--protocol", "pyramid", "--shard", "2", "-o", DemoSet.Temporary("x.npz")), "GG2001", "--shard is i/n");

    [Test]
    public async Task Merged_features_score_as_the_images_with_error_and_worst_images()
    {
        string[] parts = [await Shard("0/2", DemoSet.Folders.Good, "--with-features"), await Shard("1/2", DemoSet.Folders.Good, "--with-features")];
        string samples = DemoSet.Temporary("samples.npz");
        await GanGateCommand.Run(["stats", "merge", .. parts, "-o", samples]);

        GanGateCommand images = await GanGateCommand.Run("fid", DemoSet.Folders.Good, DemoSet.Statistics, "--json");
        GanGateCommand features = await GanGateCommand.Run("fid", samples, DemoSet.Statistics, "--json");

        Assert.That(features.ExitCode, Is.Zero, features.Error);
        foreach (string number in (string[])["value", "standardError", "bias", "biasCorrected"])
        {
            Assert.That((double?)features.Json[number], Is.EqualTo((double?)images.Json[number]), number);
        }

        Assert.That((string?)features.Json["worst"]![0]!["name"], Is.EqualTo((string?)images.Json["worst"]![0]!["name"]));
    }

    [Test]
    public async Task Metrics_of_features_are_those_of_the_images()
    {
        string few = DemoSet.CopyOfGood(60), samples = DemoSet.Temporary("samples.npz"), photos = DemoSet.Temporary("photos.npz");
        await GanGateCommand.Run("stats", few, "--protocol", "pyramid", "--with-features", "-o", samples);
        await GanGateCommand.Run("stats", DemoSet.Folders.Reference, "--limit", "100", "--protocol", "pyramid", "--with-features", "-o", photos);

        GanGateCommand features = await GanGateCommand.Run("metrics", samples, photos, "--fid", "--kid", "--prc", "--json");
        GanGateCommand images = await GanGateCommand.Run("metrics", few, photos, "--fid", "--kid", "--prc", "--json");

        Assert.That(features.ExitCode, Is.Zero, features.Error);
        Assert.That((double?)features.Json["fd"], Is.EqualTo((double?)images.Json["fd"]));
        Assert.That((double?)features.Json["kid"]!["fullSample"], Is.EqualTo((double?)images.Json["kid"]!["fullSample"]));
        Assert.That(features.Json["precisionRecall"]!.ToJsonString(), Is.EqualTo(images.Json["precisionRecall"]!.ToJsonString()));
    }

    private static async Task<string> Shard(string part, string? source = null, params string[] options)
    {
        string path = DemoSet.Temporary("part.npz");
        GanGateCommand command = await GanGateCommand.Run(
            ["stats", source ?? DemoSet.Folders.Reference, "--protocol", "pyramid", "--shard", part, "-o", path, .. options]);
        Assert.That(command.ExitCode, Is.Zero, command.Error);
        return path;
    }

    private static async Task<string> Process(params string[] args)
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(Tool.Terminal.TerminalStreams).Assembly.Location, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = System.Diagnostics.Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, await error);
        return output;
    }

    private static void Refuses(GanGateCommand command, string code, string reason)
    {
        Assert.That(command.ExitCode, Is.EqualTo(2), command.Error);
        Assert.That(command.ErrorLines.Single(), Does.Contain(code).And.Contain(reason));
    }
}
