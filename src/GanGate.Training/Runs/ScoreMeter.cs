using GanGate.Features;
using GanGate.Gating;
using GanGate.Images;
using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Training.Runs;

/// <summary>Measures samples against one reference, by the same features, moments and distance as a gate.</summary>
internal sealed class ScoreMeter : IDisposable
{
    private readonly Extractor _extractor;
    private readonly FeatureStatistics _reference;
    private readonly CovarianceFactor _factor;
    private readonly FeatureOptions _options;

    private ScoreMeter(Extractor extractor, FeatureStatistics reference, FeatureOptions options)
    {
        (_extractor, _reference, _options) = (extractor, reference, options);
        _factor = CovarianceFactor.Of(reference);
    }

    /// <summary>What the score is called.</summary>
    public string Name => _extractor.Protocol.ScoreName;

    /// <summary>Measures the reference.</summary>
    /// <param name="reference">A statistics file or images; null for those of training.</param>
    /// <param name="training">The images of training, as the networks see them.</param>
    /// <param name="options">The protocol and how to measure.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="GanGateException">As for a measurement.</exception>
    public static ScoreMeter Open(string? reference, TrainingImages training, MeasurementOptions options, CancellationToken cancellation)
    {
        using MeasurementInput input = reference is null
            ? new ImagesInput("the images of training", new SeenImages(training))
            : MeasurementInput.Open(reference, options.Recurse);
        OpenedProtocol? opened = OpenedProtocol.For(options, input, new ImagesInput("samples", new SampledImages([], training.Size)));
        try
        {
            FeatureOptions features = new()
            {
                BatchSize = options.BatchSize ?? 0,
                Threads = options.Threads ?? 0,
                Cancellation = cancellation,
            };
            FeatureStatistics statistics = input is StatisticsInput known
                ? known.Statistics
                : Measure(((ImagesInput)input).Images, opened.Extractor, features);
            ScoreMeter meter = new(opened.Extractor, statistics, features);
            opened = null;
            return meter;
        }
        finally
        {
            opened?.Dispose();
        }
    }

    /// <summary>The Fréchet distance of samples to the reference.</summary>
    public double Measure(IImageSource samples) =>
        FrechetDistance.Between(Measure(samples, _extractor, _options), _reference, _factor).Value;

    /// <inheritdoc/>
    public void Dispose() => _extractor.Dispose();

    private static FeatureStatistics Measure(IImageSource images, Extractor extractor, FeatureOptions options)
    {
        MomentAccumulator moments = new(extractor.Protocol.Dimension);
        FeatureExtraction.Run(images, extractor, rows => moments.Add(rows), options);
        return moments.ToMoments().ToStatistics();
    }

    private sealed class SeenImages(TrainingImages images) : IImageSource
    {
        public string Description => "the images of training";

        public int Count => images.Count;

        public string NameOf(int index) => images.Image(index).Name;

        public RgbImage Decode(int index) => images.Image(index);
    }
}
