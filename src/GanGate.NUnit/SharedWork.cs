namespace GanGate.NUnit;

/// <summary>
/// Long work that several callers want: done once for each key and kept. A caller that gives up leaves it to the others; when the last
/// one gives up, it is stopped. Work that failed is begun anew by the next caller.
/// </summary>
internal sealed class SharedWork<T>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Work> _works = new(StringComparer.Ordinal);

    /// <summary>Waits for the work of a key, which is begun if need be.</summary>
    /// <param name="key">Stands for all that the result depends on.</param>
    /// <param name="begin">The work; its token fires when nobody waits any more.</param>
    /// <param name="cancellation">Ends this caller's wait.</param>
    public async Task<T> GetAsync(string key, Func<CancellationToken, T> begin, CancellationToken cancellation)
    {
        Work work = Join(key, begin);
        try
        {
            return await work.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            Leave(key, work);
        }
    }

    private Work Join(string key, Func<CancellationToken, T> begin)
    {
        lock (_lock)
        {
            if (!_works.TryGetValue(key, out Work? work))
            {
                _works.Add(key, work = Work.Begin(begin));
            }

            work.Waiting++;
            return work;
        }
    }

    private void Leave(string key, Work work)
    {
        lock (_lock)
        {
            bool last = --work.Waiting == 0;
            if (work.Task.IsCompletedSuccessfully || !(last || work.Task.IsCompleted)) return;
            if (_works.TryGetValue(key, out Work? current) && current == work) _works.Remove(key);
        }

        work.Stop.Cancel();
    }

    // The source of the token has no timer and is not linked, so that nothing waits for its disposal.
    private sealed record Work(Task<T> Task, CancellationTokenSource Stop)
    {
        public int Waiting { get; set; }

        public static Work Begin(Func<CancellationToken, T> begin)
        {
            CancellationTokenSource stop = new();

            // A thread of its own: the work takes minutes, and blocks.
            Task<T> task = System.Threading.Tasks.Task.Factory.StartNew(
                () => begin(stop.Token), stop.Token, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
            return new Work(task, stop);
        }
    }
}
