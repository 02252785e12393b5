namespace GanGate.Tool.Hosting;

/// <summary>Cancels a measurement that takes longer than it may.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly ManualResetEventSlim _over = new();
    private readonly Thread _clock;

    /// <summary>Starts the clock, on a thread of its own: those of the pool are all busy when the limit matters.</summary>
    /// <param name="limit">The time from now on.</param>
    /// <param name="stop">What is cancelled.</param>
    /// <param name="patience">How long the work may take to stop then.</param>
    /// <param name="stuck">What to do when it does not: a read from a dead file system may never return.</param>
    public TimeLimit(TimeSpan limit, CancellationTokenSource stop, TimeSpan patience, Action stuck)
    {
        _clock = new Thread(() =>
        {
            if (_over.Wait(limit)) return;
            Ending.Ask(stop);
            if (!_over.Wait(patience)) stuck();
        })
        { IsBackground = true, Name = "gangate time limit" };
        _clock.Start();
    }

    /// <summary>Stops the clock.</summary>
    public void Dispose()
    {
        _over.Set();
        _clock.Join();
        _over.Dispose();
    }
}
