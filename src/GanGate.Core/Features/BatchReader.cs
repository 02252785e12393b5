using System.Collections.Concurrent;
using GanGate.Images;

namespace GanGate.Features;

/// <summary>
/// Decoded and preprocessed images in batches, in the source's order: while one batch is in use the next is being filled.
/// </summary>
internal sealed class BatchReader : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly IEnumerator<FeatureInput> _images;
    private readonly ConcurrentStack<float[]> _spares = [];
    private readonly FeatureCache? _cache;
    private readonly int _length;
    private readonly int _rowLength;
    private FeatureBatch _current;
    private FeatureBatch _next;
    private Task _filling;

    /// <summary>Starts reading.</summary>
    /// <param name="source">The images.</param>
    /// <param name="extractor">Says what each image goes through.</param>
    /// <param name="cache">Knows the rows of images that were measured before; null for none.</param>
    /// <param name="batchSize">Images per batch that the network has to see; the last one may hold fewer.</param>
    /// <param name="threads">Threads that decode and preprocess.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public BatchReader(
        IImageSource source, Extractor extractor, FeatureCache? cache, int batchSize, int threads, CancellationToken cancellation)
    {
        Preprocessing preprocessing = extractor.Preprocessing;
        (_cache, _length, _rowLength) = (cache, 3 * preprocessing.Size * preprocessing.Size, extractor.Layout.Length);
        (_current, _next) = (new FeatureBatch(batchSize, _length), new FeatureBatch(batchSize, _length));
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _images = ImageReader.Read(source, image => Prepare(image, preprocessing), threads, _stop.Token).GetEnumerator();
        _filling = Task.Run(Fill, CancellationToken.None);
    }

    /// <summary>Waits for the next batch, which stays valid until the following call.</summary>
    /// <returns>The images; none at the end.</returns>
    /// <exception cref="GanGateException">GG2005: images are corrupt.</exception>
    public FeatureBatch Read()
    {
        _filling.GetAwaiter().GetResult();
        (_current, _next) = (_next, _current);
        if (_current.Count > 0) _filling = Task.Run(Fill);
        return _current;
    }

    public void Dispose()
    {
        _stop.Cancel();
        Task.WaitAny(_filling); // Its own exception was thrown by Read, or is of no more interest.
        _images.Dispose();
        _stop.Dispose();
    }

    // An image is as large as a megabyte: the arrays go round instead of into the garbage.
    private FeatureInput Prepare(RgbImage image, Preprocessing preprocessing)
    {
        PixelHash hash = _cache is null ? default : PixelHash.Of(image);
        if (_cache is not null && KnownRow(_cache, hash) is float[] row) return new FeatureInput(row, IsKnown: true, hash);
        float[] planes = _spares.TryPop(out float[]? spare) ? spare : new float[_length];
        preprocessing.Apply(image, planes);
        return new FeatureInput(planes, IsKnown: false, hash);
    }

    private float[]? KnownRow(FeatureCache cache, PixelHash hash)
    {
        float[] row = new float[_rowLength];
        return cache.TryRead(hash, row) ? row : null;
    }

    private void Fill()
    {
        _next.Clear();
        while (!_next.IsFull && _images.MoveNext())
        {
            FeatureInput image = _images.Current;
            _next.Add(image);
            if (!image.IsKnown) _spares.Push(image.Values);
        }
    }
}
