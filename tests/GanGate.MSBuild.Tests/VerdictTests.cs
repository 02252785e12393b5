using System.Collections;
using GanGate.MSBuild;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace GanGate.Tests;

/// <summary>What loggers are told of a recorded verdict; consoles and binary logs leave some of it out.</summary>
public class VerdictTests
{
    private string _record = "";

    [SetUp]
    public void Write()
    {
        _record = Path.GetTempFileName();
        Record("key", 1, """
            {"level": "warning", "code": "GG1003", "message": "few", "gate": "faces", "details": []},
            {"level": "error", "code": "GG1001", "message": "above MaxFid {0}", "gate": "faces", "details": []}
            """).Write(_record);
    }

    [TearDown]
    public void Remove() => File.Delete(_record);

    [Test]
    public void Errors_and_warnings_carry_the_code_the_project_and_the_help_page()
    {
        Engine engine = new();

        bool passed = Verdict(engine).Execute();

        BuildErrorEventArgs error = engine.Errors.Single();
        BuildWarningEventArgs warning = engine.Warnings.Single();
        Assert.That(passed, Is.False);
        Assert.That((error.Code, error.File, error.HelpLink), Is.EqualTo(("GG1001", "/me/App.csproj", ErrorCodes.LimitExceeded.HelpLink)));
        Assert.That((warning.Code, warning.File, warning.HelpLink), Is.EqualTo(("GG1003", "/me/App.csproj", ErrorCodes.CountUnexpected.HelpLink)));
        Assert.That(error.Message, Is.EqualTo("faces: above MaxFid {0} (report: /me/obj/faces.json)"));
        Assert.That(engine.Messages.Select(message => message.Importance), Is.EqualTo([MessageImportance.High, MessageImportance.Normal]));
    }

    /// <summary>A name that stands in the message by chance names nothing.</summary>
    [Test]
    public void A_gate_is_named_however_short_its_name_is()
    {
        Engine engine = new();
        Record("key", 2, Message(null, "a folder is missing") + "," + Message(null, "gate 'a' has no rule") + "," + Message("a/cats", "above"))
            .Write(_record);

        Verdict(engine, name: "a").Execute();

        Assert.That(engine.Errors.Select(error => error.Message), Is.EqualTo(["a: a folder is missing", "gate 'a' has no rule", "a/cats: above"]));
    }

    [Test]
    public void The_lines_of_an_error_are_shown_with_it()
    {
        Engine engine = new();
        Record("key", 2, """{"level": "error", "code": "GG2005", "message": "bad", "gate": null, "details": ["1.png: cut off", "2.png: empty"]}""")
            .Write(_record);

        Verdict(engine).Execute();

        Assert.That(
            engine.Messages.Where(message => message.Importance == MessageImportance.High).Select(message => message.Message),
            Is.EqualTo(["GanGate: 1.png: cut off", "GanGate: 2.png: empty", "GanGate: FAILED  faces (App)"]));
    }

    [Test]
    public void What_the_tool_did_not_write_whole_says_nothing()
    {
        Assert.That(ToolOutcome.Parse("{\"messages\": [").Messages, Is.Empty);
        Assert.That(ToolOutcome.Parse("").Text, Is.Empty);
    }

    [Test]
    public void The_page_is_named_where_the_gate_writes_one()
    {
        Engine engine = new();

        Verdict(engine, page: "faces.html").Execute();

        Assert.That(engine.Errors.Single().Message, Does.Contain("(report: ").And.EndWith("faces.html)"));
    }

    [Test]
    public void A_gate_that_passes_is_a_message_or_where_it_is_to_be_shown_a_warning()
    {
        Record("key", 0, "").Write(_record);
        Engine quiet = new(), shown = new(), silenced = new();

        Verdict(quiet).Execute();
        Verdict(shown, showPassed: true).Execute();
        GanGateVerdict without = Verdict(silenced, showPassed: true);
        without.NoWarn = "CS1591;GG1019";
        without.Execute();

        Assert.That((quiet.Warnings.Count, quiet.Messages[0].Message), Is.EqualTo((0, "GanGate: PASSED  faces (App)")));
        Assert.That((shown.Warnings.Single().Code, shown.Warnings[0].Message), Is.EqualTo(("GG1019", "PASSED  faces (App)")));
        Assert.That(shown.Messages.Where(message => message.Importance == MessageImportance.High), Is.Empty);
        Assert.That(silenced.Warnings, Is.Empty);
    }

    [Test]
    public void A_gate_that_fails_is_no_more_than_its_error()
    {
        Engine engine = new();

        Verdict(engine, showPassed: true).Execute();

        Assert.That(engine.Warnings.Select(warning => warning.Code), Is.EqualTo(["GG1003"]));
    }

    [Test]
    public void A_gate_without_a_record_does_not_pass()
    {
        Engine engine = new();
        File.WriteAllText(_record, "half a rec");

        Assert.That(Verdict(engine).Execute(), Is.False);
        Assert.That(engine.Errors.Single().Code, Is.EqualTo(ErrorCodes.RecordOfAnother.Id));
    }

    [Test]
    public void The_record_of_other_settings_does_not_pass()
    {
        Engine engine = new();
        Record("another key", 0, "").Write(_record);

        Assert.That(Verdict(engine).Execute(), Is.False);
        Assert.That(engine.Errors.Single().Code, Is.EqualTo(ErrorCodes.RecordOfAnother.Id));
        Assert.That(engine.Errors.Single().Message, Does.StartWith("faces: the record of its measurement is not there or of other settings"));
    }

    [Test]
    public async System.Threading.Tasks.Task A_record_is_whole_or_not_there_while_another_build_replaces_it()
    {
        GateRecord record = Record("key", 1, string.Join(',', Enumerable.Range(0, 200).Select(i => Message("faces", $"line {i}"))));
        record.Write(_record);
        using CancellationTokenSource end = new();
        var writer = System.Threading.Tasks.Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
            {
                File.Delete(_record);
                record.Write(_record);
                record.Write(_record);
            }
        });
        GateRecord?[] read = [.. Enumerable.Range(0, 2000).Select(_ => GateRecord.Read(_record))];
        await end.CancelAsync();
        await writer;

        Assert.That(read.OfType<GateRecord>().Select(one => one.Outcome.Messages.Length).Distinct(), Is.EqualTo([200]));
    }

    private static GateRecord Record(string key, int exitCode, string messages) =>
        new(key, exitCode, ToolOutcome.Parse($$"""{"text": ["FAILED  faces"], "verdicts": [{"passed": {{(exitCode == 0 ? "true" : "false")}}, "line": "{{(exitCode == 0 ? "PASSED" : "FAILED")}}  faces"}], "messages": [{{messages}}]}"""));

    private static string Message(string? gate, string text) =>
        $$"""{"level": "error", "code": "GG2002", "message": "{{text}}", "gate": {{(gate is null ? "null" : $"\"{gate}\"")}}, "details": []}""";

    private GanGateVerdict Verdict(Engine engine, string page = "", string name = "faces", bool showPassed = false)
    {
        TaskItem gate = new(name);
        gate.SetMetadata(GanGatePrepare.Record, _record);
        gate.SetMetadata(GanGatePrepare.Key, "key");
        gate.SetMetadata(GanGatePrepare.Report, "/me/obj/faces.json");
        gate.SetMetadata("Report", page);
        return new GanGateVerdict { BuildEngine = engine, Project = "/me/App.csproj", Tool = "/tool/gangate.dll", Gates = [gate], ShowPassed = showPassed };
    }

    private sealed class Engine : IBuildEngine
    {
        public List<BuildErrorEventArgs> Errors { get; } = [];

        public List<BuildWarningEventArgs> Warnings { get; } = [];

        public List<BuildMessageEventArgs> Messages { get; } = [];

        public bool ContinueOnError => false;

        public int LineNumberOfTaskNode => 0;

        public int ColumnNumberOfTaskNode => 0;

        public string ProjectFileOfTaskNode => "";

        public void LogErrorEvent(BuildErrorEventArgs e) => Errors.Add(e);

        public void LogWarningEvent(BuildWarningEventArgs e) => Warnings.Add(e);

        public void LogMessageEvent(BuildMessageEventArgs e) => Messages.Add(e);

        public void LogCustomEvent(CustomBuildEventArgs e)
        {
        }

        public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => false;
    }
}
