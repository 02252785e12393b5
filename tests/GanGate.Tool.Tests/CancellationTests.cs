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

        Send(signal, process);
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.EqualTo(130));
        Assert.That(await error, Does.Contain("gangate : cancelled"));
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(output)!), Is.Empty);
    }

    /// <summary>Nothing can stop the reading of a file that seems to be endless, so the process ends by itself in the end.</summary>
    [Test]
    [Category("Slow")]
    [Platform("Linux")]
    public async Task Signals_while_nothing_can_stop_end_the_command_with_130_all_the_same()
    {
        string model = DemoSet.Temporary("endless.onnx");
        using (FileStream file = File.Create(model)) file.SetLength(1L << 42);
        ProcessStartInfo start = new("dotnet", ["exec", typeof(GanGate.Tool.Terminal.TerminalStreams).Assembly.Location,
            "stats", model, "--num", "10", "--protocol", "pyramid", "-o", DemoSet.Temporary("statistics.npz")])
        {
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        await Task.Delay(TimeSpan.FromSeconds(3));
        for (int signal = 0; signal < 3; signal++)
        {
            Send("TERM", process);
            await Task.Delay(100);
        }

        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.EqualTo(130));
        Assert.That(await error, Is.EqualTo("gangate : cancelled\n"));
    }

    private static void Send(string signal, Process process)
    {
        using Process kill = Process.Start("kill", ["-s", signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
