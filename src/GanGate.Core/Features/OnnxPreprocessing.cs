using System.Buffers;
using GanGate.Images;
using GanGate.Models;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>Pixels through a network of their own, such as one that subtracts a mean image, on the processor.</summary>
/// <param name="pixels">What images go through before it.</param>
/// <param name="network">Takes 3 x Size x Size values an image and gives as many; disposed with this.</param>
/// <param name="file">Its file; null for one that was built here.</param>
internal sealed class OnnxPreprocessing(Preprocessing pixels, OnnxNetwork network, OnnxFile? file = null) : Preprocessing, IDisposable
{
    /// <inheritdoc/>
    public override int Size => pixels.Size;

    /// <inheritdoc/>
    /// <exception cref="GanGateException">GG3009: the network fails. GG2040: its file changed.</exception>
    public override void Apply(RgbImage image, Span<float> planes)
    {
        float[] values = ArrayPool<float>.Shared.Rent(2 * network.InputLength);
        Memory<float> input = values.AsMemory(0, network.InputLength), output = values.AsMemory(network.InputLength, network.InputLength);
        pixels.Apply(image, input.Span);
        try
        {
            network.Run(input, 1, output);
        }
        catch (OnnxRuntimeException failure) when (file is not null)
        {
            throw CustomExtractor.Invalid(file.Path, $"it fails on some of the images: {OnnxEnvironment.ReasonOf(failure)}", failure);
        }

        file?.RequireUnchanged();
        output.Span.CopyTo(planes);
        ArrayPool<float>.Shared.Return(values);
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
