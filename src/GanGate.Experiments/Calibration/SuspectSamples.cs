using GanGate.Disturbances;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Numerics;

namespace GanGate.Calibration;

/// <summary>Finds out that samples which are called good are not: a limit made of them would pass what nobody wants.</summary>
internal static class SuspectSamples
{
    // As many images of the reference, at half of their resolution.
    private const int Spoiled = 500;
    private const double Loss = 0.5;

    /// <summary>What there is to say of the samples; nothing where they look good.</summary>
    /// <param name="run">The good samples beside the reference.</param>
    /// <param name="reference">The reference as it was opened: its images are spoiled where they are at hand.</param>
    /// <param name="measurer">The network.</param>
    /// <param name="options">What everything random follows from.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    public static IEnumerable<Warning> In(
        Comparison run, MeasurementInput reference, Measurer measurer, CalibrationOptions options, CancellationToken cancellation)
    {
        double good = run.Estimate.Corrected;
        if (reference is ImagesInput images && Score(images, run.Reference, measurer, options, cancellation) is double spoiled && good >= spoiled)
        {
            yield return new Warning(
                ErrorCodes.GoodSamplesSuspect,
                $"the samples score {ScoreFormat.WithError(good, run.Estimate.StandardError)} without their bias, worse than images of the reference at "
                + $"half of their resolution ({ScoreFormat.WithError(spoiled, run.Estimate.StandardError)}): are they good ones, and of the same kind?");
        }
        else if (LostVariety.Of(good, run.Reference.Statistics.TotalVariance) is { IsMuch: true } lost)
        {
            yield return new Warning(
                ErrorCodes.GoodSamplesSuspect,
                $"the samples score {ScoreFormat.WithError(good, run.Estimate.StandardError)} without their bias, and a limit there {lost}: "
                + "are they good ones, and of the same kind as the reference?");
        }
    }

    private static double Score(
        ImagesInput reference, FeatureSet measured, Measurer measurer, CalibrationOptions options, CancellationToken cancellation)
    {
        int[] some = [.. new Philox((ulong)options.Seed).Order(stream: 5, reference.Images.Count).Take(Spoiled)];
        IImageSource images = new SelectedImages(reference.Images, some);
        Disturbance shrinking = Disturbance.Of(DisturbanceKind.Shrinking, new DisturbanceOptions(images) { Cancellation = cancellation });
        using FeaturePass pass = measurer.Pass(new ImagesInput("reference at half of its resolution", shrinking.At(Loss)), FeatureParts.Rows);
        return new Comparison(pass.MeasureUpTo(), measured, cancellation).Estimate.Corrected;
    }
}
