namespace GanGate.Features;

/// <summary>How a set of images is run through a network; none of it changes the features.</summary>
public sealed record FeatureOptions
{
    /// <summary>Images per call of the network; 0 for a size that keeps all threads busy.</summary>
    public int BatchSize { get; init; }

    /// <summary>Threads that decode and resize; 0 for as many as there are cores.</summary>
    public int Threads { get; init; }

    /// <summary>Whether features that were measured before are taken from the user's cache, and new ones kept in it.</summary>
    public bool Cached { get; init; }

    /// <summary>Where the cache lies, but for the user's own.</summary>
    internal string? CacheFolder { get; init; }

    /// <summary>Told after each batch how many images are done.</summary>
    public IProgress<int>? Progress { get; init; }

    /// <summary>Stops the run; the images of one batch may still be finished.</summary>
    public CancellationToken Cancellation { get; init; }
}
