using GanGate.Images;
using GanGate.Settings;

namespace GanGate.Features;

/// <summary>A network ready to run: preprocessed images in, one row of features per image out.</summary>
public abstract class Extractor : IDisposable
{
    /// <summary>The identity of the features.</summary>
    public abstract Protocol Protocol { get; }

    /// <summary>What each image goes through before the network.</summary>
    public abstract Preprocessing Preprocessing { get; }

    /// <summary>What a row holds beside the features; nothing unless it was asked for.</summary>
    public virtual RowLayout Layout => new(Protocol.Dimension);

    /// <summary>What the network runs on: cpu, cuda:N, or webgpu:N with the adapter's name.</summary>
    public virtual string Device => Features.Device.Cpu;

    /// <summary>Why the network does not run on the GPU that auto tried first; null where there was none to try.</summary>
    internal virtual Sentence? InsteadOfGpu => null;

    /// <summary>How many images it takes to keep the device busy.</summary>
    internal virtual int SmallestBatch => 1;

    /// <summary>Of how many images a batch is a multiple, where all of the network's work is to count.</summary>
    internal virtual int BatchStep => 1;

    /// <summary>What a person should know of the features; null for nothing.</summary>
    internal virtual Sentence? Remark => null;

    /// <summary>Runs the network on one batch.</summary>
    /// <param name="planes">count x 3 x Size x Size values from <see cref="Preprocessing"/>.</param>
    /// <param name="count">The images in the batch.</param>
    /// <param name="features">Receives count rows of <see cref="Layout"/>.</param>
    public abstract void Run(ReadOnlyMemory<float> planes, int count, Span<float> features);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the network.</summary>
    protected abstract void Dispose(bool disposing);
}
