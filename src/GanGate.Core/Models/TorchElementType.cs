namespace GanGate.Models;

/// <summary>The element types of PyTorch's storages that are read.</summary>
internal enum TorchElementType
{
    Float32,
    Float64,
    Float16,
    BFloat16,
    Int64,
    Int32,
    Int16,
    Int8,
    UInt8,
    Bool,
}
