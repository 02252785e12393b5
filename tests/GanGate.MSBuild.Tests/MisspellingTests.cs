using GanGate.MSBuild;
using static GanGate.Tests.GatedProject;

namespace GanGate.Tests;

/// <summary>What a project file says of gates and is no setting.</summary>
public class MisspellingTests
{
    [Test]
    public async Task Misspelt_metadata_and_properties_are_refused_with_the_nearest_name()
    {
        using GatedProject project = new(
            Gate("a", DemoSet.Good, "MaxFid=\"1\" Severty=\"warning\"") + Gate("b", DemoSet.Good, "MaxFid=\"1\" Config=\"c.json\""),
            "<GanGateMaxFd>3</GanGateMaxFd><GanGatePackageVersion>1</GanGatePackageVersion>");

        CommandResult check = await project.Check("-p:GanGateSeverty=warning");

        Assert.That(check.Errors, Has.Length.EqualTo(4), check.Output);
        Assert.That(check.Errors, Has.Some.Contains("error GG2030: a: unknown metadatum 'Severty', did you mean 'Severity'?"));
        Assert.That(check.Errors, Has.Some.Contains("error GG2030: b: 'Config' is not for a build"));
        Assert.That(check.Errors, Has.Some.Contains("error GG2030: unknown property 'GanGateMaxFd', did you mean 'GanGateMaxFid'?"));
        Assert.That(check.Errors, Has.Some.Contains("error GG2030: unknown property 'GanGateSeverty', did you mean 'GanGateSeverity'?"));
    }

    /// <summary>An attribute of this name is MSBuild's own, and no metadatum comes of it.</summary>
    [Test]
    public async Task Files_are_not_excluded_by_an_attribute()
    {
        using GatedProject project = new(
            Gate("a", DemoSet.Good, "MaxFid=\"1\" Exclude=\"grid-*\"")
            + "<Names Include=\"b;c\" />"
            + $"<GanGate Include=\"@(Names)\" Exclude=\"c\" Generated=\"{DemoSet.Good}\" Reference=\"{DemoSet.Statistics}\" MaxFid=\"1\" />");

        CommandResult check = await project.Check();

        Assert.That(check.ExitCode, Is.EqualTo(1));
        Assert.That(check.Errors.Single(), Does.Contain("error GG2030: a: MSBuild takes the attribute Exclude for names of gates")
            .And.Contain("<Exclude>grid-*;thumbs/</Exclude>"));
    }

    /// <summary>The tool reads what is written; the build passes on what it knows.</summary>
    [TestCase("MaxFid", "--max-fid")]
    [TestCase("Generated", "--generated")]
    [TestCase("ExpectCount", "--expect-count")]
    [TestCase("EveryPicture", "--every-picture")]
    [TestCase("SampleBits", "--sample-bits")]
    [TestCase("ImageOutput", "--image-output")]
    public void A_metadatum_is_the_option_of_its_name(string metadatum, string option) =>
        Assert.That(GateOptions.OptionOf(metadatum), Is.EqualTo(option));
}
