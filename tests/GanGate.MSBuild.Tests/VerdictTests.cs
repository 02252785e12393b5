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
        new GateRecord("key", 1, ["FAILED  faces", "gangate : warning GG1003: faces: few", "gangate : error GG1001: faces: above --max-fid {0}"]).Write(_record);
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
        Assert.That(error.Message, Is.EqualTo("faces: above MaxFid {0}"));
        Assert.That(engine.Messages.Single().Importance, Is.EqualTo(MessageImportance.High));
    }

    [Test]
    public void A_gate_without_a_record_does_not_pass()
    {
        Engine engine = new();
        File.WriteAllText(_record, "half a rec");

        Assert.That(Verdict(engine).Execute(), Is.False);
        Assert.That(engine.Errors.Single().Code, Is.EqualTo(ErrorCodes.Internal.Id));
    }

    private GanGateVerdict Verdict(Engine engine)
    {
        TaskItem gate = new("faces");
        gate.SetMetadata(GanGatePrepare.Record, _record);
        return new GanGateVerdict { BuildEngine = engine, Project = "/me/App.csproj", Tool = "/tool/gangate.dll", Gates = [gate] };
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
