using System.Runtime.InteropServices;

namespace GanGate.Tool.Hosting;

/// <summary>
/// Ctrl-C and SIGTERM ask the work to stop. Where it does not within a time, the process ends all the same; until then further signals change
/// nothing, so that it can clean up.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly PosixSignalRegistration[] _signals;
    private readonly CancellationTokenSource _stop;
    private readonly TaskCompletionSource _over = new();
    private readonly TimeSpan _patience;
    private readonly Action _stuck;
    private bool _heard;

    /// <summary>Listens from now on.</summary>
    /// <param name="stop">What is cancelled.</param>
    /// <param name="patience">How long the work may take to stop then.</param>
    /// <param name="stuck">What to do when it does not.</param>
    public Interruption(CancellationTokenSource stop, TimeSpan patience, Action stuck)
    {
        (_stop, _patience, _stuck) = (stop, patience, stuck);
        _signals = [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM]).Select(signal => PosixSignalRegistration.Create(signal, Heard))];
    }

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals) signal.Dispose();
        _over.SetResult();
    }

    private void Heard(PosixSignalContext context)
    {
        context.Cancel = true;
        if (!Interlocked.Exchange(ref _heard, true)) new Thread(Wait) { IsBackground = true, Name = "gangate interruption" }.Start();
    }

    private void Wait()
    {
        Ending.Ask(_stop);
        if (!_over.Task.Wait(_patience)) _stuck();
    }
}
