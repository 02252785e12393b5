using System.Runtime.Versioning;
using static GanGate.Tests.GatedProject;

namespace GanGate.Tests;

/// <summary>What people without gangate on their path do, and the words in which a build tells them.</summary>
public class TargetTests
{
    [Test]
    public async Task A_baseline_is_made_then_holds_and_is_replaced_without_measuring_again()
    {
        using GatedProject project = new(Gate("faces", "samples", "Baseline=\"baselines/faces.json\""));
        DemoSet.CopyFew(DemoSet.Good, project.PathOf("samples"));

        CommandResult missing = await project.Check();
        CommandResult made = await project.Target("GanGateAcceptBaseline");
        CommandResult kept = await project.Check();
        Directory.Delete(project.PathOf("samples"), recursive: true);
        DemoSet.CopyFew(DemoSet.Spoiled, project.PathOf("samples"));
        CommandResult worse = await project.Check();
        DateTime measured = project.Measured("faces");
        CommandResult refused = await project.Target("GanGateAcceptBaseline");
        CommandResult replaced = await project.Target("GanGateAcceptBaseline", "-p:GanGateReason=blur is wanted");
        DateTime after = project.Measured("faces");
        CommandResult because = await project.Check();

        const string Accept = "'dotnet build Product.csproj -t:GanGateAcceptBaseline'";
        Assert.That(missing.Errors.Single(), Does.Contain("error GG2008: ").And.Contain("does not exist").And.Contain(Accept));
        Assert.That(made.Verdicts, Has.Some.Contains("gate 'faces' now has the baseline 2.40"), made.Output);
        Assert.That(kept.ExitCode, Is.Zero, kept.Output);
        Assert.That(worse.Errors.Single(), Does.Contain("error GG1002: faces: "));
        Assert.That(replaced.Verdicts.Single(), Does.Contain("gate 'faces' now has the baseline 5.36"), replaced.Output);
        Assert.That(refused.Errors.Single(), Does.Contain("error GG2022: gate 'faces' has the baseline 2.40").And.Contain("(GanGateReason)"));
        Assert.That((because.ExitCode, because.Output.Contains("accepted because blur is wanted", StringComparison.Ordinal)), Is.EqualTo((0, true)));
        Assert.That(after, Is.EqualTo(measured));
    }

    [Test]
    public async Task Without_a_gate_that_names_one_no_baseline_is_made()
    {
        using GatedProject project = new(Gate("faces", "samples", DemoSet.LimitOfFew));

        CommandResult accept = await project.Target("GanGateAcceptBaseline");

        Assert.That(accept.Errors.Single(), Does.Contain("error GG2032: no gate of this project names a baseline"));
    }

    [Test]
    public async Task A_missing_model_is_fetched_by_the_target_that_the_error_names()
    {
        using GatedProject project = new($"<GanGate Include=\"faces\" Generated=\"{DemoSet.Good}\" Reference=\"{DemoSet.Good}\" MaxFid=\"4\" Protocol=\"ttur\" />");
        project.Environment["GANGATE_HOME"] = project.PathOf("store");
        project.Environment["GANGATE_MODEL_URL"] = "http://127.0.0.1:1/";

        CommandResult check = await project.Check();
        CommandResult fetch = await project.Target("GanGateFetchModel");

        Assert.That(check.Errors.Single(), Does.Contain("error GG3003: ").And.Contain("run 'dotnet build Product.csproj -t:GanGateFetchModel'"));
        Assert.That(fetch.Errors.Single(), Does.Contain("error GG3006: ").And.Contain("127.0.0.1").And.Not.Contain("gangate model"));

        CommandResult other = await project.Target("GanGateFetchModel", "-p:GanGateModel=clip-vit-b-32");
        Assert.That(other.Errors.Single(), Does.Contain("error GG3006: ViT-B-32.pt ").And.Contain("-t:GanGateFetchModel -p:GanGateModel=clip-vit-b-32'"));
    }

    [Test]
    public async Task A_time_limit_ends_a_measurement()
    {
        using GatedProject project = new(Gate("faces", DemoSet.Good, "MaxFid=\"1\""), "<GanGateTimeout>0.01</GanGateTimeout>");

        CommandResult check = await project.Check();

        Assert.That(check.Errors.Single(), Does.Contain("error GG4002: faces: ").And.Contain("raise GanGateTimeout"));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    [UnsupportedOSPlatform("windows")]
    public async Task A_missing_host_runtime_or_tool_is_named()
    {
        using GatedProject project = new(Gate("faces", DemoSet.Good, "MaxFid=\"1\""));
        string old = project.PathOf("old dotnet");
        File.WriteAllText(old, "#!/bin/sh\nexit 150\n");
        File.SetUnixFileMode(old, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        string[] nowhere = ["-p:DOTNET_HOST_PATH=/none", "-p:NetCoreRoot=/none", "-p:DOTNET_ROOT=/none"];

        CommandResult runtime = await project.Check("-p:DOTNET_HOST_PATH=" + old);
        CommandResult tool = await project.Check("-p:GanGateTool=/none/gangate.dll");
        project.Environment["PATH"] = "/none";
        string[] arguments = ["msbuild", project.ProjectFile, "-t:GanGateCheck", "-v:minimal", "-nodeReuse:false", .. nowhere];
        CommandResult host = await Finish(Start(Environment.ProcessPath!, arguments, project.Environment));

        Assert.That(runtime.Errors.Single(), Does.Contain("error GG4011: faces: the .NET 10 runtime").And.Contain(old));
        Assert.That(tool.Errors.Single(), Does.Contain("error GG4013: the tool '/none/gangate.dll' does not exist"));
        Assert.That(host.Errors.Single(), Does.Contain("error GG4010: no dotnet command was found"), host.Output);
    }
}
