namespace GanGate.Metrics;

/// <summary>(x.y / D + 1)^3: the Kernel Inception Distance's.</summary>
/// <param name="dimension">D.</param>
internal sealed class CubicKernel(int dimension) : IKernel
{
    /// <inheritdoc/>
    public void Apply(ProductBlock block)
    {
        foreach (ref double value in block.Values.Span)
        {
            double kernel = (value / dimension) + 1;
            value = kernel * kernel * kernel;
        }
    }
}
