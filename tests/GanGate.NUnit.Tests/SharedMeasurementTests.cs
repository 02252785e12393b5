using GanGate.Measuring;
using GanGate.NUnit;
using NUnit.Framework.Interfaces;

namespace GanGate.Tests;

public class SharedMeasurementTests
{
    private const int Count = 24;

    [Test]
    public async Task Many_fixtures_at_once_share_one_measurement()
    {
        using PictureSet set = new(Count);
        using Watch watch = new();

        FidResult[] results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => MeasureAsync(set, watch))));

        Assert.That(results, Is.All.SameAs(results[0]));
        Assert.That(watch.Finished, Is.EqualTo(1));
    }

    [Test]
    public void Another_set_another_reference_and_other_options_are_measured_for_themselves()
    {
        using PictureSet set = new(Count), other = new(Count, firstSeed: 6000);
        FidResult first = Fid.Measure(set.Folder, Demo.Statistics);

        Assert.That(Fid.Measure(other.Folder, Demo.Statistics).Value, Is.Not.EqualTo(first.Value));
        Assert.That(Fid.Measure(set.Folder, other.Folder, Demo.Pyramid).Value, Is.Not.EqualTo(first.Value));
        Assert.That(Fid.Measure(set.Folder, Demo.Statistics, new MeasurementOptions { Recurse = false }), Is.Not.SameAs(first));
        Assert.That(Fid.Measure(set.Folder, Demo.Statistics, new MeasurementOptions { Threads = 1 }), Is.SameAs(first));
    }

    [Test]
    public void A_changed_image_is_measured_anew_even_with_the_old_time_and_size()
    {
        using PictureSet set = new(Count);
        string path = Directory.GetFiles(set.Folder)[0];
        FidResult first = Fid.Measure(set.Folder, Demo.Statistics);
        DateTime time = File.GetLastWriteTimeUtc(path);
        long size = new FileInfo(path).Length;

        byte[] picture = File.ReadAllBytes(Directory.GetFiles(Demo.Pictures.Reference)[0]);
        Array.Resize(ref picture, (int)Math.Max(size, picture.Length));
        File.WriteAllBytes(path, picture);
        File.SetLastWriteTimeUtc(path, time);

        Assert.That(Fid.Measure(set.Folder, Demo.Statistics).Value, Is.Not.EqualTo(first.Value));
    }

    [Test]
    public void The_next_run_finds_the_result()
    {
        using PictureSet set = new(Count);
        using Watch watch = new();
        MeasurementRequest request = Request(set, watch);
        ResultCache cache = new(Path.Combine(Demo.Home, "other"));

        FidResult first = NextRun().ScoreAsync(request, CancellationToken.None).Result;
        FidResult again = NextRun().ScoreAsync(request, CancellationToken.None).Result;

        Assert.That(watch.Finished, Is.EqualTo(1));
        Assert.That(Json(again.Score), Is.EqualTo(Json(first.Score)));
        Assert.That(again.Score.Worst, Is.EqualTo(first.Score.Worst).And.Not.Empty);
        Assert.That(again.Score.Estimate, Is.EqualTo(first.Score.Estimate));
        Assert.That(again.Score.Estimate.StandardError, Is.Positive);
        Assert.That(again.ToString(), Is.EqualTo(first.ToString()));

        SharedMeasurements NextRun() => new(cache);
        static string Json(Score score) => System.Text.Json.JsonSerializer.Serialize(score, ResultJson.Default.Score);
    }

    [Test]
    public void The_next_run_finds_the_other_metrics()
    {
        using PictureSet set = new(Count), reference = new(Count, firstSeed: 6000);
        using Watch watch = new();
        MeasurementRequest request = new(set.Folder, reference.Folder, Demo.Pyramid with { Progress = watch });
        ResultCache cache = new(Path.Combine(Demo.Home, "metrics"));

        MetricsResult first = NextRun().ScoreAsync(request, CancellationToken.None).Result.MeasureMetrics();
        MetricsResult again = NextRun().ScoreAsync(request, CancellationToken.None).Result.MeasureMetrics();

        Assert.That(watch.Finished, Is.EqualTo(4), "two sides, for the distance and for the rest");
        Assert.That(Json(again), Is.EqualTo(Json(first)));

        SharedMeasurements NextRun() => new(cache);
        static string Json(MetricsResult result) => System.Text.Json.JsonSerializer.Serialize(result, ResultJson.Default.MetricsResult);
    }

    [Test]
    public void Other_metrics_of_images_that_changed_meanwhile_are_refused()
    {
        using PictureSet set = new(Count), reference = new(Count, firstSeed: 6000);
        FidResult result = Fid.Measure(set.Folder, reference.Folder, Demo.Pyramid);
        File.Delete(Directory.GetFiles(set.Folder)[0]);

        Assert.That(
            () => result.MeasureMetrics(),
            Throws.TypeOf<GanGateException>().With.Message.StartsWith($"GG2038: '{set.Folder}' or '{reference.Folder}' is no longer what was measured"));
        Directory.Delete(set.Folder, recursive: true);
        Assert.That(() => result.MeasureMetrics(), Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2038: "));
    }

    [Test]
    public async Task A_set_that_grows_while_it_is_measured_gives_no_score()
    {
        using PictureSet set = new(Count);
        using Watch held = new(hold: true), watch = new();
        Task<FidResult> measurement = MeasureAsync(set, held, CancellationToken.None);
        held.AwaitBegin(measurement);
        File.Copy(Directory.GetFiles(set.Folder)[0], Path.Combine(set.Folder, "later.png"));
        held.Release();

        GanGateException? failure = Assert.ThrowsAsync<GanGateException>(() => measurement);
        Assert.That(failure!.Message, Does.StartWith(
            $"GG2040: '{set.Folder}' or '{Demo.Statistics}' changed between the beginning and the end of its measurement"));
        Assert.That((await MeasureAsync(set, watch, CancellationToken.None)).Score.Generated.Count, Is.EqualTo(Count + 1));
    }

    [Test]
    public void Pictures_and_a_grid_are_there_though_the_score_was_measured_before()
    {
        using PictureSet set = new(Count);
        string grid = Path.Combine(Demo.Home, "grid.png");
        FidResult plain = Fid.Measure(set.Folder, Demo.Statistics);

        FidResult shown = Fid.Measure(set.Folder, Demo.Statistics, new MeasurementOptions { Pictures = true, Grid = grid });

        Assert.That((plain.Score.Pictures, shown.Value), Is.EqualTo(((SamplePictures?)null, plain.Value)));
        Assert.That(shown.Score.Pictures?.Worst, Is.Not.Null.And.Not.Empty);
        Assert.That(File.Exists(grid), Is.True);
    }

    [Test]
    public void A_cancelled_measurement_stops()
    {
        using PictureSet set = new(Count);
        using Watch held = new(hold: true), watch = new();
        using CancellationTokenSource stop = new();
        Task<FidResult> measurement = MeasureAsync(set, held, stop.Token);
        held.AwaitBegin(measurement);

        stop.Cancel();
        Assert.That(async () => await measurement, Throws.InstanceOf<OperationCanceledException>());
        held.Release();

        // The next one begins when the stopped one has ended.
        Assert.That(Fid.Measure(set.Folder, Demo.Statistics, Options(watch)).Score.Generated.Count, Is.EqualTo(Count));
        Assert.That(held.Finished, Is.Zero);
        Assert.That(watch.Finished, Is.EqualTo(1));
    }

    [Test]
    public async Task A_measurement_that_others_wait_for_goes_on_without_the_one_who_began_it()
    {
        using PictureSet set = new(Count);
        using Watch held = new(hold: true);
        using CancellationTokenSource stop = new();
        Task<FidResult> first = MeasureAsync(set, held, stop.Token);
        held.AwaitBegin(first);
        Task<FidResult> second = MeasureAsync(set, held);
        await Task.Delay(200);

        await stop.CancelAsync();
        Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());
        held.Release();

        Assert.That((await second).Score.Generated.Count, Is.EqualTo(Count));
        Assert.That(held.Finished, Is.EqualTo(1));
    }

    [Test]
    public void A_failed_measurement_is_tried_again()
    {
        using PictureSet set = new(Count);
        string broken = set.PathOf("broken.png");
        File.WriteAllText(broken, "no picture");
        Assert.That(() => Fid.Measure(set.Folder, Demo.Statistics), Throws.TypeOf<GanGateException>());
        Assert.That(() => Fid.Measure(set.Folder, Demo.Statistics), Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2005: "));

        File.Copy(Directory.GetFiles(Demo.Pictures.Good)[0], broken, overwrite: true);

        Assert.That(Fid.Measure(set.Folder, Demo.Statistics).Score.Generated.Count, Is.EqualTo(Count + 1));
    }

    [Test]
    public void A_cancelled_token_measures_nothing() => Assert.That(
        () => Fid.Measure(Demo.Pictures.Good, Demo.Statistics, cancellation: new CancellationToken(canceled: true)),
        Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void The_end_of_a_tests_time_stops_its_measurement()
    {
        ITestResult result = InnerRun.Of(typeof(OutOfTime), nameof(OutOfTime.Measures_for_longer_than_it_may));

        Assert.That(result.ResultState.Status, Is.EqualTo(TestStatus.Failed));
        Assert.That(result.Message, Does.Contain("GG4002: the measurement of this test was stopped").And.Contain("docs/errors.md#gg4002"));
        Assert.That(OutOfTime.Watch.Finished, Is.Zero);
    }

    private static Task<FidResult> MeasureAsync(PictureSet set, Watch watch, CancellationToken cancellation = default) =>
        Fid.MeasureAsync(set.Folder, Demo.Statistics, Options(watch), cancellation);

    private static MeasurementRequest Request(PictureSet set, Watch watch) => new(set.Folder, Demo.Statistics, Options(watch));

    // Small batches, so that there is something to stop.
    private static MeasurementOptions Options(Watch watch) => new() { Progress = watch, BatchSize = 4 };

    [Explicit("run by the test above")]
    internal sealed class OutOfTime
    {
        public static Watch Watch { get; } = new(hold: true);

        [Test, CancelAfter(500)]
        public void Measures_for_longer_than_it_may()
        {
            using PictureSet set = new(Count, firstSeed: 7000);
            try
            {
                Fid.Measure(set.Folder, Demo.Statistics, Options(Watch));
            }
            finally
            {
                Watch.Release();
            }
        }
    }
}
