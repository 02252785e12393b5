namespace GanGate.Tool.Hosting;

/// <summary>How a command ends that did not come to its end by itself.</summary>
internal static class Ending
{
    /// <summary>What a cancelled command exits with, as shells do for SIGINT.</summary>
    public const int Cancelled = 130;

    /// <summary>Long enough to finish one pass of the network and remove temporary files.</summary>
    public static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long work that ran out of time may take to stop before the process ends all the same.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Asks work to stop. Nothing that goes wrong with that ends the process: the work may be done, or fail as it stops.</summary>
    public static void Ask(CancellationTokenSource stop)
    {
        try
        {
            stop.Cancel();
        }
        catch (Exception failure) when (failure is ObjectDisposedException or AggregateException)
        {
            // The work says itself how it ended.
        }
    }
}
