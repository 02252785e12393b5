using GanGate.Features;

namespace GanGate.NUnit;

/// <summary>The error of a metric that is of single images, where there are none.</summary>
internal static class ImagesNeeded
{
    /// <summary>For one metric.</summary>
    public static GanGateException For(Metric metric, string name, FidResult result) => new(
        ErrorCodes.MetricNeedsImages,
        metric.NeedsLogits
            ? $"the {name} classifies the images, but '{result.Score.Generated.Source}' holds features and no images: measure the images"
            : $"the {name} compares single images, but '{result.Score.Reference.Source}' holds only a mean and a covariance: "
                + "measure against the reference's images");
}
