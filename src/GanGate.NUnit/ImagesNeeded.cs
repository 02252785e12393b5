namespace GanGate.NUnit;

/// <summary>The error of a metric that compares single images, where the reference is statistics.</summary>
internal static class ImagesNeeded
{
    /// <summary>For one metric.</summary>
    public static GanGateException For(string metric, FidResult result) => new(
        ErrorCodes.MetricNeedsImages,
        $"{metric} compares single images, but '{result.Score.Reference.Source}' holds only a mean and a covariance: "
        + "measure against the reference's images");
}
