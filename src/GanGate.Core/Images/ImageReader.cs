using System.Runtime.ExceptionServices;

namespace GanGate.Images;

/// <summary>Decodes a source's images on several threads and hands them out in the source's order.</summary>
internal static class ImageReader
{
    // Enough for one batch of the network to be ready when the one before it is done.
    private const int WindowPerThread = 8;

    private const int ListedFailures = 10;

    /// <summary>Decodes and transforms every image, at most a few per thread ahead of the caller.</summary>
    /// <param name="source">The images.</param>
    /// <param name="transform">Called on several threads at once, once per image. An <see cref="ImageDecodingException"/> it throws counts as a corrupt image.</param>
    /// <param name="threads">How many threads decode.</param>
    /// <param name="cancellation">Ends the enumeration once the images being decoded are done.</param>
    /// <returns>One result per image, in order. The threads start with the enumeration and end with it, however it ends.</returns>
    /// <exception cref="GanGateException">
    /// GG2005 images are corrupt: the rest is then still decoded, to name all of them; after ten it stops.
    /// The details are lines "name: reason".
    /// </exception>
    /// <exception cref="OperationCanceledException">The enumeration was cancelled.</exception>
    public static IEnumerable<T> Read<T>(IImageSource source, Func<RgbImage, T> transform, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(transform);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return Enumerate(source, transform, Math.Min(threads, Math.Max(1, source.Count)), cancellation);
    }

    private static IEnumerable<T> Enumerate<T>(IImageSource source, Func<RgbImage, T> transform, int threads, CancellationToken cancellation)
    {
        using Reading<T> reading = new(source, transform, threads * WindowPerThread);
        using CancellationTokenRegistration wakeUp = cancellation.Register(reading.Stop);
        reading.Start(threads);
        for (int i = 0; i < source.Count && reading.TryTake(i, out T? result); i++)
        {
            yield return result!;
        }

        reading.Join();
        cancellation.ThrowIfCancellationRequested();
        reading.ThrowIfFailed();
    }

    /// <summary>The state that the decoding threads and the caller share; everything in it is guarded by its lock.</summary>
    private sealed class Reading<T>(IImageSource source, Func<RgbImage, T> transform, int window) : IDisposable
    {
        private readonly object _lock = new();
        private readonly T?[] _results = new T?[window];
        private readonly bool[] _ready = new bool[window];
        private readonly List<(int Index, string Reason)> _corrupt = [];
        private readonly List<Thread> _threads = [];
        private ExceptionDispatchInfo? _fault;
        private int _next;
        private int _taken;
        private bool _stopped;

        public void Start(int threads)
        {
            for (int i = 0; i < threads; i++)
            {
                Thread thread = new(Work) { IsBackground = true, Name = $"GanGate image reader {i}" };
                _threads.Add(thread);
                thread.Start();
            }
        }

        /// <summary>Waits for a result; false when it will not come.</summary>
        public bool TryTake(int index, out T? result)
        {
            lock (_lock)
            {
                int slot = index % window;
                while (!_ready[slot] && !_stopped && _corrupt.Count == 0)
                {
                    Monitor.Wait(_lock);
                }

                bool ready = _ready[slot] && !_stopped && _corrupt.Count == 0;
                result = ready ? _results[slot] : default;
                _results[slot] = default;
                _ready[slot] = false;
                _taken = index + 1;
                Monitor.PulseAll(_lock);
                return ready;
            }
        }

        public void Stop()
        {
            lock (_lock)
            {
                _stopped = true;
                Monitor.PulseAll(_lock);
            }
        }

        public void Join() => _threads.ForEach(thread => thread.Join());

        public void Dispose()
        {
            Stop();
            Join();
        }

        public void ThrowIfFailed()
        {
            _fault?.Throw();
            if (_corrupt.Count > 0)
            {
                throw Corrupt();
            }
        }

        private void Work()
        {
            try
            {
                while (TryBegin(out int index, out bool listOnly))
                {
                    Process(index, listOnly);
                }
            }
#pragma warning disable CA1031 // It is thrown again on the caller's thread.
            catch (Exception e)
#pragma warning restore CA1031
            {
                lock (_lock)
                {
                    _fault ??= ExceptionDispatchInfo.Capture(e);
                }

                Stop();
            }
        }

        /// <summary>The next image to decode, once there is room for its result.</summary>
        private bool TryBegin(out int index, out bool listOnly)
        {
            lock (_lock)
            {
                while (!_stopped && _corrupt.Count == 0 && _next < source.Count && _next >= _taken + window)
                {
                    Monitor.Wait(_lock);
                }

                listOnly = _corrupt.Count > 0;
                index = _next;
                return !_stopped && _corrupt.Count < ListedFailures && _next++ < source.Count;
            }
        }

        private void Process(int index, bool listOnly)
        {
            T? result = default;
            string? reason = null;
            try
            {
                RgbImage image = source.Decode(index);
                result = listOnly ? default : transform(image);
            }
            catch (ImageDecodingException e)
            {
                reason = e.Message;
            }

            lock (_lock)
            {
                if (reason is not null)
                {
                    _corrupt.Add((index, reason));
                }
                else if (!listOnly)
                {
                    _results[index % window] = result;
                    _ready[index % window] = true;
                }

                Monitor.PulseAll(_lock);
            }
        }

        // Images are begun in order and all that were begun are done, so these are the first ones, whatever the threads did.
        private GanGateException Corrupt()
        {
            (string Name, string Reason)[] listed =
                [.. _corrupt.OrderBy(failure => failure.Index).Take(ListedFailures).Select(failure => (source.NameOf(failure.Index), failure.Reason))];
            string count = _corrupt.Count < ListedFailures ? $"{listed.Length}" : $"{ListedFailures} or more";
            string verdict = FormattableString.Invariant($"{count} of {source.Count:N0} images in '{source.Description}' could not be decoded");
            string names = string.Join(", ", listed.Select(failure => $"{failure.Name} ({failure.Reason})"));
            return new GanGateException(
                ErrorCodes.CorruptImages, $"{verdict}: {names}", details: [.. listed.Select(failure => $"{failure.Name}: {failure.Reason}")]);
        }
    }
}
