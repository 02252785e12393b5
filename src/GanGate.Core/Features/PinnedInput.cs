using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace GanGate.Features;

/// <summary>
/// Room for a GPU's input in memory whose pages stay where they are, so that the GPU copies from it itself and the processor goes on
/// decoding; kept from one call to the next. For one thread at a time.
/// </summary>
internal sealed class PinnedInput : IDisposable
{
    private readonly OrtAllocator _allocator;
    private readonly long[] _shape;
    private OrtValue? _value;
    private int _count;

    private PinnedInput(OrtAllocator allocator, long[] shape) => (_allocator, _shape) = (allocator, shape);

    /// <summary>Finds such memory.</summary>
    /// <param name="session">The session that reads it.</param>
    /// <param name="shape">The shape of one image in the input.</param>
    /// <param name="memory">The name of the memory in ONNX Runtime; CUDA's by default.</param>
    /// <returns>null where the session's provider has none.</returns>
    public static PinnedInput? Of(InferenceSession session, long[] shape, byte[]? memory = null)
    {
        try
        {
            using OrtMemoryInfo info = new(memory ?? OrtMemoryInfo.allocatorCUDA_PINNED, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default);
            return new PinnedInput(new OrtAllocator(session, info), shape);
        }
        catch (OnnxRuntimeException)
        {
            return null;
        }
    }

    /// <summary>The input with some images; valid until the next call.</summary>
    public OrtValue Fill(ReadOnlySpan<float> images, int count)
    {
        if (_value is null || _count != count)
        {
            _value?.Dispose();
            _value = OrtValue.CreateAllocatedTensorValue(_allocator, TensorElementType.Float, [count, .. _shape]);
            _count = count;
        }

        images.CopyTo(_value.GetTensorMutableDataAsSpan<float>());
        return _value;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _value?.Dispose();
        _allocator.Dispose();
    }
}
