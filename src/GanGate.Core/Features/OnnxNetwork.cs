using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>One input and one output of an ONNX model, run on the calling thread; several threads may run it at once.</summary>
/// <param name="session">The model; disposed with the network.</param>
/// <param name="input">The input's name.</param>
/// <param name="shape">The shape of one image in the input.</param>
/// <param name="output">The output's name.</param>
internal sealed class OnnxNetwork(InferenceSession session, string input, long[] shape, string output) : IDisposable
{
    private readonly RunOptions _options = new();

    /// <summary>The values of one image.</summary>
    public int InputLength { get; } = (int)shape.Aggregate(1L, (product, length) => checked(product * length));

    /// <summary>A network built here: one input, N x 3 x size x size, and one output.</summary>
    public static OnnxNetwork Open(byte[] model, int size, SessionDevice? device = null)
    {
        InferenceSession session = OnnxSession.Open(model, device);
        return new OnnxNetwork(session, session.InputNames[0], [3, size, size], session.OutputNames[0]);
    }

    /// <summary>Runs some images.</summary>
    /// <param name="images">count x <see cref="InputLength"/> values.</param>
    /// <param name="count">How many.</param>
    /// <param name="rows">Receives count x D values.</param>
    public void Run(ReadOnlyMemory<float> images, int count, Span<float> rows) =>
        Run(images, count, rows, static (OrtValue value, Span<float> rows) => value.GetTensorDataAsSpan<float>().CopyTo(rows));

    /// <summary>The shape of the output for some black images.</summary>
    /// <exception cref="OnnxRuntimeException">The model does not take them.</exception>
    public long[] OutputShape(int count)
    {
        long[] result = [];
        Run(new float[count * InputLength], count, [], (value, _) => result = value.GetTensorTypeAndShape().Shape);
        return result;
    }

    public void Dispose()
    {
        _options.Dispose();
        session.Dispose();
    }

    // The images are read where they lie.
    private void Run(ReadOnlyMemory<float> images, int count, Span<float> rows, Action<OrtValue, Span<float>> take)
    {
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, MemoryMarshal.AsMemory(images), [count, .. shape]);
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(_options, [input], [value], [output]);
        take(outputs[0], rows);
    }
}
