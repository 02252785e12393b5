using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace GanGate.Features;

/// <summary>Numbers on their way into and out of a model, whatever type it has for them.</summary>
internal static class TensorValues
{
    /// <summary>A tensor of some numbers.</summary>
    /// <param name="type">float16, float32, float64, int32 or int64.</param>
    /// <param name="values">The numbers.</param>
    /// <param name="shape">The tensor's shape.</param>
    public static OrtValue Of<T>(TensorElementType type, T[] values, long[] shape)
        where T : INumberBase<T>
    {
        return type switch
        {
            TensorElementType.Float => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, float.CreateTruncating), shape),
            TensorElementType.Double => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, double.CreateTruncating), shape),
            TensorElementType.Float16 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, Float16Of), shape),
            TensorElementType.Int32 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, int.CreateTruncating), shape),
            _ => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, long.CreateTruncating), shape),
        };
    }

    /// <summary>A tensor of images' values, computed in float32.</summary>
    /// <param name="type">float16, float64 or uint8: there values are rounded, halves to even, and those beyond 0 and 255 are taken for these.</param>
    /// <param name="values">The values.</param>
    /// <param name="shape">The tensor's shape.</param>
    public static OrtValue OfPixels(TensorElementType type, ReadOnlySpan<float> values, long[] shape)
    {
        OrtValue tensor = Empty(type, shape);
        if (type == TensorElementType.Double)
        {
            TensorPrimitives.ConvertTruncating(values, tensor.GetTensorMutableDataAsSpan<double>());
        }
        else if (type == TensorElementType.Float16)
        {
            TensorPrimitives.ConvertToHalf(values, MemoryMarshal.Cast<Float16, Half>(tensor.GetTensorMutableDataAsSpan<Float16>()));
        }
        else
        {
            Span<byte> bytes = tensor.GetTensorMutableDataAsSpan<byte>();
            for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)Math.Clamp(MathF.Round(values[i]), byte.MinValue, byte.MaxValue);
        }

        return tensor;
    }

    /// <summary>A tensor without numbers, of any type.</summary>
    public static OrtValue Empty(TensorElementType type, long[] shape) =>
        OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, type, shape);

    /// <summary>The name of a type that images can be of; null for others.</summary>
    public static string? NameOf(TensorElementType type) => type switch
    {
        TensorElementType.Float => "float32",
        TensorElementType.Double => "float64",
        TensorElementType.Float16 => "float16",
        TensorElementType.UInt8 => "uint8",
        _ => null,
    };

    /// <summary>The numbers of a tensor of such a type, as float32.</summary>
    public static float[] Read(OrtValue tensor, TensorElementType type)
    {
        if (type == TensorElementType.Float) return tensor.GetTensorDataAsSpan<float>().ToArray();
        if (type == TensorElementType.UInt8) return Array.ConvertAll(tensor.GetTensorDataAsSpan<byte>().ToArray(), value => (float)value);
        if (type == TensorElementType.Double) return Array.ConvertAll(tensor.GetTensorDataAsSpan<double>().ToArray(), value => (float)value);
        ReadOnlySpan<Half> halves = MemoryMarshal.Cast<Float16, Half>(tensor.GetTensorDataAsSpan<Float16>());
        float[] values = new float[halves.Length];
        TensorPrimitives.ConvertToSingle(halves, values);
        return values;
    }

    private static Float16 Float16Of<T>(T value)
        where T : INumberBase<T> => new(BitConverter.HalfToUInt16Bits(Half.CreateTruncating(value)));
}
