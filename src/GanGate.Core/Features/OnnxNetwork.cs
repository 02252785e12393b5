using System.Buffers;
using System.Runtime.InteropServices;
using GanGate.Models;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace GanGate.Features;

/// <summary>One input and one output of an ONNX model, run on the calling thread; several threads may run it at once.</summary>
/// <param name="session">The model; disposed with the network.</param>
/// <param name="input">What it takes.</param>
/// <param name="output">What it gives.</param>
/// <param name="device">What the session was opened on; null for the processor. On a GPU only one thread may run it.</param>
/// <param name="lent">Weights that the session reads where they lie; disposed with the network.</param>
internal sealed class OnnxNetwork(
    InferenceSession session, NetworkInput input, NetworkOutput output, SessionDevice? device = null, LentWeights? lent = null) : IDisposable
{
    private readonly RunOptions _options = new();
    private readonly PinnedInput? _pinned =
        device is { IsCpu: false } && input.Type == TensorElementType.Float ? PinnedInput.Of(session, input.Shape) : null;

    /// <summary>What it takes.</summary>
    public NetworkInput Input => input;

    /// <summary>What it gives; to be set where its shape was not known before a first run.</summary>
    public NetworkOutput Output { get; set; } = output;

    /// <summary>The values of one image.</summary>
    public int InputLength => input.Length;

    /// <summary>
    /// A network of one input, N x 3 x size x size, and one output, whose values are the row. N may be fixed, then the last batch is filled up.
    /// </summary>
    /// <exception cref="OnnxRuntimeException">The model is not one that ONNX Runtime can run.</exception>
    public static OnnxNetwork Open(byte[] model, int size, SessionDevice? device = null)
    {
        return Of(OnnxSession.Open(model, device), size, device);
    }

    /// <summary>The same of a graph, whose large weights the processor reads where they lie; a GPU has memory of its own.</summary>
    public static OnnxNetwork Open(OnnxGraph graph, int size, SessionDevice? device = null)
    {
        if (device is { IsCpu: false }) return Open(graph.Serialize(), size, device);
        LentWeights weights = new(graph.Weights);
        return Of(OnnxSession.Open(graph.SerializeWithoutWeights(), device, weights.LendTo), size, device, weights);
    }

    /// <summary>Runs some images; where the types allow it, they are read, and their rows written, where they lie.</summary>
    /// <param name="images">count x <see cref="InputLength"/> values.</param>
    /// <param name="count">How many.</param>
    /// <param name="rows">Receives count x D values.</param>
    public void Run(ReadOnlyMemory<float> images, int count, Memory<float> rows)
    {
        if (input.Batch == 0 || input.Batch == count)
        {
            RunBatch(images, count, rows);
            return;
        }

        int width = rows.Length / count;
        for (int start = 0; start < count; start += input.Batch)
        {
            int some = Math.Min(input.Batch, count - start);
            ReadOnlyMemory<float> taken = images.Slice(start * InputLength, some * InputLength);
            Memory<float> given = rows.Slice(start * width, some * width);
            if (some == input.Batch) RunBatch(taken, some, given);
            else RunFilledUp(taken, some, given);
        }
    }

    /// <summary>Runs a batch where nothing is known of the output's shape yet.</summary>
    /// <param name="images">count x <see cref="InputLength"/> values.</param>
    /// <param name="count">How many; the batch where that is fixed.</param>
    /// <returns>The output's values and its shape.</returns>
    /// <exception cref="OnnxRuntimeException">The model does not take them.</exception>
    public (float[] Values, long[] Shape) Try(ReadOnlyMemory<float> images, int count)
    {
        using DeviceTurn turn = DeviceTurn.On(device);
        using OrtValue value = InputOf(images, count);
        return Results(value);
    }

    public void Dispose()
    {
        using DeviceTurn turn = DeviceTurn.On(device);
        _pinned?.Dispose();
        _options.Dispose();
        session.Dispose();
        lent?.Dispose();
    }

    private static OnnxNetwork Of(InferenceSession session, int size, SessionDevice? device, LentWeights? lent = null) => new(
        session,
        NetworkInput.Of(session, session.InputNames[0], [3, size, size]),
        NetworkOutput.Of(session, session.OutputNames[0]),
        device,
        lent);

    // With copies of an image rather than zeros: what the network does with those, nobody knows. Their rows go nowhere.
    private void RunFilledUp(ReadOnlyMemory<float> images, int count, Memory<float> rows)
    {
        int batch = input.Batch, width = rows.Length / count;
        float[] filled = ArrayPool<float>.Shared.Rent(batch * InputLength), all = ArrayPool<float>.Shared.Rent(batch * width);
        for (int i = 0; i < batch; i++)
        {
            images.Span.Slice(Math.Min(i, count - 1) * InputLength, InputLength).CopyTo(filled.AsSpan(i * InputLength));
        }

        RunBatch(filled.AsMemory(0, batch * InputLength), batch, all.AsMemory(0, batch * width));
        all.AsMemory(0, rows.Length).CopyTo(rows);
        ArrayPool<float>.Shared.Return(filled);
        ArrayPool<float>.Shared.Return(all);
    }

    private void RunBatch(ReadOnlyMemory<float> images, int count, Memory<float> rows)
    {
        using DeviceTurn turn = DeviceTurn.On(device);
        using OrtValue? own = _pinned is null ? InputOf(images, count) : null;
        OrtValue value = own ?? _pinned!.Fill(images.Span, count);
        if (!Output.IsRow)
        {
            Output.Reduce(Results(value).Values, count, rows.Span);
            return;
        }

        using OrtValue result = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, rows, [count, .. Output.Shape ?? [rows.Length / count]]);
        using OrtIoBinding binding = session.CreateIoBinding();
        binding.BindInput(input.Name, value);
        binding.BindOutput(Output.Name, result);
        session.RunWithBinding(_options, binding);
    }

    private (float[] Values, long[] Shape) Results(OrtValue value)
    {
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(_options, [input.Name], [value], [Output.Name]);
        return (TensorValues.Read(outputs[0], Output.Type), outputs[0].GetTensorTypeAndShape().Shape);
    }

    private OrtValue InputOf(ReadOnlyMemory<float> images, int count)
    {
        long[] shape = [count, .. input.Shape];
        return input.Type == TensorElementType.Float
            ? OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, MemoryMarshal.AsMemory(images), shape)
            : TensorValues.OfPixels(input.Type, images.Span, shape);
    }
}
