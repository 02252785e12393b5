using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>One input and one output of an ONNX model, run on the calling thread; several threads may run it at once.</summary>
/// <param name="session">The model; disposed with the network.</param>
/// <param name="input">The input's name.</param>
/// <param name="shape">The shape of one image in the input.</param>
/// <param name="output">The output's name.</param>
/// <param name="device">What the session was opened on; null for the processor. On a GPU only one thread may run it.</param>
internal sealed class OnnxNetwork(InferenceSession session, string input, long[] shape, string output, SessionDevice? device = null) : IDisposable
{
    private readonly RunOptions _options = new();
    private readonly PinnedInput? _pinned = device is { IsCpu: false } ? PinnedInput.Of(session, shape) : null;

    /// <summary>The values of one image.</summary>
    public int InputLength { get; } = (int)shape.Aggregate(1L, (product, length) => checked(product * length));

    /// <summary>A network built here: one input, N x 3 x size x size, and one output.</summary>
    public static OnnxNetwork Open(byte[] model, int size, SessionDevice? device = null)
    {
        InferenceSession session = OnnxSession.Open(model, device);
        return new OnnxNetwork(session, session.InputNames[0], [3, size, size], session.OutputNames[0], device);
    }

    /// <summary>Runs some images; they are read, and their rows written, where they lie.</summary>
    /// <param name="images">count x <see cref="InputLength"/> values.</param>
    /// <param name="count">How many.</param>
    /// <param name="rows">Receives count x D values.</param>
    public void Run(ReadOnlyMemory<float> images, int count, Memory<float> rows)
    {
        using OrtValue? own = _pinned is null ? InputOf(images, count) : null;
        using OrtValue result = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, rows, [count, rows.Length / count]);
        using OrtIoBinding binding = session.CreateIoBinding();
        binding.BindInput(input, own ?? _pinned!.Fill(images.Span, count));
        binding.BindOutput(output, result);
        session.RunWithBinding(_options, binding);
    }

    /// <summary>Runs some images where nothing is known of the output yet.</summary>
    /// <param name="images">count x <see cref="InputLength"/> values.</param>
    /// <param name="count">How many.</param>
    /// <returns>The output's values and its shape.</returns>
    /// <exception cref="OnnxRuntimeException">The model does not take them.</exception>
    public (float[] Values, long[] Shape) Try(ReadOnlyMemory<float> images, int count)
    {
        using OrtValue value = InputOf(images, count);
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(_options, [input], [value], [output]);
        return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[0].GetTensorTypeAndShape().Shape);
    }

    public void Dispose()
    {
        _pinned?.Dispose();
        _options.Dispose();
        session.Dispose();
    }

    private OrtValue InputOf(ReadOnlyMemory<float> images, int count) => OrtValue.CreateTensorValueFromMemory(
        OrtMemoryInfo.DefaultInstance, MemoryMarshal.AsMemory(images), [count, .. shape]);
}
