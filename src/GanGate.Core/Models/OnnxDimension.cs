namespace GanGate.Models;

/// <summary>One dimension of an input or output: a number, or a name for what is known only at run time, such as the batch.</summary>
internal readonly record struct OnnxDimension(long Value, string? Symbol)
{
    public static implicit operator OnnxDimension(long value) => new(value, null);

    public static implicit operator OnnxDimension(string symbol) => new(0, symbol);
}
