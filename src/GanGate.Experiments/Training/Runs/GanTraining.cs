using GanGate.Measuring;
using GanGate.Training.Networks;

namespace GanGate.Training.Runs;

/// <summary>Trains a generator of images and watches its score.</summary>
public static class GanTraining
{
    /// <summary>
    /// Trains until the steps are done, the score no longer falls, or it is cancelled; then a checkpoint is left to go on from.
    /// </summary>
    /// <param name="settings">Networks, rates and seed.</param>
    /// <param name="options">What to read, write and measure.</param>
    /// <param name="cancellation">Stops the training.</param>
    /// <exception cref="GanGateException">
    /// GG2060: it diverged; GG2061: there is nothing to go on with; GG2062: too few images; else as for a measurement.
    /// </exception>
    public static GanResult Run(GanSettings settings, GanRunOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(options);
        using MeasurementInput input = MeasurementInput.Open(options.Source, options.Measurement.FileRules);
        TrainingImages images = TrainingImages.Of(input, settings, options.Crop);
        foreach (Warning remark in Measurer.RemarksOn(input)) options.Measurement.Warnings?.Report(remark);
        RunFolder folder = RunFolder.Open(options.Folder, options.Resume);
        Gan gan = Gan.Of(settings);
        using ScoreMeter meter = ScoreMeter.Open(options.Reference, images, options.Measurement, cancellation);
        using GanPlayers players = GanPlayers.Open(gan, options);
        using Sampler sampler = new(gan, options.StepThreads, players.Device);
        using GanBatch batch = new(gan, images.Count, (places, values) => images.Fill(places, values));
        ImageWatch watch = new(sampler, meter, folder, settings.Size, options.EvalSamples);
        TrainingData data = new(TrainingData.HashOf(input, cancellation), options.Crop, meter.Fingerprint, meter.ReferenceIdentity);
        return new GanLoop(
            options, folder, players, batch, watch, data, Curve.Start(gan, options.Source, images.Count, watch.Metric)).Run(cancellation);
    }
}
