namespace GanGate.Measuring;

/// <summary>What is kept of the features of a set beside their mean and covariance.</summary>
[Flags]
internal enum FeatureParts
{
    /// <summary>Nothing else.</summary>
    Moments = 0,

    /// <summary>The features of each image, for errors, neighbours and kernels.</summary>
    Rows = 1,

    /// <summary>The classifier's logits of each image, for the Inception Score.</summary>
    Logits = 2,

    /// <summary>Mean and covariance of the spatial features, for sFID.</summary>
    Spatial = 4,
}
