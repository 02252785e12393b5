using System.Text.Json.Nodes;
using static GanGate.Tests.GatedProject;

namespace GanGate.Tests;

/// <summary>Which files of a source a gate of a build takes.</summary>
public class FileRulesTests
{
    [Test]
    public async Task Patterns_of_an_element_leave_files_out_and_other_pictures_are_a_warning_or_an_error()
    {
        using GatedProject project = new(
            $"<GanGate Include=\"some\" Generated=\"samples\" Reference=\"{DemoSet.Statistics}\" {DemoSet.LimitOfFew}>\n"
            + "<Exclude>\n  grid-*;\n  thumbs/ ; *.avif\n</Exclude><EveryPicture>true</EveryPicture><SampleBits>12</SampleBits></GanGate>"
            + Gate("all", "samples", "MaxFid=\"1000\"")
            + Gate("strict", "samples", "MaxFid=\"1000\" EveryPicture=\"true\""));
        DemoSet.CopyFew(DemoSet.Good, project.PathOf("samples"));
        DemoSet.CopyFew(DemoSet.Spoiled, project.PathOf("samples", "thumbs"));
        File.Copy(Directory.GetFiles(DemoSet.Spoiled).Order(StringComparer.Ordinal).Last(), project.PathOf("samples", "grid-1.png"));
        project.Write(Path.Combine("samples", "a.avif"), "no picture that can be read");

        CommandResult check = await project.Check();

        Assert.That(check.Verdicts, Has.Some.Contains("PASSED  some").And.Some.Contains("PASSED  all"), check.Output);
        string[] passedOver = [.. check.Warnings.Where(warning => !warning.Contains("GG10", StringComparison.Ordinal))];
        Assert.That(passedOver, Has.Length.EqualTo(1).And.All.Contains("GG2050: all: passed over 1 .avif")
            .And.All.Contains("<Exclude> '*.avif'").And.None.Contains("--"));
        Assert.That(check.Errors, Has.Length.EqualTo(1).And.All.Contains("GG2052: strict: ").And.None.Contains("--"));
        JsonNode report = JsonNode.Parse(File.ReadAllText(project.Report("some")))!;
        Assert.That((string?)report["generated"]!["leftOut"], Does.EndWith("left out ('grid-*', 'thumbs/', '*.avif')"));
        Assert.That((int?)report["generated"]!["count"], Is.EqualTo(24));
    }

    [Test]
    public async Task What_is_no_value_is_refused_in_the_words_of_a_project()
    {
        using GatedProject project = new(
            Gate("bits", DemoSet.Good, "MaxFid=\"1\" SampleBits=\"20\"") + Gate("made", DemoSet.Good, "MaxFid=\"1\" Range=\"0..2\"")
            + Gate("text", DemoSet.Good, "MaxJsd=\"1\" ImageOutput=\"x\""));

        CommandResult check = await project.Check();

        Assert.That(check.Errors, Has.Length.EqualTo(3), check.Output);
        Assert.That(check.Errors, Has.Some.Contains("bits: SampleBits must be 8 to 16, not 20"));
        Assert.That(check.Errors, Has.Some.Contains("made: Range "));
        Assert.That(check.Errors, Has.None.Contains(" --").And.None.Contains("'--").And.None.Contains("'gangate "));
    }
}
