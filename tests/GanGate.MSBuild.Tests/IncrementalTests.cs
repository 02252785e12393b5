using System.IO.Compression;
using static GanGate.Tests.GatedProject;

namespace GanGate.Tests;

public class IncrementalTests
{
    [Test]
    public async Task An_unchanged_gate_says_the_same_again_without_measuring()
    {
        using GatedProject project = new(
            Gate("good", "samples", DemoSet.LimitOfFew + " ExpectCount=\"50\"") + Gate("spoiled", "blurred", DemoSet.LimitOfFew));

        // Other tests measure at the same time; a build that waits for them says so.
        project.Environment["GANGATE_HOME"] = project.PathOf("store");
        DemoSet.CopyFew(DemoSet.Good, project.PathOf("samples"));
        DemoSet.CopyFew(DemoSet.Spoiled, project.PathOf("blurred"));

        CommandResult first = await project.Check();
        (DateTime good, DateTime spoiled) = (project.Measured("good"), project.Measured("spoiled"));
        CommandResult second = await project.Check();

        Assert.That(first.ExitCode, Is.Not.Zero);
        Assert.That(first.Verdicts, Has.Some.Contains("PASSED  good").And.Some.Contains("FAILED  spoiled"));
        Assert.That(first.Errors.Single(), Does.Contain("error GG1001: spoiled: "));
        Assert.That(first.Warnings, Has.One.Contains("warning GG1003: good: there are 24 samples, where 50 are expected"));
        Assert.That((project.Measured("good"), project.Measured("spoiled")), Is.EqualTo((good, spoiled)));
        Assert.That(second.Output, Is.EqualTo(first.Output));
        Assert.That(second.ExitCode, Is.EqualTo(first.ExitCode));
    }

    [Test]
    public async Task What_a_gate_writes_is_no_reason_to_measure_it_again_unless_it_is_gone()
    {
        const string Written =
            "Report=\"faces.html\" MarkdownFile=\"faces.md\" Junit=\"faces.xml\" History=\"history.jsonl\" Grid=\"faces.png\"";
        using GatedProject project = new(Gate("faces", "samples", $"{DemoSet.LimitOfFew} {Written}"));
        DemoSet.CopyFew(DemoSet.Good, project.PathOf("samples"));

        CommandResult first = await project.Check();
        DateTime measured = project.Measured("faces");
        await project.Check();

        Assert.That(first.ExitCode, Is.Zero, first.Output);
        Assert.That(project.Measured("faces"), Is.EqualTo(measured));
        Assert.That(File.ReadAllLines(project.PathOf("history.jsonl")), Has.Length.EqualTo(1));

        File.Delete(project.PathOf("faces.html"));
        await project.Check();

        Assert.That(project.PathOf("faces.html"), Does.Exist);
        Assert.That(project.Measured("faces"), Is.GreaterThan(measured));
    }

    [Test]
    public async Task What_has_changed_is_measured_again_and_only_that()
    {
        using GatedProject project = new(Gate("first", "one", DemoSet.LimitOfFew) + Gate("second", "two", DemoSet.LimitOfFew));
        DemoSet.CopyFew(DemoSet.Good, project.PathOf("one"));
        DemoSet.CopyFew(DemoSet.Good, project.PathOf("two"));
        await project.Check();
        (DateTime first, DateTime second) = (project.Measured("first"), project.Measured("second"));

        File.Delete(Directory.GetFiles(project.PathOf("one"))[0]);
        CommandResult fewer = await project.Check();

        Assert.That(fewer.Verdicts, Has.Some.Contains("PASSED  first  FD (pyramid)-23 ").And.Some.Contains("PASSED  second  FD (pyramid)-24 "));
        Assert.That(project.Measured("first"), Is.GreaterThan(first));
        Assert.That(project.Measured("second"), Is.EqualTo(second));

        File.WriteAllText(project.ProjectFile, File.ReadAllText(project.ProjectFile).Replace("MaxFid=\"4\"", "MaxFid=\"1\"", StringComparison.Ordinal));
        CommandResult stricter = await project.Check();

        Assert.That(stricter.Errors, Has.Some.Contains("GG1001: first: ").And.Some.Contains("GG1001: second: "));
    }

    [Test]
    public async Task An_archive_is_measured_again_when_it_is_replaced()
    {
        using GatedProject project = new(Gate("faces", "samples.zip", DemoSet.LimitOfFew));
        DemoSet.CopyFew(DemoSet.Good, project.PathOf("samples"));
        ZipFile.CreateFromDirectory(project.PathOf("samples"), project.PathOf("samples.zip"));
        CommandResult first = await project.Check();
        DateTime measured = project.Measured("faces");
        await project.Check();

        Assert.That(first.Verdicts, Has.Some.Contains("PASSED  faces  FD (pyramid)-24 "));
        Assert.That(project.Measured("faces"), Is.EqualTo(measured));

        File.Delete(project.PathOf("samples.zip"));
        File.Delete(Directory.GetFiles(project.PathOf("samples"))[0]);
        ZipFile.CreateFromDirectory(project.PathOf("samples"), project.PathOf("samples.zip"));

        Assert.That((await project.Check()).Verdicts, Has.Some.Contains("PASSED  faces  FD (pyramid)-23 "));
    }

    [Test]
    public async Task What_kept_a_gate_from_a_verdict_is_tried_again()
    {
        using GatedProject project = new(Gate("faces", "samples", DemoSet.LimitOfFew));

        CommandResult missing = await project.Check();
        CommandResult still = await project.Check();
        DemoSet.CopyFew(DemoSet.Good, project.PathOf("samples"));
        CommandResult there = await project.Check();

        Assert.That(missing.Errors.Single(), Does.Contain("error GG2002: faces: the folder 'samples' does not exist"));
        Assert.That(still.Errors, Is.EqualTo(missing.Errors));
        Assert.That(there.ExitCode, Is.Zero, there.Output);
    }

    [Test]
    public async Task Bad_images_are_named_in_the_builds_output()
    {
        using GatedProject project = new(Gate("faces", "samples", DemoSet.LimitOfFew));
        DemoSet.CopyFew(DemoSet.Good, project.PathOf("samples"));
        project.Write(Path.Combine("samples", "broken é.png"), "no image");

        CommandResult check = await project.Check();

        Assert.That(check.Errors.Single(), Does.Contain("error GG2005: faces: "));
        Assert.That(check.Verdicts, Has.Some.Contains("broken é.png"));
    }
}
