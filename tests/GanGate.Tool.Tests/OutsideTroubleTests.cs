using System.Diagnostics;
using GanGate.Tool;
using GanGate.Tool.Terminal;

namespace GanGate.Tests;

/// <summary>What a person or a machine can do to the command from outside is never told as a fault of our own.</summary>
public class OutsideTroubleTests
{
    private static readonly string Gangate = typeof(CommandLine).Assembly.Location;

    [TestCase("stats", "show", "STATISTICS")]
    [TestCase("stats", "show", "STATISTICS", "--json")]
    [TestCase("--help")]
    [TestCase("--version")]
    public async Task A_full_disk_under_standard_output_is_named(params string[] arguments)
    {
        using StringWriter error = new();
        TerminalStreams streams = new(new StandardWriter(new FullWriter(), "standard output"), error, Colors: false, Interactive: false);

        int exitCode = await CommandLine.RunAsync([.. arguments.Select(argument => argument == "STATISTICS" ? DemoSet.Statistics : argument)], streams);

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error.ToString(), Is.EqualTo("gangate : error GG2010: standard output cannot be written: full\n"));
    }

    [Test]
    public async Task An_error_that_standard_output_cannot_take_stays_the_error()
    {
        using StringWriter error = new();
        TerminalStreams streams = new(new StandardWriter(new FullWriter(), "standard output"), error, Colors: false, Interactive: false);

        int exitCode = await CommandLine.RunAsync(["fid", "/nowhere", DemoSet.Statistics, "--json"], streams);

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error.ToString(), Does.StartWith("gangate : error GG2002: ").And.Not.Contain("GG2010"));
    }

    [Test]
    public async Task Notes_that_cannot_be_written_stop_nothing()
    {
        using StringWriter output = new();
        TerminalStreams streams = new(output, new StandardWriter(new FullWriter(), name: null), Colors: false, Interactive: false);

        int exitCode = await CommandLine.RunAsync(["fid", DemoSet.CopyOfGood(8), DemoSet.Statistics, "--json"], streams);

        Assert.That(exitCode, Is.Zero);
        Assert.That(output.ToString(), Does.Contain("\"value\""));
    }

    [TestCase("pdf")]
    [TestCase("jpg")]
    [TestCase("html")]
    public async Task A_plot_is_refused_that_would_not_be_what_its_name_says(string ending)
    {
        string plot = DemoSet.Temporary($"c.{ending}");
        GanGateCommand command = await GanGateCommand.Run("train", "saddle", "--plot", plot);

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain($"GG2001: --plot draws SVG and PNG, not '.{ending}'"));
        Assert.That(File.Exists(plot), Is.False);
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void A_current_folder_that_is_gone_is_named()
    {
        string folder = Directory.CreateDirectory(DemoSet.Temporary("gone")).FullName;
        string error = Shell($"cd '{folder}' && rmdir '{folder}' && dotnet '{Gangate}' fid samples photos --protocol pyramid");

        Assert.That(error, Does.StartWith("gangate : error GG2012: the current folder is gone"));
    }

    [TestCase("a.npz")]
    [TestCase("a.zip")]
    [TestCase("a.npy")]
    [TestCase("a.bin")]
    [TestCase("a.idx.gz")]
    [TestCase("a.onnx", "--num", "4")]
    [Platform("Linux,MacOsX")]
    [CancelAfter(60_000)]
    public async Task A_pipe_in_place_of_a_file_is_refused_and_not_waited_for(params string[] source)
    {
        string pipe = DemoSet.Temporary(source[0]);
        Shell($"mkfifo '{pipe}'");

        GanGateCommand command = await GanGateCommand.Run(["fid", pipe, DemoSet.Statistics, .. source[1..]]);

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("is empty, or a pipe or a device"));
    }

    private static string Shell(string command)
    {
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return error;
    }

    private sealed class FullWriter : StringWriter
    {
        public override void Write(char value) => throw new IOException("full");

        public override void Write(string? value) => throw new IOException("full");

        public override void Write(char[] buffer, int index, int count) => throw new IOException("full");

        public override void WriteLine() => throw new IOException("full");

        public override void WriteLine(string? value) => throw new IOException("full");
    }
}
