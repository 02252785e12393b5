using System.Diagnostics;

namespace GanGate.Tests;

/// <summary>The command as a build runs it: tied to the build by its input, and waiting for its turn.</summary>
public class AttachedTests
{
    private static readonly string[] Measurement = ["stats", DemoSet.Folders.Reference, "--protocol", "pyramid", "--threads", "1", "--attached"];

    [Test]
    public async Task The_end_of_the_input_stops_a_measurement_with_130_and_leaves_nothing_behind()
    {
        string output = DemoSet.Temporary("statistics.npz");
        using Process process = Start([.. Measurement, "-o", output]);
        Task<string> error = process.StandardError.ReadToEndAsync();

        // Until it holds the memory of a network, so that the end comes in the midst of it.
        while (!process.HasExited && process.WorkingSet64 < 75_000_000)
        {
            await Task.Delay(20);
            process.Refresh();
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.EqualTo(130));
        Assert.That(await error, Does.Contain("gangate : cancelled"));
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(output)!), Is.Empty);
    }

    [Test]
    public async Task A_measurement_waits_for_a_place_and_its_time_limit_for_the_measurement()
    {
        string home = Path.GetDirectoryName(DemoSet.Temporary("home"))!;
        Directory.CreateDirectory(Path.Combine(home, "slots"));
        FileStream taken = new(Path.Combine(home, "slots", "0.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        using Process process = Start(
            ["gate", "--generated", DemoSet.Folders.Good, "--reference", DemoSet.Folders.Good, "--protocol", "pyramid", "--max-fid", "1",
                "--attached", "--slots", "1", "--timeout", "0.001"],
            home);

        string? waiting = await process.StandardError.ReadLineAsync();
        await Task.Delay(50);
        bool ended = process.HasExited;
        await taken.DisposeAsync();
        string? after = await process.StandardError.ReadLineAsync();
        await process.WaitForExitAsync();

        Assert.That(waiting, Is.EqualTo("gangate : waiting for another measurement on this machine"));
        Assert.That(ended, Is.False);
        Assert.That(after, Does.StartWith("gangate : error GG4002: "));
    }

    [Test]
    public async Task A_store_that_cannot_be_written_stops_no_measurement()
    {
        string home = DemoSet.Temporary("file");
        await File.WriteAllTextAsync(home, "no folder");
        using Process process = Start(["fid", DemoSet.Folders.Good, DemoSet.Folders.Good, "--protocol", "pyramid", "--slots", "1"], home);

        Task<string> output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.Zero);
        Assert.That(await output, Does.StartWith("FD (pyramid)-500 "));
    }

    private static Process Start(string[] arguments, string? home = null)
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(GanGate.Tool.Terminal.TerminalStreams).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        if (home is not null) start.Environment["GANGATE_HOME"] = home;
        return Process.Start(start)!;
    }
}
