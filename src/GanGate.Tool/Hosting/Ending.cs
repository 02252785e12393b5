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
}
