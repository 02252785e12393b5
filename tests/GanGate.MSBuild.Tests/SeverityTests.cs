using static GanGate.Tests.GatedProject;

namespace GanGate.Tests;

/// <summary>One gate that fails and warns, measured once and reported under many settings.</summary>
public class SeverityTests
{
    private GatedProject _project = null!;
    private DateTime _measured;

    [OneTimeSetUp]
    public async Task Measure()
    {
        _project = new GatedProject(Gate("faces", "samples", "MaxFid=\"1\" ExpectCount=\"50\""));
        DemoSet.CopyFew(DemoSet.Spoiled, _project.PathOf("samples"));
        await _project.Check();
        _measured = _project.Measured("faces");
    }

    [OneTimeTearDown]
    public void Remove()
    {
        Assert.That(_project.Measured("faces"), Is.EqualTo(_measured), "a setting of messages measured again");
        _project.Dispose();
    }

    [TestCase("", "GG1001", "GG1003 GG1007")]
    [TestCase("-p:GanGateSeverity=warning", "", "GG1001 GG1003 GG1007")]
    [TestCase("-p:NoWarn=CS1591%3BGG1003", "GG1001", "GG1007")]
    [TestCase("-p:WarningsAsErrors=GG1003", "GG1001 GG1003", "GG1007")]
    [TestCase("-p:WarningsAsErrors=GG1003 -p:NoWarn=GG1003", "GG1001", "GG1007")]
    [TestCase("-p:MSBuildWarningsAsErrors=GG1003", "GG1001 GG1003", "GG1007")]
    [TestCase("-warnaserror:GG1003", "GG1001 GG1003", "GG1007")]
    [TestCase("-p:GanGateSeverity=Warning -p:WarningsAsErrors=GG1001", "GG1001", "GG1003 GG1007")]
    [TestCase("-p:GanGateSeverity=loud", "GG2030", "")]
    public async Task Errors_and_warnings_follow_the_settings(string settings, string errors, string warnings)
    {
        CommandResult check = await _project.Check(settings.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That(Codes(check.Errors), Is.EqualTo(errors), check.Output);
        Assert.That(Codes(check.Warnings), Is.EqualTo(warnings), check.Output);
        Assert.That(check.ExitCode == 0, Is.EqualTo(errors.Length == 0));
    }

    [Test]
    public async Task A_binary_log_replays_the_errors_and_warnings()
    {
        string log = _project.PathOf("build.binlog");

        await _project.Check("-bl:" + log);
        CommandResult replayed = await GatedProject.Run("dotnet", "msbuild", log, "-nologo", "-v:minimal", "-nodeReuse:false");

        Assert.That(Codes(replayed.Errors), Is.EqualTo("GG1001"));
        Assert.That(Codes(replayed.Warnings), Is.EqualTo("GG1003 GG1007"));
        Assert.That(replayed.Errors.Single(), Does.Contain("Product.csproj : error"));
    }

    private static string Codes(string[] lines) =>
        string.Join(' ', lines.Select(line => line[line.IndexOf(" GG", StringComparison.Ordinal)..].Trim()[..6]).Order(StringComparer.Ordinal));
}
