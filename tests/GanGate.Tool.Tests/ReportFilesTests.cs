using GanGate.Tool.Commands;

namespace GanGate.Tests;

public class ReportFilesTests
{
    [Test]
    public async Task A_failed_gate_leaves_its_page_its_summary_and_a_line_of_history()
    {
        string page = DemoSet.Temporary("report.html"), summary = DemoSet.Temporary("summary.md"), history = DemoSet.Temporary("history.jsonl");
        string[] gate =
        [
            "gate", "--name", "it's", "--generated", DemoSet.CopyOfGood(40), "--reference", DemoSet.Statistics, "--max-fid", "0.001",
            "--report", page, "--markdown-file", summary, "--history", history, "--json",
        ];
        GanGateCommand first = await GanGateCommand.Run(gate);
        GanGateCommand second = await GanGateCommand.Run(gate);

        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((1, 1)), first.Error);
        Assert.That((string?)second.Json["command"], Does.StartWith("gangate gate --name 'it'\\''s' --generated "));
        Assert.That(await File.ReadAllLinesAsync(history), Has.Length.EqualTo(2).And.All.Contains("\"verdict\":\"failed\""));
        Assert.That(await File.ReadAllTextAsync(summary), Does.StartWith("## ❌ <code>it's</code> failed\n"));
        string html = await File.ReadAllTextAsync(page);
        Assert.That(html, Does.Contain("it&#39;s").And.Contain("2 results of this gate").And.Contain("Spectrum of the features"));
        Assert.That(html.Split("<img ").Length - 1, Is.EqualTo(30), "ten worst, ten best, ten typical");
    }

    [Test]
    public async Task A_distance_without_a_gate_and_without_samples_has_pages_too()
    {
        string page = DemoSet.Temporary("report.html"), summary = DemoSet.Temporary("summary.md");
        GanGateCommand command = await GanGateCommand.Run(
            "fid", DemoSet.Statistics, DemoSet.Statistics, "--report", page, "--markdown-file", summary);

        Assert.That(command.ExitCode, Is.Zero, command.Error);
        Assert.That(await File.ReadAllTextAsync(page), Does.Contain("Measured").And.Contain("Shift of each feature").And.Not.Contain("<img"));
        Assert.That(await File.ReadAllTextAsync(summary), Does.StartWith("## 📏 <code>"));
    }

    [Test]
    public async Task The_demo_leaves_a_page_of_both_gates()
    {
        string folder = DemoSet.Temporary("demo"), summary = DemoSet.Temporary("summary.md");
        GanGateCommand command = await GanGateCommand.Run("demo", "--out", folder, "--markdown-file", summary);

        Assert.That(command.ExitCode, Is.Zero, command.Error);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, "report.html")), Does.Contain("✗ 1 of 2 gates failed").And.Contain("--name spoiled --generated"));
        Assert.That(await File.ReadAllTextAsync(summary), Does.StartWith("# ❌ 1 of 2 gates failed"));
    }

    [Test]
    public async Task Two_options_cannot_name_one_file()
    {
        string file = DemoSet.Temporary("out");
        GanGateCommand command = await GanGateCommand.Run("fid", "a", "b", "--report", file, "--markdown-file", file);

        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2001: --report and --markdown-file name the same file"));
        Assert.That(file, Does.Not.Exist);
    }

    [TestCase("--report")]
    [TestCase("--markdown-file")]
    [TestCase("--history")]
    public async Task A_file_that_cannot_be_written_is_found_before_anything_is_measured(string option)
    {
        GanGateCommand command = await GanGateCommand.Run("fid", "no-such-samples", DemoSet.Statistics, option, Path.Combine(DemoSet.Folder, "no", "folder"));

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2010"));
    }

    [Test]
    public async Task A_broken_history_stops_the_run_before_it_begins_and_stays_as_it_is()
    {
        string history = DemoSet.Temporary("history.jsonl"), page = DemoSet.Temporary("report.html");
        await File.WriteAllTextAsync(history, "not a result\n");

        GanGateCommand command = await GanGateCommand.Run("fid", "no-such-samples", DemoSet.Statistics, "--history", history, "--report", page);

        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2080: line 1 of the history"));
        Assert.That(await File.ReadAllTextAsync(history), Is.EqualTo("not a result\n"));
        Assert.That(page, Does.Not.Exist);
    }

    [Test]
    public void A_command_is_quoted_as_a_shell_takes_it() => Assert.That(
        ReportOptions.ShellLine(["gangate", "fid", "a b", "$(rm x)", "it's", "", "plain/name-1.npz"]),
        Is.EqualTo("gangate fid 'a b' '$(rm x)' 'it'\\''s' '' plain/name-1.npz"));
}
