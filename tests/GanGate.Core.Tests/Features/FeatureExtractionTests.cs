using GanGate.Features;

namespace GanGate.Tests.Features;

public class FeatureExtractionTests
{
    private const int Side = 64;

    [TestCase(0, 0)]
    [TestCase(1, 1)]
    [TestCase(7, 3)]
    [TestCase(64, 2)]
    public void Every_image_gives_its_row_in_the_sources_order(int batchSize, int threads)
    {
        var source = new PaintedSource(37, Side);
        using Extractor extractor = Protocols.Open(new ProtocolOptions("pyramid"));
        var rows = new List<float>();
        var progress = new Steps();

        FeatureRun run = FeatureExtraction.Run(
            source, extractor, values => rows.AddRange(values), new FeatureOptions { BatchSize = batchSize, Threads = threads, Progress = progress });

        var expected = new float[37 * extractor.Protocol.Dimension];
        extractor.Run(Enumerable.Range(0, 37).SelectMany(source.Expected).ToArray(), 37, expected);
        Assert.That(run.Count, Is.EqualTo(37));
        Assert.That(rows, Is.EqualTo(expected).Within(1e-5));
        Assert.That(progress, Is.Ordered.And.Unique);
        Assert.That(progress[^1], Is.EqualTo(37));
        Assert.That(run.NetworkSeconds, Is.Positive);
    }

    [Test]
    public void Corrupt_images_end_the_run_and_are_named()
    {
        using Extractor extractor = Protocols.Open(new ProtocolOptions("pyramid"));

        Assert.That(
            () => FeatureExtraction.Run(new PaintedSource(200, Side, 20, 150), extractor, _ => { }),
            Throws.TypeOf<GanGateException>()
                .With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.CorruptImages)
                .And.Property(nameof(GanGateException.Details)).EqualTo(new[] { "20.png: broken", "150.png: broken" }));
    }

    [Test]
    public void Cancelling_stops_the_run_within_a_batch_and_what_is_read_ahead()
    {
        var source = new PaintedSource(100_000, Side);
        using Extractor extractor = Protocols.Open(new ProtocolOptions("pyramid"));
        using var cancellation = new CancellationTokenSource();
        int batches = 0;

        Assert.That(
            () => FeatureExtraction.Run(
                source,
                extractor,
                _ =>
                {
                    if (++batches == 2) cancellation.Cancel();
                },
                new FeatureOptions { BatchSize = 8, Threads = 2, Cancellation = cancellation.Token }),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(batches, Is.EqualTo(2));
        Assert.That(source.Decoded, Is.LessThan(200));
    }

    [Test]
    public void A_failing_sink_ends_the_run_with_its_own_error()
    {
        using Extractor extractor = Protocols.Open(new ProtocolOptions("pyramid"));

        Assert.That(
            () => FeatureExtraction.Run(new PaintedSource(1000, Side), extractor, _ => throw new InvalidDataException("full")),
            Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void Memory_stays_flat_however_many_images_there_are()
    {
        using Extractor extractor = Protocols.Open(new ProtocolOptions("pyramid"));
        FeatureExtraction.Run(new PaintedSource(64, Side), extractor, _ => { });
        long most = 0, before = GC.GetTotalMemory(true);

        FeatureExtraction.Run(
            new PaintedSource(1200, Side), extractor, _ => most = Math.Max(most, GC.GetTotalMemory(true) - before), new FeatureOptions { BatchSize = 100 });

        // 1,200 inputs of 48 KiB are 59 MB; two batches and what is read ahead are 12 MB.
        Assert.That(most, Is.LessThan(20_000_000));
    }

    private sealed class Steps : List<int>, IProgress<int>
    {
        public void Report(int value) => Add(value);
    }
}
