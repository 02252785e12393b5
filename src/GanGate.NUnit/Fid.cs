using GanGate.Measuring;
using NUnit.Framework;

namespace GanGate.NUnit;

/// <summary>
/// Measures generated images inside a test. Tests and fixtures that measure the same images share one measurement; it is kept between
/// runs in the folder of the model store (GANGATE_HOME), and known by the content of the images.
/// </summary>
public static class Fid
{
    /// <summary>Measures the Fréchet distance between generated images and a reference.</summary>
    /// <param name="generated">A folder, a glob or an archive of images.</param>
    /// <param name="reference">A statistics file (.npz), or images.</param>
    /// <param name="options">How to measure; by default under the protocol that the statistics file names.</param>
    /// <param name="cancellation">Stops the measurement, as the end of the test's time ([CancelAfter]) does.</param>
    /// <exception cref="GanGateException">Anything that keeps the images from being measured; the message says what to do.</exception>
    public static FidResult Measure(
        string generated, string reference, MeasurementOptions? options = null, CancellationToken cancellation = default) =>
        MeasureAsync(generated, reference, options, cancellation).GetAwaiter().GetResult();

    /// <inheritdoc cref="Measure"/>
    public static async Task<FidResult> MeasureAsync(
        string generated, string reference, MeasurementOptions? options = null, CancellationToken cancellation = default)
    {
        MeasurementRequest request = new(generated, reference, options ?? new MeasurementOptions());
        using CancellationTokenSource either =
            CancellationTokenSource.CreateLinkedTokenSource(cancellation, TestContext.CurrentContext.CancellationToken);
        try
        {
            FidResult result = await SharedMeasurements.OfThisRun.ScoreAsync(request, either.Token).ConfigureAwait(false);
            ReportAttachments.Attach(result);
            return result;
        }
        catch (GanGateException failure)
        {
            throw ExplainedFailure.Explain(failure);
        }
        catch (OperationCanceledException stopped) when (TestContext.CurrentContext.CancellationToken.IsCancellationRequested)
        {
            throw ExplainedFailure.TimeIsUp(stopped);
        }
    }
}
