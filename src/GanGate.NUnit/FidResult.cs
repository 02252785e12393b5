using System.Globalization;
using GanGate.Measuring;
using GanGate.Reporting;
using NUnit.Framework;

namespace GanGate.NUnit;

/// <summary>A measured distance, to be asserted on. Tests that measure the same images share one.</summary>
public sealed class FidResult
{
    private readonly Func<CancellationToken, Task<MetricsResult>> _metrics;
    private int _attached;
    private int _warned;

    internal FidResult(string key, Score score, Func<CancellationToken, Task<MetricsResult>> metrics) =>
        (Key, Score, _metrics) = (key, score, metrics);

    /// <summary>The Fréchet distance.</summary>
    public double Value => Score.Value;

    /// <summary>The measurement with its error, counts, protocol and times.</summary>
    public Score Score { get; }

    /// <summary>The hash of all that the result depends on.</summary>
    internal string Key { get; }

    /// <summary>
    /// The other metrics of the same images: kernel distance, precision and recall where the reference was given as images, the Inception
    /// Score under the Inception protocols. Measured by the first call of a run, in one more pass over the images.
    /// </summary>
    /// <param name="cancellation">Stops the measurement, as the end of the test's time does.</param>
    /// <exception cref="GanGateException">GG2037: there are no images; GG2038: they have changed. And all that can be wrong with them.</exception>
    public MetricsResult MeasureMetrics(CancellationToken cancellation = default)
    {
        using CancellationTokenSource either =
            CancellationTokenSource.CreateLinkedTokenSource(cancellation, TestContext.CurrentContext.CancellationToken);
        try
        {
            return ExplainedFailure.Of(() => _metrics(either.Token).GetAwaiter().GetResult());
        }
        catch (OperationCanceledException stopped) when (TestContext.CurrentContext.CancellationToken.IsCancellationRequested)
        {
            throw ExplainedFailure.TimeIsUp(stopped);
        }
    }

    /// <summary>The score as papers write it: FID-10k 12.34 ± 0.21 (corrected 11.97, 10,000 samples).</summary>
    public override string ToString() => ReportText.Summary(Report.Of(Score));

    /// <summary>
    /// The result for a snapshot test: rounded to three significant digits, without paths, times and the names of images, so that it is
    /// the same on every machine as long as the images are.
    /// </summary>
    public string ToSnapshot() => string.Join(
        '\n',
        $"{Score.Label}: {Rounded(Score.Value)}",
        Score.Protocol.Metric.OfFeatures ? $"protocol: {Score.Protocol.Extractor}, {Score.Protocol.Dimension} features" : $"protocol: {Score.Protocol.Id}",
        $"generated: {Count(Score.Generated)}",
        $"reference: {Count(Score.Reference)}");

    /// <summary>Whether the caller is the first one, who attaches the report.</summary>
    internal bool ClaimAttachment() => Interlocked.Exchange(ref _attached, 1) == 0;

    /// <summary>Whether the caller is the first one, who says what is wrong with the samples.</summary>
    internal bool ClaimWarnings() => Interlocked.Exchange(ref _warned, 1) == 0;

    private string Count(MeasuredSet set) => set.Count is long count
        ? string.Create(CultureInfo.InvariantCulture, $"{count} {Score.Protocol.Metric.Samples}")
        : "count not stated";

    // Other processors differ in the sixth digit; near 0 there is nothing else to tell.
    private static string Rounded(double value)
    {
        string digits = Math.Abs(value) < 1e-6 ? "0" : value.ToString("G3", CultureInfo.InvariantCulture);
        return decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal plain)
            ? plain.ToString(CultureInfo.InvariantCulture)
            : digits;
    }
}
