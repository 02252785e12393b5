using System.Buffers;
using System.Runtime.InteropServices;
using GanGate.Images;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>
/// An ONNX network on ONNX Runtime's CPU provider, with one input of N x 3 x Size x Size and one output of N x D.
/// </summary>
/// <remarks>
/// A batch is cut into slices of <see cref="SliceSize"/> images and each slice runs on one thread, several slices at once. Measured on
/// 2 cores this is faster than the runtime's own threads inside each operator (pyramid: 2.0 against 1.2 times one thread) and the
/// features are bit for bit the same for any number of threads.
/// </remarks>
internal sealed class OnnxExtractor : Extractor
{
    /// <summary>Images in one call of the network.</summary>
    public const int SliceSize = 4;

    private const int Planes = 3;

    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly ParallelOptions _parallelism;
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;

    /// <summary>Opens a network.</summary>
    /// <param name="protocol">The identity of the features; its D is the length of the network's rows.</param>
    /// <param name="preprocessing">What each image goes through; its size is the network's.</param>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="threads">How many slices run at once; 0 for as many as there are cores.</param>
    /// <exception cref="GanGateException">GG4001: the runtime's native library cannot be loaded.</exception>
    public OnnxExtractor(Protocol protocol, Preprocessing preprocessing, byte[] model, int threads = 0)
    {
        (Protocol, Preprocessing) = (protocol, preprocessing);
        _parallelism = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount };
        _session = OnnxSession.Open(model);
        _inputNames = [.. _session.InputNames];
        _outputNames = [.. _session.OutputNames];
    }

    /// <inheritdoc/>
    public override Protocol Protocol { get; }

    /// <inheritdoc/>
    public override Preprocessing Preprocessing { get; }

    /// <inheritdoc/>
    public override void Run(ReadOnlyMemory<float> planes, int count, Span<float> features)
    {
        int dimension = Protocol.Dimension;
        int inputLength = Planes * Preprocessing.Size * Preprocessing.Size;
        float[] rows = ArrayPool<float>.Shared.Rent(count * dimension);
        Parallel.For(0, (count + SliceSize - 1) / SliceSize, _parallelism, slice =>
        {
            int start = slice * SliceSize, length = Math.Min(SliceSize, count - start);
            RunSlice(planes.Slice(start * inputLength, length * inputLength), length, rows.AsSpan(start * dimension, length * dimension));
        });
        rows.AsSpan(0, count * dimension).CopyTo(features);
        ArrayPool<float>.Shared.Return(rows);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _runOptions.Dispose();
        _session.Dispose();
    }

    private void RunSlice(ReadOnlyMemory<float> planes, int count, Span<float> rows)
    {
        long size = Preprocessing.Size;
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, MemoryMarshal.AsMemory(planes), [count, Planes, size, size]);
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(_runOptions, _inputNames, [input], _outputNames);
        outputs[0].GetTensorDataAsSpan<float>().CopyTo(rows);
    }
}
