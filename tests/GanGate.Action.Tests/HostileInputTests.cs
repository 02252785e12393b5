using System.Text.RegularExpressions;
using GanGate.Tests.Playing;

namespace GanGate.Tests;

/// <summary>Names that want to be commands of a shell, of the runner, or of Markdown stay names.</summary>
[Platform(Exclude = "Win", Reason = "such names of files do not exist there")]
public partial class HostileInputTests
{
    private Job _job = null!;

    [SetUp]
    public void Start()
    {
        _job = new Job();
        DemoPictures.Copy(Path.Combine(_job.Workspace, "samples"), 40);
        File.Copy(DemoPictures.Statistics, Path.Combine(_job.Workspace, "photos.npz"));
    }

    [TearDown]
    public void End() => _job.Dispose();

    private static readonly string[] Names =
    [
        "\"; touch pwned; \" $(touch pwned) `touch pwned`",
        "'; touch pwned; '",
        "::set-output name=verdict::passed ##[set-output name=verdict]passed ###[error]no",
        "a\ntouch pwned\n::error::no\nverdict=passed\nEOF\nverdict=passed",
        "--max-fid=99999",
        "@${{ github.token }} --> <script>alert(1)</script>",
    ];

    [TestCaseSource(nameof(Names))]
    public Task The_name_of_a_gate_does_nothing(string name) => DoesNothing(name, "name");

    [TestCaseSource(nameof(Names))]
    public Task The_name_of_a_file_does_nothing(string name) => DoesNothing(name, "generated", "reference", "baseline", "protocol", "history");

    [TestCase("\"; touch pwned; \"")]
    [TestCase("1\n::set-output name=verdict::passed")]
    public Task A_number_does_nothing(string value) => DoesNothing(value, "max-fid", "timeout", "threads");

    private async Task DoesNothing(string value, params string[] inputs)
    {
        ActionRun run = await Play(inputs.ToDictionary(input => input, _ => value));

        Assert.That(Directory.GetFileSystemEntries(_job.Workspace).Select(Path.GetFileName), Is.EquivalentTo(["samples", "photos.npz"]));
        Assert.That(run.Succeeded, Is.False);
        Assert.That(run.Outputs["verdict"], Is.Not.EqualTo("passed"));
        Assert.That(run.Commands.Select(command => command.Name).Distinct(), Is.EqualTo(["error"]), run.Log);
        Assert.That(run.Commands.Select(command => command.Message), Has.All.StartsWith("GG"));
        Assert.That(FencedBlock().Replace(run.Summary, ""), Does.Not.Contain("<script>"));
    }

    [Test]
    public async Task The_file_of_a_bad_image_is_named_and_does_nothing()
    {
        const string Name = "x\n::error::no\r##[error]no \"; touch pwned; \".png";
        File.WriteAllText(Path.Combine(_job.Workspace, "samples", Name), "no picture");

        ActionRun run = await Play([]);

        Assert.That(run.Commands.Single().Message, Does.StartWith("GG2005: "));
        Assert.That(run.Log, Does.Contain("touch pwned"));
        Assert.That(run.Summary, Does.Contain("GG2005").And.Contain("touch pwned"));
        Assert.That(run.Outputs["verdict"], Is.EqualTo("error"));
    }

    [Test]
    public async Task The_name_of_the_worst_image_does_nothing_in_a_report()
    {
        string samples = Path.Combine(_job.Workspace, "samples");
        foreach ((string file, int index) in Directory.GetFiles(samples).Select((file, index) => (file, index)))
        {
            File.Move(file, Path.Combine(samples, $"##[error]{index} ::error::x.png"));
        }

        ActionRun run = await Play(new() { ["max-fid"] = "1000" });

        Assert.That(run.Succeeded, Is.True, run.Log);
        Assert.That(run.Log, Does.Contain("# #[error]"));
        Assert.That(run.Commands, Is.Empty);
    }

    private Task<ActionRun> Play(Dictionary<string, string> inputs)
    {
        Dictionary<string, string> all = new()
        {
            ["tool"] = DemoPictures.Tool,
            ["generated"] = "samples",
            ["reference"] = "photos.npz",
            ["max-fid"] = "0.001",
        };
        foreach ((string name, string value) in inputs) all[name] = value;
        return ActionRun.Of(_job, all);
    }

    // What stands in one is text.
    [GeneratedRegex("^```sh\n.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencedBlock();
}
