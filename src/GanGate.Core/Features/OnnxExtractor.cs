using System.Buffers;
using System.Runtime.ExceptionServices;
using GanGate.Images;
using GanGate.Models;
using GanGate.Settings;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>An ONNX network on the processor or a GPU.</summary>
/// <remarks>
/// A batch is cut into slices of <see cref="SliceSize"/> images (of as many as the network takes, where that is fixed) and each slice runs on one thread, several slices at once. Measured on
/// two cores this is faster than the runtime's own threads inside each operator (pyramid: 2.0 against 1.2 times one thread), needs no
/// spinning threads, and the features are bit for bit the same for any number of threads. A GPU is given large slices, one at a time.
/// </remarks>
/// <param name="protocol">The identity of the features; its D features come first in the network's rows.</param>
/// <param name="preprocessing">What each image goes through.</param>
/// <param name="network">The network; disposed with the extractor.</param>
/// <param name="threads">How many slices run at once; 0 for as many as there are cores.</param>
/// <param name="layout">The network's rows, where they hold more than the features.</param>
/// <param name="device">What the network was opened on; null for the processor.</param>
/// <param name="file">The file that the network was read from; null for one that was built here.</param>
/// <param name="remark">What a person should know of its features; null for nothing.</param>
internal sealed class OnnxExtractor(
    Protocol protocol,
    Preprocessing preprocessing,
    OnnxNetwork network,
    int threads = 0,
    RowLayout? layout = null,
    SessionDevice? device = null,
    OnnxFile? file = null,
    Sentence? remark = null) : Extractor
{
    /// <summary>Images in one call of the network: the speed is the same from 1 to 8, the memory is not.</summary>
    public const int SliceSize = 2;

    private const int GpuSliceSize = 64;

    private readonly SessionDevice _device = device ?? SessionDevice.Cpu;
    private readonly int _slice = network.Input.Batch > 0 ? network.Input.Batch : device is { IsCpu: false } ? GpuSliceSize : SliceSize;
    private readonly ParallelOptions _parallelism = new()
    {
        MaxDegreeOfParallelism = device is { IsCpu: false } ? 1 : threads > 0 ? threads : Environment.ProcessorCount,
    };

    /// <inheritdoc/>
    public override Protocol Protocol => protocol;

    /// <inheritdoc/>
    public override Preprocessing Preprocessing => preprocessing;

    /// <inheritdoc/>
    public override string Device => _device.Label;

    /// <inheritdoc/>
    internal override Sentence? InsteadOfGpu => _device.InsteadOfGpu;

    /// <inheritdoc/>
    internal override int SmallestBatch => network.Input.Batch > 0 ? _slice * _parallelism.MaxDegreeOfParallelism : _device.IsCpu ? 1 : GpuSliceSize;

    /// <inheritdoc/>
    internal override int BatchStep => Math.Max(1, network.Input.Batch);

    /// <inheritdoc/>
    internal override Sentence? Remark { get; } = remark;

    /// <inheritdoc/>
    public override RowLayout Layout => layout ?? base.Layout;

    /// <inheritdoc/>
    public override void Run(ReadOnlyMemory<float> planes, int count, Span<float> features)
    {
        int length = Layout.Length;
        float[] rows = ArrayPool<float>.Shared.Rent(count * length);
        try
        {
            Parallel.For(0, (count + _slice - 1) / _slice, _parallelism, slice =>
            {
                int start = slice * _slice, images = Math.Min(_slice, count - start);
                ReadOnlyMemory<float> input = planes.Slice(start * network.InputLength, images * network.InputLength);
                network.Run(input, images, rows.AsMemory(start * length, images * length));
            });
            file?.RequireUnchanged();
            rows.AsSpan(0, count * length).CopyTo(features);
        }
        catch (AggregateException exception)
        {
            // One slice's own error says more than that there were several.
            ExceptionDispatchInfo.Throw(Blamed(exception.InnerExceptions[0]));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rows);
        }
    }

    // A network of ours does not fail on the processor but by our fault.
    private Exception Blamed(Exception failure) => failure switch
    {
        OnnxRuntimeException when !_device.IsCpu => _device.Failed(protocol.Id, failure),
        OnnxRuntimeException when file is not null =>
            CustomExtractor.Invalid(protocol.Id, $"it fails on some of the images: {OnnxEnvironment.ReasonOf(failure)}", failure),
        _ => failure,
    };

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        network.Dispose();
        (preprocessing as IDisposable)?.Dispose();
    }
}
