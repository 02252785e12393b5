using System.Diagnostics;
using GanGate.Images;

namespace GanGate.Features;

/// <summary>From images to rows of features: decoding runs ahead of the network, in memory that does not grow with the set.</summary>
public static class FeatureExtraction
{
    // Slices for each thread, so that none is idle for long while another finishes its last one.
    private const int SlicesPerThread = 4;

    private const int LargestBatch = 1 << 28;

    /// <summary>Runs every image of a source through a network; none is dropped.</summary>
    /// <param name="source">The images.</param>
    /// <param name="extractor">The network with its preprocessing.</param>
    /// <param name="sink">Receives the rows, whole rows of the extractor's layout in the source's order, on the calling thread; valid during the call.</param>
    /// <param name="options">Batch size, threads, progress, cancellation.</param>
    /// <exception cref="GanGateException">GG2005: images are corrupt; the message and details name them.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static FeatureRun Run(IImageSource source, Extractor extractor, Action<ReadOnlySpan<float>> sink, FeatureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(extractor);
        ArgumentNullException.ThrowIfNull(sink);
        options ??= new FeatureOptions();
        int threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        int ofThreads = threads * SlicesPerThread * OnnxExtractor.SliceSize;
        int batchSize = options.BatchSize > 0 ? options.BatchSize : Math.Max(extractor.SmallestBatch, ofThreads);
        // A batch has no say in the features, so one that would take a gigabyte is made smaller.
        batchSize = Math.Clamp(LargestBatch / (3 * extractor.Preprocessing.Size * extractor.Preprocessing.Size), 1, batchSize);
        batchSize = (batchSize + extractor.BatchStep - 1) / extractor.BatchStep * extractor.BatchStep;
        int length = extractor.Layout.Length, done = 0;
        float[] measured = new float[batchSize * length], rows = [];
        Stopwatch decode = new(), network = new();
        using FeatureCache? cache = options.Cached ? FeatureCache.Open(extractor, options.CacheFolder) : null;
        using var batches = new BatchReader(source, extractor, cache, batchSize, threads, options.Cancellation);
        while (true)
        {
            decode.Start();
            FeatureBatch batch = batches.Read();
            decode.Stop();
            if (batch.Count == 0) return new FeatureRun(done, decode.Elapsed.TotalSeconds, network.Elapsed.TotalSeconds);
            network.Start();
            if (batch.Inputs > 0) extractor.Run(batch.Planes, batch.Inputs, measured);
            network.Stop();
            options.Cancellation.ThrowIfCancellationRequested();
            if (rows.Length < batch.Count * length) rows = new float[batch.Count * length];
            batch.Order(measured, rows, length, cache);
            sink(rows.AsSpan(0, batch.Count * length));
            done += batch.Count;
            options.Progress?.Report(done);
        }
    }
}
