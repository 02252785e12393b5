namespace GanGate.Metrics;

/// <summary>A kernel of two images, made of the scalar product of their features.</summary>
internal interface IKernel
{
    /// <summary>Puts the kernel's values where the products are.</summary>
    /// <param name="block">Products of rows of the two sets.</param>
    void Apply(ProductBlock block);
}
