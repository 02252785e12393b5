namespace GanGate.Tool.Hosting;

/// <summary>
/// Ties a command to the program that runs it: that program keeps the command's input open as long as it wants the work. The input ends
/// when it closes it, and when it is gone, however it ended; so no killed build leaves an orphan.
/// </summary>
internal static class Attachment
{
    /// <summary>Cancels <paramref name="stop"/> at the end of the input.</summary>
    /// <param name="input">The command's standard input.</param>
    /// <param name="patience">How long the work may take to stop and clean up before the process ends all the same.</param>
    /// <param name="stop">What to cancel.</param>
    public static void Watch(Stream input, TimeSpan patience, CancellationTokenSource stop) =>
        new Thread(() => StopAtEnd(input, patience, stop)) { IsBackground = true, Name = "input" }.Start();

    private static void StopAtEnd(Stream input, TimeSpan patience, CancellationTokenSource stop)
    {
        Span<byte> ignored = stackalloc byte[64];
        while (input.Read(ignored) > 0)
        {
        }

        Ending.Ask(stop);
        Thread.Sleep(patience);
        Environment.Exit(Ending.Cancelled);
    }
}
