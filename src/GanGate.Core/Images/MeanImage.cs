using System.Numerics.Tensors;

namespace GanGate.Images;

/// <summary>The planes of another preprocessing in the order B, G, R, with a value added to each: minus the mean image of a network's training.</summary>
/// <param name="pixels">Gives R, G, B.</param>
/// <param name="added">What to add: 3 x Size x Size values, planes B, G, R.</param>
internal sealed class MeanImage(Preprocessing pixels, float[] added) : Preprocessing
{
    /// <inheritdoc/>
    public override int Size => pixels.Size;

    /// <inheritdoc/>
    public override void Apply(RgbImage image, Span<float> planes)
    {
        pixels.Apply(image, planes);
        int plane = planes.Length / 3;
        Span<float> first = planes[..plane], last = planes[(2 * plane)..];
        for (int i = 0; i < first.Length; i++) (first[i], last[i]) = (last[i], first[i]);
        TensorPrimitives.Add(planes, added, planes);
    }
}
