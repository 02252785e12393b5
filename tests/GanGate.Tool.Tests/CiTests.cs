using GanGate.Measuring;
using GanGate.Reporting;
using GanGate.Tool.Ci;

namespace GanGate.Tests;

/// <summary>What CI systems are told; the whole of GitHub's is played in GanGate.Action.Tests.</summary>
public class CiTests
{
    private static readonly string[] Gate = ["gate", "--generated", "", "--reference", "", "--max-fid", "0.001"];

    private static string[] GateOfDemo => [.. Gate.Select((word, at) => at switch { 2 => DemoSet.Folders.Good, 4 => DemoSet.Statistics, _ => word })];

    [Test]
    public async Task Azure_pipelines_gets_an_issue_and_output_variables_and_nothing_on_the_other_stream()
    {
        GanGateCommand command = await GanGateCommand.Run([.. GateOfDemo, "--ci", "azure", "--name", "50%; a]b"]);

        Assert.That(command.ExitCode, Is.EqualTo(1));
        Assert.That(command.Error, Is.Empty);
        Assert.That(command.Out, Does.Contain("##vso[task.logissue type=error;code=GG1001]GG1001: 50%AZP25; a]b: FD (pyramid)"));
        Assert.That(command.Out, Does.Contain("##vso[task.setvariable variable=verdict;isOutput=true]failed\n"));
        Assert.That(command.Out, Does.Match(@"##vso\[task\.setvariable variable=fid;isOutput=true\][0-9.]+\n"));
    }

    [Test]
    public async Task A_gate_that_ran_out_of_time_has_an_error_for_a_verdict()
    {
        GanGateCommand command = await GanGateCommand.Run([.. GateOfDemo, "--ci", "azure", "--timeout", "0.001"]);

        Assert.That(command.ExitCode, Is.EqualTo(124));
        Assert.That(command.Out, Does.Contain("##vso[task.logissue type=error;code=GG4002]").And.Contain("variable=verdict;isOutput=true]error\n"));
    }

    [Test]
    public void Azure_pipelines_gets_the_summary_and_the_page_as_files()
    {
        string folder = Directory.CreateDirectory(DemoSet.Temporary("agent")).FullName;
        using StringWriter output = new();
        CiSystem azure = CiSystem.NamedIn(["gate", "--ci=azure"], output, name => name == "AGENT_TEMPDIRECTORY" ? folder : "")!;

        azure.Subject = new CiSubject("faces", Comment: false);
        azure.Fail(new GanGateException(ErrorCodes.SourceMissing, "no [samples]"));
        string summary = Directory.GetFiles(folder).Single();

        Assert.That(output.ToString(), Does.Contain($"##vso[task.uploadsummary]{summary}\n").And.Not.Contain("artifact.upload"));
        Assert.That(File.ReadAllText(summary), Does.Contain("<code>faces</code> has no verdict").And.Contain("GG2002").And.Contain("&#91;samples"));
        Assert.That(output.ToString(), Does.Contain("variable=verdict;isOutput=true]error\n"));

        output.GetStringBuilder().Clear();
        azure.Publish(new CiResult(azure.Subject, [DemoReport()], Single: true, "report.html"), default);
        Assert.That(output.ToString(), Does.Contain($"artifactname=gangate]{Path.GetFullPath("report.html")}\n"));
    }

    [Test]
    public void What_is_no_command_of_ours_cannot_be_read_as_one()
    {
        using StringWriter output = new();
        CiSystem github = CiSystem.NamedIn(["--ci", "github"], output, _ => null)!;

        github.Log.WriteLine("::error::a");
        github.Log.Write(" \t::set-output name=b::c\r::error::d");
        github.Log.Write("\nname ###[error]e ##vso[task.complete]f ::g");
        github.Warning("GG1003", "50% of\nall");

        Assert.That(output.ToString(), Is.EqualTo(
            ": :error::a\n \t: :set-output name=b::c ::error::d\nname # # #[error]e # #vso[task.complete]f ::g\n"
            + "::warning title=GanGate::GG1003: 50%25 of%0Aall\n"));
    }

    [TestCase("--ci github --json", "--json cannot be given beside --ci")]
    [TestCase("--comment", "--comment needs --ci github")]
    [TestCase("--ci azure --comment", "--comment is for --ci github")]
    [TestCase("--ci gitlab", "'gitlab'")]
    [TestCase("--ci:github", "write '--ci github' on the command line itself")]
    public async Task Options_that_do_not_go_together_are_wrong_usage(string options, string reason)
    {
        GanGateCommand command = await GanGateCommand.Run([.. GateOfDemo, .. options.Split(' ')]);

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.Out + command.Error, Does.Contain("GG2001: ").And.Contain(reason));
    }

    [Test]
    public async Task The_rules_are_written_as_junit()
    {
        string file = DemoSet.Temporary("junit.xml");

        GanGateCommand command = await GanGateCommand.Run([.. GateOfDemo, "--junit", file]);

        Assert.That(command.ExitCode, Is.EqualTo(1));
        Assert.That(File.ReadAllText(file), Does.StartWith("<?xml").And.Contain("<failure type=\"GG1001\""));
    }

    [Test]
    public async Task The_command_in_a_report_is_the_one_that_measures_the_same_again()
    {
        string file = DemoSet.Temporary("report.json");

        await GanGateCommand.Run(["gate", "--ci=github", "--json-file", file, .. GateOfDemo[1..], "--comment", "--no-progress", "--threads", "2"]);

        Assert.That(ReportFile.Read(file).Single().Command, Is.EqualTo(
            $"gangate gate --generated {DemoSet.Folders.Good} --reference {DemoSet.Statistics} --max-fid 0.001 --threads 2"));
    }

    [Test]
    public async Task The_statistics_of_reference_images_are_kept_and_taken_again()
    {
        string folder = DemoSet.Temporary("references"), reference = DemoSet.CopyOfGood(20);
        string[] gate =
        [
            "gate", "--generated", DemoSet.CopyOfGood(30), "--reference", reference, "--protocol", "pyramid", "--max-fid", "1000", "--json",
            "--reference-cache", folder,
        ];
        GanGateCommand first = await GanGateCommand.Run(gate);
        string kept = Directory.GetFiles(folder).Single();
        DateTime written = File.GetLastWriteTimeUtc(kept);

        GanGateCommand second = await GanGateCommand.Run(gate);
        Assert.That((double)second.Json["value"]!, Is.EqualTo((double)first.Json["value"]!));
        Assert.That((string?)second.Json["reference"]!["source"], Is.EqualTo(reference));
        Assert.That(File.GetLastWriteTimeUtc(kept), Is.EqualTo(written));

        File.Delete(Directory.GetFiles(reference)[0]);
        GanGateCommand third = await GanGateCommand.Run(gate);
        Assert.That((double)third.Json["value"]!, Is.Not.EqualTo((double)first.Json["value"]!));
        Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_damaged_file_of_the_cache_is_measured_anew_and_a_gate_on_copies_does_without()
    {
        string folder = DemoSet.Temporary("references"), samples = DemoSet.CopyOfGood(20);
        string[] gate =
            ["gate", "--generated", samples, "--reference", samples, "--protocol", "pyramid", "--json", "--reference-cache", folder];
        GanGateCommand copies = await GanGateCommand.Run([.. gate, "--max-copies", "100%"]);
        Assert.That((int)copies.Json["copied"]!["count"]!, Is.EqualTo(20));
        Assert.That(Directory.Exists(folder), Is.False);

        GanGateCommand first = await GanGateCommand.Run([.. gate, "--max-fid", "1000"]);
        File.WriteAllText(Directory.GetFiles(folder).Single(), "cut");
        GanGateCommand second = await GanGateCommand.Run([.. gate, "--max-fid", "1000"]);

        Assert.That((double)second.Json["value"]!, Is.EqualTo((double)first.Json["value"]!), second.Error);
    }

    [Test]
    public async Task A_cache_that_cannot_be_made_is_an_error_before_the_work()
    {
        string file = DemoSet.Temporary("file"), samples = DemoSet.CopyOfGood(20);
        File.WriteAllText(file, "");

        GanGateCommand command = await GanGateCommand.Run(
            "gate", "--generated", samples, "--reference", samples, "--protocol", "pyramid", "--max-fid", "1", "--reference-cache", file);

        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2010").And.Contain("for reference statistics"));
    }

    private static Report DemoReport() => Report.Of(
        Measurement.Compare(DemoSet.CopyOfGood(10), DemoSet.Statistics, new MeasurementOptions()));
}
