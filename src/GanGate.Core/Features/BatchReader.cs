using System.Collections.Concurrent;
using GanGate.Images;

namespace GanGate.Features;

/// <summary>
/// Decoded and preprocessed images in batches, in the source's order: while one batch is in use the next is being filled.
/// </summary>
internal sealed class BatchReader : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly IEnumerator<float[]> _images;
    private readonly ConcurrentStack<float[]> _spares = [];
    private readonly int _batchSize;
    private readonly int _length;
    private float[] _current;
    private float[] _next;
    private Task<int> _filling;

    /// <summary>Starts reading.</summary>
    /// <param name="source">The images.</param>
    /// <param name="preprocessing">What each image goes through.</param>
    /// <param name="batchSize">Images per batch; the last one may hold fewer.</param>
    /// <param name="threads">Threads that decode and preprocess.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public BatchReader(IImageSource source, Preprocessing preprocessing, int batchSize, int threads, CancellationToken cancellation)
    {
        _batchSize = batchSize;
        _length = 3 * preprocessing.Size * preprocessing.Size;
        _current = new float[batchSize * _length];
        _next = new float[batchSize * _length];
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _images = ImageReader.Read(source, image => Preprocess(image, preprocessing), threads, _stop.Token).GetEnumerator();
        _filling = Task.Run(Fill);
    }

    /// <summary>Waits for the next batch, which stays valid until the following call.</summary>
    /// <param name="count">The images in it; 0 at the end.</param>
    /// <returns>count x 3 x Size x Size values.</returns>
    /// <exception cref="GanGateException">GG2005: images are corrupt.</exception>
    public ReadOnlyMemory<float> Read(out int count)
    {
        count = _filling.GetAwaiter().GetResult();
        if (count > 0)
        {
            (_current, _next) = (_next, _current);
            _filling = Task.Run(Fill);
        }

        return _current.AsMemory(0, count * _length);
    }

    public void Dispose()
    {
        _stop.Cancel();
        Task.WaitAny(_filling); // Its own exception was thrown by Read, or is of no more interest.
        _images.Dispose();
        _stop.Dispose();
    }

    // An image is as large as a megabyte: the arrays go round instead of into the garbage.
    private float[] Preprocess(RgbImage image, Preprocessing preprocessing)
    {
        float[] planes = _spares.TryPop(out float[]? spare) ? spare : new float[_length];
        preprocessing.Apply(image, planes);
        return planes;
    }

    private int Fill()
    {
        int count = 0;
        while (count < _batchSize && _images.MoveNext())
        {
            _images.Current.CopyTo(_next, count++ * _length);
            _spares.Push(_images.Current);
        }

        return count;
    }
}
