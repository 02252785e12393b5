using static GanGate.Tests.GatedProject;

namespace GanGate.Tests;

public class GatedBuildTests
{
    [Test]
    public async Task A_build_passes_when_the_samples_are_good()
    {
        using GatedProject project = new(Gate("faces", DemoSet.Good, "MaxFid=\"1\""));

        CommandResult build = await project.Build();

        Assert.That(build.ExitCode, Is.Zero, build.Output);
        Assert.That(
            build.Verdicts.Single(), Does.StartWith("GanGate: PASSED  faces  FD (pyramid)-500 ").And.Contain(", within the limit of 1").And.EndWith(" (Product)"));
        Assert.That(project.Report("faces"), Does.Exist);
    }

    [Test]
    public async Task A_build_fails_with_the_code_when_the_limit_is_exceeded()
    {
        using GatedProject project = new(Gate("faces", DemoSet.Spoiled, "MaxFid=\"1\""));

        CommandResult build = await project.Check();

        Assert.That(build.ExitCode, Is.Not.Zero);
        Assert.That(build.Errors.Single(), Does.Contain("Product.csproj").And.Contain("error GG1001: faces: FD (pyramid)-500 is "));
        Assert.That(build.Output, Does.Not.Contain("MSB6006"));
    }

    [Test]
    public async Task A_warning_of_the_tool_is_a_warning_of_the_build()
    {
        using GatedProject project = new(Gate("faces", DemoSet.Good, "MaxFid=\"1\" ExpectCount=\"50000\""));

        CommandResult build = await project.Check();

        Assert.That(build.ExitCode, Is.Zero, build.Output);
        Assert.That(build.Output, Does.Contain("Product.csproj : warning GG1003: faces: there are 500 samples, where 50,000 are expected"));
        Assert.That(build.Warnings, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task What_passes_with_a_warning_is_a_warning_of_the_build()
    {
        using GatedProject project = new(
            Gate("told", DemoSet.Good, "MaxFid=\"1\" WarnFid=\"0.1\"") + Gate("held", DemoSet.Spoiled, "MaxFid=\"1\" Quarantine=\"2999-01-01\""));

        CommandResult check = await project.Check();

        Assert.That(check.ExitCode, Is.Zero, check.Output);
        Assert.That(check.Warnings, Has.Some.Contains("warning GG1008: told: FD (pyramid)-500 is 0.12233, within the limit of 1 but above")
            .And.Some.Contains("warning GG1009: held: in quarantine until 2999-01-01, else this would have failed (GG1001)"));
        Assert.That(check.Verdicts, Has.Some.Contains("GanGate: WARNED  told").And.Some.Contains("GanGate: WARNED  held"));
    }

    [Test]
    public async Task Every_gate_of_a_project_is_checked()
    {
        using GatedProject project = new(
            Gate("good", DemoSet.Good, "MaxFid=\"1\"") + Gate("missing", "no such folder; really", "MaxFid=\"1\"") + Gate("spoiled", DemoSet.Spoiled, "MaxFid=\"1\""));

        CommandResult build = await project.Check();

        Assert.That(build.Errors, Has.Length.EqualTo(2));
        Assert.That(build.Output, Does.Contain("PASSED  good"));
        Assert.That(build.Errors, Has.Some.Contains("error GG2002: ").And.Some.Contains("no such folder; really"));
        Assert.That(build.Errors, Has.Some.Contains("error GG1001: spoiled: "));
    }

    [Test]
    public async Task Each_class_is_judged_by_itself_in_every_build()
    {
        using GatedProject project = new($"<GanGate Include=\"pictures\" Generated=\"samples\" Reference=\"reference\" {DemoSet.LimitOfFew} PerClass=\"true\" />");
        DemoSet.CopyFew(DemoSet.Good, project.PathOf("samples/day"));
        DemoSet.CopyFew(DemoSet.Spoiled, project.PathOf("samples/night"));
        Directory.CreateDirectory(project.PathOf("reference"));
        File.Copy(DemoSet.Statistics, project.PathOf("reference/day.npz"));
        File.Copy(DemoSet.Statistics, project.PathOf("reference/night.npz"));

        CommandResult first = await project.Check();
        CommandResult second = await project.Check();

        Assert.That(first.Errors.Single(), Does.Contain("error GG1001: pictures/night: "), first.Output);
        Assert.That(second.Errors, Is.EqualTo(first.Errors));
    }

    [Test]
    public async Task Relative_paths_start_at_the_project_and_properties_give_defaults()
    {
        using GatedProject project = new("<GanGate Include=\"faces\" Generated=\"my samples\" />", "<GanGateReference>photos.npz</GanGateReference><GanGateMaxFid>1</GanGateMaxFid>");
        File.Copy(DemoSet.Statistics, Path.Combine(project.Folder, "photos.npz"));
        Directory.CreateSymbolicLink(Path.Combine(project.Folder, "my samples"), DemoSet.Good);

        CommandResult build = await project.Check();

        Assert.That(build.ExitCode, Is.Zero, build.Output);
        Assert.That(build.Output, Does.Contain("PASSED  faces"));
    }

    [Test]
    public async Task The_gates_can_be_checked_alone_and_named_like_folders()
    {
        using GatedProject project = new(Gate("data/faces", DemoSet.Spoiled, "MaxFid=\"1\""), "<GanGateReportPath>reports</GanGateReportPath>");

        CommandResult build = await project.Check();

        Assert.That(build.Errors.Single(), Does.Contain("error GG1001: data/faces: "));
        Assert.That(Path.Combine(project.Folder, "reports", "data", "faces.json"), Does.Exist);
    }

    [Test]
    public async Task A_project_can_switch_its_gates_off()
    {
        using GatedProject project = new(Gate("faces", DemoSet.Spoiled, "MaxFid=\"1\""));

        CommandResult build = await project.Check("-p:GanGateEnabled=false");

        Assert.That(build.ExitCode, Is.Zero, build.Output);
        Assert.That(build.Output, Does.Not.Contain("GanGate:"));
    }
}
