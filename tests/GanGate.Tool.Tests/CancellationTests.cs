using System.Diagnostics;

namespace GanGate.Tests;

/// <summary>Signals reach a process of its own.</summary>
public class CancellationTests
{
    [TestCase("INT")]
    [TestCase("TERM")]
    [Platform("Linux,MacOsX")]
    public async Task A_signal_stops_the_command_with_130_and_leaves_nothing_behind(string signal)
    {
        CtrlC.RequireFor(signal);

        // So many samples that the measurement does not end by itself.
        string output = DemoSet.Temporary("statistics.npz"), model = new TestGenerator().Write(DemoSet.Temporary("model.onnx"));
        ProcessStartInfo start = new("dotnet", ["exec", typeof(GanGate.Tool.Terminal.TerminalStreams).Assembly.Location,
            "stats", model, "--num", "10000000", "--protocol", "pyramid", "--threads", "1", "-o", output])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();

        // Until the measurement holds the memory of a network, so that the signal comes in the midst of it.
        while (!process.HasExited && process.WorkingSet64 < 75_000_000)
        {
            await Task.Delay(20);
            process.Refresh();
        }

        using Process kill = Process.Start("kill", ["-s", signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.EqualTo(130));
        Assert.That(await error, Does.Contain("gangate : cancelled"));
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(output)!), Is.Empty);
    }
}
