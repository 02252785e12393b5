using GanGate.Tests.Playing;
using YamlDotNet.RepresentationModel;

namespace GanGate.Tests;

/// <summary>The steps that pages show run as written, in a workspace with what they name.</summary>
[Platform(Exclude = "Win", Reason = "its bash may be that of another system; the workflow runs the action there")]
public class SnippetTests
{
    private static IEnumerable<TestCaseData> Steps() =>
        from page in (string[])["README.md", Path.Combine("docs", "action.md")]
        from block in Snippets.Of(Path.Combine(Repository.Root, page), "yaml").Index()
        from step in Yaml.Parse(block.Item).Items()
        where step.TextAt("uses")?.StartsWith("gangate/gangate@v", StringComparison.Ordinal) is true
        select new TestCaseData(step).SetArgDisplayNames(page, $"block {block.Index}");

    [TestCaseSource(nameof(Steps))]
    public async Task A_step_of_a_page_passes(YamlNode step)
    {
        using Job job = new();
        string samples = Path.Combine(job.Workspace, "samples");
        DemoPictures.Copy(samples, 60);
        File.Copy(DemoPictures.Statistics, Path.Combine(job.Workspace, "photos.npz"));
        string faces = Path.Combine(Directory.CreateDirectory(Path.Combine(job.Workspace, "stats")).FullName, "faces.npz");
        File.Copy(DemoPictures.Statistics, faces);
        string baseline = Path.Combine(Directory.CreateDirectory(Path.Combine(job.Workspace, "baselines")).FullName, "faces.json");
        File.WriteAllText(
            Path.Combine(job.Workspace, "gates.json"),
            """{ "gates": [ { "name": "one", "generated": "samples", "reference": "photos.npz", "maxFid": 25 } ] }""");
        foreach ((string name, string file) in ((string, string)[])[("gate", baseline), ("photos", Path.Combine(job.Workspace, "baseline.json"))])
        {
            CommandResult accepted = await DemoPictures.Run(
                "gate", "--accept", "--name", name, "--generated", samples, "--reference", faces, "--baseline", file);
            Assert.That(accepted.ExitCode, Is.Zero, accepted.Output);
        }

        Dictionary<string, string> inputs = step.At("with").Pairs().ToDictionary(input => input.Key, input => ((YamlScalarNode)input.Value).Value!);
        inputs["tool"] = DemoPictures.Tool;
        ActionRun run = await ActionRun.Of(job, inputs);

        Assert.That(run.Succeeded, Is.True, run.Log);
        Assert.That(run.Outputs["verdict"], Does.Contain("passed"));
    }

    [Test]
    public void There_are_steps_on_both_pages() => Assert.That(Steps().Count(), Is.GreaterThanOrEqualTo(3));
}
