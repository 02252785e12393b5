using GanGate.Disturbances;
using GanGate.Measuring;

namespace GanGate.Calibration;

/// <summary>A fault of the images themselves: each level is a pass of the network over the disturbed ones.</summary>
/// <param name="kind">A fault that is a disturbance.</param>
/// <param name="disturbance">That disturbance of the good samples.</param>
/// <param name="measurer">The network.</param>
internal sealed class ImageFault(FaultKind kind, Disturbance disturbance, Measurer measurer) : IFault
{
    /// <inheritdoc/>
    public FaultKind Kind => kind;

    /// <inheritdoc/>
    public string? Subject => null;

    /// <inheritdoc/>
    public FaultedSamples At(double level)
    {
        string name = FormattableString.Invariant($"{kind.Name} {level}");
        FeaturePass pass = measurer.Pass(new ImagesInput(name, disturbance.At(level)), FeatureParts.Rows);
        try
        {
            return new FaultedSamples(pass.MeasureUpTo(), Origins: null, pass);
        }
        catch
        {
            pass.Dispose();
            throw;
        }
    }
}
