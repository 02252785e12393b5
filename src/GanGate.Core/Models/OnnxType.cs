namespace GanGate.Models;

/// <summary>The element types we use, numbered as in ONNX's TensorProto.DataType.</summary>
internal enum OnnxType
{
    Float = 1,
    Int64 = 7,
}
