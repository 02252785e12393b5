using GanGate.Measuring;

namespace GanGate.Tests;

/// <summary>Sees whether and how far a measurement runs, and can hold it after its first batch.</summary>
internal sealed class Watch(bool hold = false) : IProgress<MeasurementProgress>, IDisposable
{
    private readonly ManualResetEventSlim _begun = new();
    private readonly ManualResetEventSlim _released = new(initialState: !hold);

    /// <summary>How often all images of a source were measured.</summary>
    public int Finished { get; private set; }

    /// <summary>Waits for the first batch.</summary>
    public void AwaitBegin(Task measurement)
    {
        SpinWait.SpinUntil(() => _begun.IsSet || measurement.IsCompleted, TimeSpan.FromMinutes(2));
        Assert.That(_begun.IsSet, Is.True, $"the measurement did not begin: {measurement.Exception}");
    }

    /// <summary>Lets a held measurement go on.</summary>
    public void Release() => _released.Set();

    public void Report(MeasurementProgress value)
    {
        _begun.Set();
        _released.Wait(TimeSpan.FromMinutes(2));
        if (value.Done == value.Total) Finished++;
    }

    public void Dispose()
    {
        _begun.Dispose();
        _released.Dispose();
    }
}
