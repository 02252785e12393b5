using System.Diagnostics;

namespace GanGate.Benchmarks;

/// <summary>One run of the command as a process of its own.</summary>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="MegaBytes">The most memory it held, as far as looking every few milliseconds shows.</param>
internal readonly record struct CommandRun(double Seconds, double MegaBytes)
{
    private const int Look = 5;

    /// <summary>Runs the command.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static CommandRun Of(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "gangate.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Stopwatch clock = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        long most = 0;
        while (!process.WaitForExit(Look)) most = Math.Max(most, PeakOf(process));
        double seconds = clock.Elapsed.TotalSeconds;
        Task.WaitAll(output, error);
        return process.ExitCode == 0
            ? new CommandRun(seconds, most / 1e6)
            : throw new InvalidOperationException(string.Join(' ', arguments) + "\n" + error.Result);
    }

    private static long PeakOf(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
            return 0;
        }
    }
}
