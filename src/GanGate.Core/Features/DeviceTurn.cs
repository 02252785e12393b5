namespace GanGate.Features;

/// <summary>The right to open, run or close a session on a device. WebGPU's provider crashes when two threads of a process do so at once.</summary>
internal readonly struct DeviceTurn : IDisposable
{
    private readonly object? _gate;

    private DeviceTurn(object? gate) => _gate = gate;

    /// <summary>Waits for it; devices that serve all at once give it at once.</summary>
    /// <param name="device">null for the processor.</param>
    public static DeviceTurn On(SessionDevice? device)
    {
        if (device?.OneAtATime is object gate) Monitor.Enter(gate);
        return new DeviceTurn(device?.OneAtATime);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_gate is not null) Monitor.Exit(_gate);
    }
}
