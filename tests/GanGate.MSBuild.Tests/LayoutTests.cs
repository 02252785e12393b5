using static GanGate.Tests.GatedProject;

namespace GanGate.Tests;

public class LayoutTests
{
    [Test]
    public async Task Central_package_management_and_artifacts_output_are_no_obstacle_and_clean_removes_what_was_kept()
    {
        using GatedProject project = new(Gate("faces", "samples ü", DemoSet.LimitOfFew));
        DemoSet.CopyFew(DemoSet.Good, project.PathOf("samples ü"));
        project.Write("Directory.Packages.props", """
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
            </Project>
            """);
        project.Write("Directory.Build.props", """
            <Project>
              <PropertyGroup><UseArtifactsOutput>true</UseArtifactsOutput></PropertyGroup>
            </Project>
            """);
        string kept = project.PathOf("artifacts", "obj", "Product", "gangate");

        CommandResult build = await project.Build();
        bool found = File.Exists(Path.Combine(kept, "faces.json"));
        await project.Target("Clean");

        Assert.That(build.ExitCode, Is.Zero, build.Output);
        Assert.That(build.Verdicts.Single(), Does.Contain("PASSED  faces"));
        Assert.That(found, Is.True);
        Assert.That(Directory.GetFiles(kept, "faces.*").Select(Path.GetExtension), Is.EquivalentTo([".lock"]));
    }

    [TestCase("../faces", "a gate cannot be called '../faces'")]
    [TestCase("faces;FACES", "two gates are called 'FACES'")]
    public async Task A_name_that_cannot_be_a_files_is_refused(string name, string message)
    {
        using GatedProject project = new(Gate(name, "samples", DemoSet.LimitOfFew));

        CommandResult check = await project.Check();

        Assert.That(check.Errors.Single(), Does.Contain("error GG2031: " + message));
    }

    [Test]
    public async Task A_misspelt_metadatum_is_an_error()
    {
        using GatedProject project = new(Gate("faces", "samples", "MaxFdi=\"4\""));

        CommandResult check = await project.Check();

        Assert.That(check.Errors.Single(), Does.Contain("error GG2030: faces: unknown metadatum 'MaxFdi', did you mean 'MaxFid'?"));
    }

    [TestCase("Name=\"other\"", "'Name'")]
    [TestCase("JsonFile=\"a.json\"", "'JsonFile'")]
    [TestCase("Config=\"gates.json\"", "'Config'")]
    [TestCase("accept=\"true\"", "'accept'")]
    [TestCase("Json=\"true\"", "'Json'")]
    [TestCase("Ci=\"github\"", "'Ci'")]
    public async Task An_option_that_the_build_gives_itself_is_refused(string metadatum, string message)
    {
        using GatedProject project = new(Gate("faces", "samples", $"{DemoSet.LimitOfFew} {metadatum}"));

        CommandResult check = await project.Check();

        Assert.That(check.Errors.Single(), Does.Contain($"error GG2030: faces: {message} is not for a build").And.Contain("remove it"));
    }

    [Test]
    public async Task A_design_time_build_checks_nothing()
    {
        using GatedProject project = new(Gate("faces", "missing", DemoSet.LimitOfFew));

        CommandResult check = await project.Check("-p:DesignTimeBuild=true");

        Assert.That(check.ExitCode, Is.Zero, check.Output);
        Assert.That(check.Output, Does.Not.Contain("GanGate"));
        Assert.That(project.PathOf("obj"), Does.Not.Exist);
    }

    [Test]
    public async Task Visual_Studios_up_to_date_check_knows_the_files_of_a_gate()
    {
        const string Targets = """
            <Target Name="CollectUpToDateCheckInputDesignTime" Returns="@(UpToDateCheckInput)" />
            <Target Name="CollectUpToDateCheckOutputDesignTime" Returns="@(UpToDateCheckOutput)" />
            """;
        using GatedProject project = new(Gate("faces", "samples", DemoSet.LimitOfFew), more: Targets);
        DemoSet.CopyFew(DemoSet.Good, project.PathOf("samples"));
        string passed = project.PathOf("obj", "gangate", "passed");

        CommandResult inputs = await project.Target(
            "CollectUpToDateCheckInputDesignTime;CollectUpToDateCheckOutputDesignTime",
            "-p:DesignTimeBuild=true",
            "-getTargetResult:CollectUpToDateCheckInputDesignTime",
            "-getTargetResult:CollectUpToDateCheckOutputDesignTime");
        bool before = File.Exists(passed);
        await project.Check();

        string image = Path.GetFileName(Directory.GetFiles(project.PathOf("samples"))[0]);
        Assert.That(inputs.Output, Does.Contain(image).And.Contain(DemoSet.Statistics).And.Contain("\"Set\": \"GanGate\"").And.Contain("obj/gangate/passed"));
        Assert.That(before, Is.False);
        Assert.That(passed, Does.Exist);
    }
}
