using System.Numerics.Tensors;

namespace GanGate.Models;

/// <summary>The checked tensors of a checkpoint of one network, where the file has them as they are wanted.</summary>
/// <param name="checkpoint">The tensors by name.</param>
/// <param name="network">Whose they are to be, for messages: "the FID's Inception network".</param>
internal sealed class NetworkWeights(IReadOnlyDictionary<string, TorchTensor> checkpoint, string network)
{
    /// <summary>A tensor of the expected shape.</summary>
    /// <exception cref="GanGateException">GG3005: it is missing, has another shape, or holds values that are not finite.</exception>
    public ReadOnlyMemory<float> Tensor(string name, params ReadOnlySpan<int> shape)
    {
        IReadOnlyList<int> own = ShapeOf(name);
        return shape.SequenceEqual([.. own]) ? Finite(name) : throw Mismatch(OtherShape(name, own, shape));
    }

    /// <summary>The same where lengths of 1 in front do not count: files of one network differ in them.</summary>
    /// <exception cref="GanGateException">GG3005, as above.</exception>
    public ReadOnlyMemory<float> Table(string name, params ReadOnlySpan<int> shape)
    {
        IReadOnlyList<int> own = ShapeOf(name);
        return shape.SequenceEqual([.. own.SkipWhile(length => length == 1)]) ? Finite(name) : throw Mismatch(OtherShape(name, own, shape));
    }

    /// <summary>The lengths along the dimensions of a tensor.</summary>
    /// <exception cref="GanGateException">GG3005: it is missing.</exception>
    public IReadOnlyList<int> ShapeOf(string name) =>
        checkpoint.TryGetValue(name, out TorchTensor? tensor) ? tensor.Shape : throw Mismatch($"it has no '{name}'");

    /// <summary>Whether there is a tensor of a name.</summary>
    public bool Has(string name) => checkpoint.ContainsKey(name);

    /// <summary>The error that the checkpoint does not fit the network.</summary>
    public GanGateException Mismatch(string reason) => new(ErrorCodes.CheckpointMismatch, $"the checkpoint is not one of {network}: {reason}");

    private ReadOnlyMemory<float> Finite(string name)
    {
        ReadOnlyMemory<float> values = checkpoint[name].AsMemory<float>();
        return TensorPrimitives.IsFiniteAll(values.Span) ? values : throw Mismatch($"'{name}' holds values that are not finite");
    }

    private static string OtherShape(string name, IReadOnlyList<int> own, ReadOnlySpan<int> shape) =>
        $"'{name}' has the shape ({string.Join(", ", own)}), not ({string.Join(", ", shape.ToArray())})";
}
