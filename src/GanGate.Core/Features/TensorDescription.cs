using GanGate.Models;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace GanGate.Features;

/// <summary>Inputs and outputs of a model in words, for messages.</summary>
internal static class TensorDescription
{
    /// <summary>All of them: z (float32 N x 8), label (int64 N).</summary>
    public static string Of(IEnumerable<KeyValuePair<string, NodeMetadata>> values) =>
        string.Join(", ", values.Select(value => $"{value.Key} ({Of(value.Value)})"));

    /// <summary>float32 N x 3 x 32 x 32, where ? is of any length; or that it is no tensor.</summary>
    public static string Of(NodeMetadata value) => !value.IsTensor ? KindOf(value) : $"{TypeOf(value)} {ShapeOf(value.Dimensions)}".TrimEnd();

    /// <summary>The same of what a file says itself.</summary>
    public static string Of(IEnumerable<OnnxValue> values) => string.Join(", ", values.Select(value => $"{value.Name} ({Of(value)})"));

    /// <inheritdoc cref="Of(IEnumerable{OnnxValue})"/>
    public static string Of(OnnxValue value) => value.Type == 0
        ? "no tensor"
        : $"{TypeOf((TensorElementType)value.Type)} {(value.Shape is null ? "of any shape" : ShapeOf(value.Shape))}".TrimEnd();

    /// <summary>The type of a tensor's numbers, by ONNX's names: float32, int64.</summary>
    public static string TypeOf(NodeMetadata value) => TypeOf(value.ElementDataType);

    private static string TypeOf(TensorElementType element) => element switch
    {
        TensorElementType.Float => "float32",
        TensorElementType.Double => "float64",
        TensorElementType type => type.ToString().ToLowerInvariant(),
    };

    /// <summary>N x 3 x 32 x 32 of a first length that is open, else as it is; empty for a scalar.</summary>
    public static string ShapeOf(int[] dimensions) => ShapeOf(Array.ConvertAll(dimensions, length => (long)length));

    private static string ShapeOf(long[] dimensions) =>
        string.Join(" x ", dimensions.Select((length, i) => length >= 0 ? $"{length}" : i == 0 ? "N" : "?"));

    private static string KindOf(NodeMetadata value) => value.OnnxValueType switch
    {
        OnnxValueType.ONNX_TYPE_SEQUENCE => "a sequence of tensors",
        OnnxValueType.ONNX_TYPE_MAP => "a map",
        OnnxValueType.ONNX_TYPE_OPTIONAL => "an optional value",
        OnnxValueType.ONNX_TYPE_SPARSETENSOR => "a sparse tensor",
        _ => "no tensor",
    };
}
