using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace GanGate.Features;

/// <summary>The one input of a network: a batch of images.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Shape">The shape of one image in it.</param>
/// <param name="Type">The type of its numbers: float32, float16, float64 or uint8.</param>
/// <param name="Batch">How many images it takes, always; 0 for any number.</param>
internal sealed record NetworkInput(string Name, long[] Shape, TensorElementType Type = TensorElementType.Float, int Batch = 0)
{
    /// <summary>The values of one image.</summary>
    public int Length { get; } = (int)Shape.Aggregate(1L, (product, length) => checked(product * length));

    /// <summary>What a session says of an input.</summary>
    public static NetworkInput Of(InferenceSession session, string name, long[] shape)
    {
        NodeMetadata input = session.InputMetadata[name];
        return new NetworkInput(name, shape, input.ElementDataType, input.Dimensions is [> 0 and int batch, ..] ? batch : 0);
    }
}
