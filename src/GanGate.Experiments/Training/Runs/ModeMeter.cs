using GanGate.Generators;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Settings;
using GanGate.Training.Networks;

namespace GanGate.Training.Runs;

/// <summary>Measures what generators reach of one set of images, by the same features as the score.</summary>
internal sealed class ModeMeter : IDisposable
{
    private readonly Measurer _measurer;
    private readonly MeasurementInput _reference;
    private readonly GanRunOptions _options;

    private ModeMeter(Measurer measurer, MeasurementInput reference, GanRunOptions options) =>
        (_measurer, _reference, _options) = (measurer, reference, options);

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
        if (images.List is null)
        {
            throw new GanGateException(
                ErrorCodes.Usage, $"'{images.Source}' holds only a mean and a covariance; {Setting.Modes} needs images as the reference");
        }

        Measurer measurer = Measurer.Open(
            options.Measurement, cancellation, images, new ImagesInput("samples", new SampledImages([], settings.Size)));
        try
        {
            measurer.Reference(images, FeatureParts.Rows);
            return new ModeMeter(measurer, images, options);
        }
        catch
        {
            measurer.Dispose();
            throw;
        }
    }

    /// <summary>Draws as many samples from a run's best generator as an evaluation does, and measures them.</summary>
    /// <param name="run">The run's curve.</param>
    /// <param name="folder">The run's folder.</param>
    public ModeCoverage Measure(Curve run, string folder)
    {
        string generator = Path.Combine(folder, RunFolder.GeneratorName);
        GeneratorOptions drawn = new(_options.EvalSamples) { Seed = run.Settings.Seed };
        using ImagesInput samples = new("samples", GeneratedImages.Open(generator, drawn, _options.Threads ?? 0));
        using MeasuredSamples measured = _measurer.Samples(samples);
        Comparison compared = measured.Against(_reference, FeatureParts.Rows);
        RepeatedRows repeats = compared.Repeats(ofReference: false)!;
        PrecisionRecall reached = compared.PrecisionRecall;
        int[] rows = [.. Enumerable.Range(0, repeats.Exact.Length)];
        return new ModeCoverage(
            rows.Length,
            rows.Count(row => repeats.Exact[row] != row) + rows.Count(row => repeats.Near[row].Row >= 0),
            reached.Recall,
            reached.Coverage);
    }

    /// <inheritdoc/>
    public void Dispose() => _measurer.Dispose();
}
