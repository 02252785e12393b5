using GanGate.Tool;
using GanGate.Tool.Terminal;

namespace GanGate.Tests;

public class TerminalTests
{
    [TestCase(true, true, null, "xterm", true, true)]
    [TestCase(false, true, null, "xterm", false, true)]
    [TestCase(true, false, null, "xterm", true, false)]
    [TestCase(true, true, "1", "xterm", false, true)]
    [TestCase(true, true, "", "xterm", true, true)]
    [TestCase(true, true, null, "dumb", false, false)]
    [TestCase(true, true, null, null, true, true)]
    public void Colours_and_bars_come_only_where_a_terminal_shows_them(
        bool outIsTerminal, bool errorIsTerminal, string? noColor, string? term, bool colors, bool bars)
    {
        TerminalStreams streams = TerminalStreams.Of(
            TextWriter.Null, TextWriter.Null, outIsTerminal, errorIsTerminal, name => name == "NO_COLOR" ? noColor : term);

        Assert.That((streams.Colors, streams.Interactive), Is.EqualTo((colors, bars)));
        Assert.That(streams.OneScreen, Is.EqualTo(outIsTerminal && errorIsTerminal));
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public async Task On_one_screen_a_failed_rule_is_said_once(bool oneScreen, bool line)
    {
        using StringWriter output = new(), error = new();
        string[] gate = ["gate", "--generated", DemoSet.Folders.Spoiled, "--reference", DemoSet.Statistics, "--max-fid", "0", "--expect-count", "7"];

        int exitCode = await CommandLine.RunAsync(gate, new TerminalStreams(output, error, Colors: false, Interactive: false, oneScreen));

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output.ToString(), Does.Contain("\n  GG1001     ").And.Contain("\n  warning    GG1003: "));
        Assert.That(error.ToString().Contains("gangate : error GG1001: ", StringComparison.Ordinal), Is.EqualTo(line));
    }

    [Test]
    public async Task A_file_name_cannot_break_a_line_of_the_log()
    {
        string folder = DemoSet.CopyOfGood(3);
        File.WriteAllText(Path.Combine(folder, "a\nb\u001b[2J.png"), "not a picture");

        GanGateCommand command = await GanGateCommand.Run("fid", folder, DemoSet.Statistics);

        Assert.That(command.ErrorLines.Single(), Does.Contain("a b\ufffd[2J.png"));
        Assert.That(command.Error, Does.Not.Contain("\u001b"));
    }

    [TestCase(0, 0, "0 of 5,000")]
    [TestCase(1200, 60, "1,200 of 5,000, 20/s")]
    [TestCase(1, 8, "1 of 5,000, 0.1/s")]
    public void Progress_shows_a_rate(double done, double seconds, string shown) =>
        Assert.That(RateColumn.Describe(done, 5000, TimeSpan.FromSeconds(seconds)), Is.EqualTo(shown));

    [TestCase(89, "89 s")]
    [TestCase(90, "2 min")]
    [TestCase(3600, "60 min")]
    [TestCase(7500, "2 h 5 min")]
    public void The_time_left_is_rough(double seconds, string shown) => Assert.That(Duration.About(TimeSpan.FromSeconds(seconds)), Is.EqualTo(shown));
}
