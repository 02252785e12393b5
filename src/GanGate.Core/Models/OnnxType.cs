namespace GanGate.Models;

/// <summary>The element types we use, numbered as in ONNX's TensorProto.DataType.</summary>
internal enum OnnxType
{
    Float = 1,
    UInt8 = 2,
    Int32 = 6,
    Int64 = 7,
    Float16 = 10,
    Double = 11,
}
