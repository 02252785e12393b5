using GanGate.Generators;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Statistics;
using GanGate.Training.Networks;

namespace GanGate.Training.Runs;

/// <summary>Measures what generators reach of one set of images, by the same features as the score.</summary>
internal sealed class ModeMeter : IDisposable
{
    // The moments serve for the variances that tell how near a near duplicate is.
    private static readonly MetricSelection OfImages = new(Distance: true, PrecisionRecall: true), OfSamples = new(PrecisionRecall: true);

    private readonly OpenedProtocol _opened;
    private readonly MeasuredFeatures _reference;
    private readonly double[] _variances;
    private readonly GanRunOptions _options;

    private ModeMeter(OpenedProtocol opened, MeasuredFeatures reference, GanRunOptions options)
    {
        (_opened, _reference, _options) = (opened, reference, options);
        FeatureStatistics statistics = reference.Statistics;
        _variances = [.. Enumerable.Range(0, statistics.Dimension).Select(i => statistics.Sigma[(i * statistics.Dimension) + i])];
    }

    /// <summary>Measures the images: the reference of the options, or those of training as the networks see them.</summary>
    /// <param name="settings">Of the trainings.</param>
    /// <param name="options">Of the trainings.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="GanGateException">GG2001: the reference is only a mean and a covariance. And as for a measurement.</exception>
    public static ModeMeter Open(GanSettings settings, GanRunOptions options, CancellationToken cancellation)
    {
        using MeasurementInput source = MeasurementInput.OpenForFeatures(options.Reference ?? options.Source, options.Measurement.FileRules);
        MeasurementInput images = options.Reference is null
            ? new ImagesInput("the images of training", new SeenImages(TrainingImages.Of(source, settings, options.Crop)))
            : source;
        OpenedProtocol opened = OpenedProtocol.For(options.Measurement, images, new ImagesInput("samples", new SampledImages([], settings.Size)));
        try
        {
            MeasuredFeatures reference = images switch
            {
                ImagesInput seen => MeasuredFeatures.Of(seen, opened.Extractor, OfImages, options.Measurement, cancellation),
                StatisticsInput { Statistics.Features: FeatureTable features } => MeasuredFeatures.Of(features, OfImages),
                _ => throw new GanGateException(
                    ErrorCodes.Usage, $"'{images.Source}' holds only a mean and a covariance; --modes needs images as the reference"),
            };
            return new ModeMeter(opened, reference, options);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Draws as many samples from a run's best generator as an evaluation does, and measures them.</summary>
    /// <param name="run">The run's curve.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="cancellation">Stops it.</param>
    public ModeCoverage Measure(Curve run, string folder, CancellationToken cancellation)
    {
        string generator = Path.Combine(folder, RunFolder.GeneratorName);
        GeneratorOptions drawn = new(_options.EvalSamples) { Seed = run.Settings.Seed };
        using ImagesInput samples = new("samples", GeneratedImages.Open(generator, drawn, _options.Threads ?? 0));
        using MeasuredFeatures measured = MeasuredFeatures.Of(samples, _opened.Extractor, OfSamples, _options.Measurement, cancellation);
        int dimension = _opened.Protocol.Dimension;
        RepeatedRows repeats = RepeatedRows.Find(new FeatureRows(measured.Features, dimension, "generated", cancellation), null, _variances);
        PrecisionRecall reached = PrecisionRecall.Compute(
            measured.Features, _reference.Features, dimension, cancellation: cancellation);
        int[] rows = [.. Enumerable.Range(0, measured.Count)];
        return new ModeCoverage(
            measured.Count,
            rows.Count(row => repeats.Exact[row] != row) + rows.Count(row => repeats.Near[row].Row >= 0),
            reached.Recall,
            reached.Coverage);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reference.Dispose();
        _opened.Dispose();
    }
}
