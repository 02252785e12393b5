using System.Diagnostics.Tracing;

namespace GanGate.Tests.Numerics;

/// <summary>Counts the loops that the current thread begins to share with other threads, by the runtime's own events.</summary>
internal sealed class ParallelLoops : EventListener
{
    private const string Source = "System.Threading.Tasks.Parallel.EventSource";
    private const int LoopBegins = 1;

    private readonly int _thread = Environment.CurrentManagedThreadId;

    public int Count { get; private set; }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Source) EnableEvents(eventSource, EventLevel.Informational);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventId == LoopBegins && Environment.CurrentManagedThreadId == _thread) Count++;
    }
}
