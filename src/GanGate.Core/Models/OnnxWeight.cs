namespace GanGate.Models;

/// <summary>A large constant tensor of a model, float32.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Values">Its values in row-major order, which may be those of a mapped file.</param>
/// <param name="Shape">The lengths along its dimensions.</param>
internal sealed record OnnxWeight(string Name, ReadOnlyMemory<float> Values, long[] Shape)
{
    private const long External = 1;

    /// <summary>The tensor with its values.</summary>
    public ProtoMessage ToMessage() => Head().Add(9, Values);

    /// <summary>The tensor whose values lie outside the model, at a place that nobody opens: the session is given them.</summary>
    public ProtoMessage ToMessageElsewhere() =>
        Head().Add(13, new ProtoMessage().Add(1, "location").Add(2, ".")).Add(14, External);

    private ProtoMessage Head()
    {
        ProtoMessage tensor = new();
        foreach (long length in Shape) tensor.Add(1, length);
        return tensor.Add(2, (long)OnnxType.Float).Add(8, Name);
    }
}
