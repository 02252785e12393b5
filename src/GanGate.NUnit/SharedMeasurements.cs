using GanGate.Features;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Statistics;

namespace GanGate.NUnit;

/// <summary>The measurements of a run: each is made once, however many tests and fixtures ask for it, and kept for the next run.</summary>
/// <param name="cache">Where results are kept between runs.</param>
internal sealed class SharedMeasurements(ResultCache cache)
{
    // Each measurement takes all cores; two at once would only take twice the memory.
    private readonly Lock _turn = new();
    private readonly SharedWork<FidResult> _scores = new();
    private readonly SharedWork<MetricsResult> _metrics = new();

    /// <summary>Those of this process.</summary>
    public static SharedMeasurements OfThisRun { get; } = new(ResultCache.Here());

    /// <summary>The distance.</summary>
    public async Task<FidResult> ScoreAsync(MeasurementRequest request, CancellationToken cancellation)
    {
        string key = await Task.Run(() => request.Key(cancellation), cancellation).ConfigureAwait(false);

        // A kept score has no pictures, and draws no grid.
        string work = request.Options is { Pictures: false, Grid: null } ? key : $"{key} {request.Options.Pictures} {request.Options.Grid}";
        return await _scores.GetAsync(work, stop => Score(key, request, keeps: work == key, stop), cancellation).ConfigureAwait(false);
    }

    private FidResult Score(string key, MeasurementRequest request, bool keeps, CancellationToken stop)
    {
        Score? score = keeps ? cache.Read(key, ResultJson.Default.Score) : null;
        if (score is null)
        {
            score = InTurn(() => Measurement.Compare(request.Generated, request.Reference, request.Options, stop), stop);
            if (!IsUnchanged(key, request, stop)) throw Changed(request);
            if (keeps) cache.Write(key, score, ResultJson.Default.Score);
        }

        return new FidResult(key, score, cancellation => MetricsAsync(key, request, score, cancellation));
    }

    /// <summary>The other metrics, in a pass of their own over the same images.</summary>
    private Task<MetricsResult> MetricsAsync(string key, MeasurementRequest request, Score score, CancellationToken cancellation) =>
        _metrics.GetAsync(key, stop => Metrics(key, request, score, stop), cancellation);

    private MetricsResult Metrics(string key, MeasurementRequest request, Score score, CancellationToken stop)
    {
        string entry = key + "-metrics";
        MetricsResult? metrics = cache.Read(entry, ResultJson.Default.MetricsResult);
        if (metrics is null)
        {
            RequireUnchanged(key, request, stop);
            metrics = InTurn(() => Metrics(request, score, stop), stop);
            RequireUnchanged(key, request, stop);
            cache.Write(entry, metrics, ResultJson.Default.MetricsResult);
        }

        return metrics;
    }

    private static MetricsResult Metrics(MeasurementRequest request, Score score, CancellationToken stop)
    {
        bool generatedImages = HasImages(request.Generated, measured: score.Estimate.StandardError is not null);
        bool referenceImages = HasImages(request.Reference, measured: score.ReferenceHash is null);
        bool classifier = Protocols.IsInception(score.Protocol.Id) && !HasFeaturesOnly(request.Generated);
        if (!generatedImages || !(referenceImages || classifier))
        {
            throw new GanGateException(
                ErrorCodes.MetricNeedsImages,
                $"'{(generatedImages ? request.Reference : request.Generated)}' holds only a mean and a covariance, from which nothing but the "
                + "distance can be measured: give its images");
        }

        // The statistics may have named the protocol; the images alone do not.
        MeasurementOptions options = request.Options with { Protocol = request.Options.Protocol ?? score.Protocol.Id };
        MetricSelection selection = new(Kernel: referenceImages, InceptionScore: classifier, PrecisionRecall: referenceImages);
        return MetricsMeasurement.Measure(request.Generated, referenceImages ? request.Reference : null, selection, options, stop);
    }

    // An archive may hold statistics, which the distance takes, and the images or their features too.
    private static bool HasImages(string source, bool measured) =>
        measured || (IsArchive(source) && (NpzImages.IsImages(source) || StatisticsFile.ReadWithFeatures(source).Features is not null));

    // Features stand for images in every metric but those of the classifier.
    private static bool HasFeaturesOnly(string source) => IsArchive(source) && !NpzImages.IsImages(source);

    private static bool IsArchive(string source) => source.EndsWith(".npz", StringComparison.OrdinalIgnoreCase);

    private T InTurn<T>(Func<T> measure, CancellationToken stop)
    {
        lock (_turn)
        {
            stop.ThrowIfCancellationRequested();
            return measure();
        }
    }

    // What was measured may be what came later, and would stand for what was there before.
    private static GanGateException Changed(MeasurementRequest request) => new(
        ErrorCodes.SourceChanged,
        $"'{request.Generated}' or '{request.Reference}' changed between the beginning and the end of its measurement, so the score may be of either: "
        + "wait until whatever writes it is done, and measure again");

    private static void RequireUnchanged(string key, MeasurementRequest request, CancellationToken stop)
    {
        if (IsUnchanged(key, request, stop)) return;
        throw new GanGateException(
            ErrorCodes.ImagesChanged,
            $"'{request.Generated}' or '{request.Reference}' is no longer what was measured, so that its other metrics cannot be: "
            + "assert on them before the images change, or measure again");
    }

    private static bool IsUnchanged(string key, MeasurementRequest request, CancellationToken stop)
    {
        try
        {
            return request.Key(stop) == key;
        }
        catch (GanGateException)
        {
            return false;
        }
    }
}
