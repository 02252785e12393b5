using System.Diagnostics;
using System.Security.Cryptography;
using GanGate.Features;
using GanGate.Gating;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Models;
using GanGate.Statistics;
using GanGate.Tests.Models;

namespace GanGate.Tests;

/// <summary>kill -9 at random moments, fifty times in all: what is left is the old file, the whole new one, or none.</summary>
[Category("Slow")]
[Platform("Linux,MacOsX")]
public class KilledTests
{
    private const int Images = 60;

    private readonly Random _random = new(9);

    [Test]
    public async Task Statistics_are_whole_or_not_there_and_the_cache_gives_no_wrong_feature()
    {
        string folder = DemoSet.CopyOfGood(Images), home = DemoSet.Temporary("home"), output = DemoSet.Temporary("photos.npz");
        double[] expected = Measurement.Statistics(folder, new MeasurementOptions { Protocol = "pyramid" }).Mu;
        float[] rows = Rows(folder, home: null);
        string[] arguments = ["stats", folder, "--protocol", "pyramid", "--threads", "1", "--cache-features", "-o", output];
        int killed = 0;
        for (int run = 0; run < 20; run++)
        {
            // With an empty cache now and then, so that there is something to write.
            if (run % 3 == 0 && Directory.Exists(home)) Directory.Delete(home, recursive: true);
            if (run % 2 == 0) File.Delete(output);

            if (await KillWithin(TimeSpan.FromMilliseconds(200 + _random.Next(900)), home, arguments)) killed++;

            if (File.Exists(output)) Assert.That(StatisticsFile.Read(output).Mu, Is.EqualTo(expected), $"run {run}");
            Assert.That(Rows(folder, home), Is.EqualTo(rows), $"run {run}");
        }

        Assert.That(killed, Is.Positive);
    }

    [Test]
    public async Task A_baseline_is_the_old_or_the_new_one()
    {
        string report = DemoSet.Temporary("report.json"), baseline = DemoSet.Temporary("baseline.json");
        GanGateCommand gate = await GanGateCommand.Run(
            "gate", "--generated", DemoSet.CopyOfGood(8), "--reference", DemoSet.Statistics, "--max-fid", "100", "--json-file", report);
        Assert.That(gate.ExitCode, Is.Zero, gate.Error);
        await GanGateCommand.Run("baseline", "accept", report, "-o", baseline);
        BaselineRun before = BaselineFile.Read(baseline).EntryOf(baseline, "gate").Runs[0];
        int killed = 0;
        for (int run = 0; run < 10; run++)
        {
            if (await KillWithin(TimeSpan.FromMilliseconds(100 + _random.Next(300)), null, "baseline", "accept", report, "-o", baseline)) killed++;

            Assert.That(BaselineFile.Read(baseline).EntryOf(baseline, "gate").Runs[0], Is.EqualTo(before), $"run {run}");
        }

        Assert.That(killed, Is.Positive);
    }

    [Test]
    public async Task Weights_in_the_store_are_whole()
    {
        string weights = DemoSet.Temporary("stand-in.pth"), home = DemoSet.Temporary("home");
        await using (FileStream stream = File.Create(weights)) StandInCheckpoint.Write(stream);
        int killed = 0;
        for (int run = 0; run < 8; run++)
        {
            if (await KillWithin(TimeSpan.FromMilliseconds(200 + _random.Next(1200)), home, "model", "import", weights, "--as", $"run{run % 3}")) killed++;

            ModelStore store = new(home);
            Assert.That(() => store.List().ToList().ForEach(store.Verify), Throws.Nothing, $"run {run}");
        }

        Assert.That(killed, Is.Positive);
    }

    [Test]
    public async Task A_download_is_no_model_before_it_is_whole_and_goes_on_where_it_was_cut()
    {
        // Of the public file's size, but not its content: what comes of it must never be taken for that.
        byte[] content = new byte[PublicModel.Inception.Size];
        new Random(9).NextBytes(content);
        string home = DemoSet.Temporary("home"), partial = Path.Combine(home, "models", PublicModel.Inception.FileName + ".part");
        using LocalServer slow = new((_, request) =>
        {
            request.ServeHead(content);
            for (int at = request.From; at < content.Length; at += 1 << 16)
            {
                request.Send(content.AsSpan(at, Math.Min(1 << 16, content.Length - at)));
                Thread.Sleep(5);
            }
        });
        Environment.SetEnvironmentVariable(ModelStore.MirrorVariable, slow.Address().ToString());
        int killed = 0;
        try
        {
            for (int run = 0; run < 12; run++)
            {
                // Now and then before it has begun, else while it receives, however slow the machine is.
                int before = slow.Requests.Count;
                Task Begun() => run % 4 == 0 ? Task.CompletedTask : Until(() => slow.Requests.Count > before);
                if (await KillWithin(TimeSpan.FromMilliseconds(_random.Next(400)), home, Begun, "model", "fetch")) killed++;

                Assert.That(new ModelStore(home).List(), Is.Empty, $"run {run}");
                byte[] part = File.Exists(partial) ? File.ReadAllBytes(partial) : [];
                Assert.That(part.AsSpan().SequenceEqual(content.AsSpan(0, part.Length)), Is.True, $"run {run}");
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable(ModelStore.MirrorVariable, null);
        }

        Assert.That(killed, Is.EqualTo(12));
        long received = new FileInfo(partial).Length;
        using LocalServer fast = new((_, request) => request.Serve(content));
        PublicModel sent = PublicModel.Inception with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)) };
        StoredModel model = await new ModelStore(home, sent) { Mirror = fast.Address().ToString() }.FetchAsync();

        Assert.That(received, Is.Positive);
        Assert.That(fast.Requests.Single().From, Is.EqualTo(received));
        Assert.That(File.ReadAllBytes(model.Path).AsSpan().SequenceEqual(content), Is.True);
    }

    private static float[] Rows(string folder, string? home)
    {
        using Extractor extractor = Protocols.Open(new ProtocolOptions("pyramid"));
        List<float> rows = [];
        FeatureOptions options = new() { Cached = home is not null, CacheFolder = home is null ? null : Path.Combine(home, "features") };
        FeatureExtraction.Run(ImageSources.Open(folder), extractor, values => rows.AddRange(values), options);
        return [.. rows];
    }

    private static async Task Until(Func<bool> condition)
    {
        for (int i = 0; i < 6000 && !condition(); i++) await Task.Delay(5);
    }

    /// <summary>Kills a command after some time; false when it was faster.</summary>
    private static Task<bool> KillWithin(TimeSpan time, string? home, params string[] arguments) =>
        KillWithin(time, home, () => Task.CompletedTask, arguments);

    private static async Task<bool> KillWithin(TimeSpan time, string? home, Func<Task> begun, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(GanGate.Tool.Terminal.TerminalStreams).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (home is not null) start.Environment["GANGATE_HOME"] = home;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await Task.WhenAny(process.WaitForExitAsync(), begun());
        await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(time));
        process.Kill();
        await process.WaitForExitAsync();
        await Task.WhenAll(output, error);
        return process.ExitCode != 0;
    }
}
