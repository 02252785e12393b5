using Microsoft.ML.OnnxRuntime;

namespace GanGate.Training.Steps;

/// <summary>An array that ONNX Runtime reads and writes where it lies.</summary>
internal sealed class HostTensor : IDisposable
{
    /// <summary>Gives an array a shape.</summary>
    public HostTensor(float[] values, params int[] shape)
    {
        Values = values;
        Value = OrtValue.CreateTensorValueFromMemory(values, Array.ConvertAll(shape, length => (long)length));
    }

    /// <summary>The elements, in C order.</summary>
    public float[] Values { get; }

    /// <summary>The same memory, for the runtime.</summary>
    public OrtValue Value { get; }

    /// <inheritdoc/>
    public void Dispose() => Value.Dispose();
}
