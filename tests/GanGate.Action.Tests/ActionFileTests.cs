using System.Text.RegularExpressions;
using GanGate.Tests.Playing;
using YamlDotNet.RepresentationModel;

namespace GanGate.Tests;

/// <summary>What holds for the action and for every workflow, whatever it does.</summary>
public partial class ActionFileTests
{
    // Inputs of the action alone; all others are options of `gangate gate`.
    private static readonly string[] OwnInputs = ["cache", "fetch-model", "artifact-name", "retention-days", "tool", "github-token"];

    // Options that the action gives by itself, and those for people at a terminal.
    private static readonly string[] SetByTheAction =
    [
        "ci", "report", "json-file", "junit", "markdown-file", "reference-cache", "accept", "reason", "json", "no-progress", "verbose", "help", "grid",
        "cache-features",
    ];

    private static readonly string[] Pinned =
    [
        "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1",
        "actions/setup-dotnet@a98b56852c35b8e3190ac28c8c2271da59106c68",
        "actions/cache/restore@27d5ce7f107fe9357f9df03efb73ab90386fccae",
        "actions/cache/save@27d5ce7f107fe9357f9df03efb73ab90386fccae",
        "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f",
        "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",
    ];

    private static readonly string[] Folders = [Path.Combine("action", "examples"), Path.Combine(".github", "workflows")];

    private static string ActionFile => Path.Combine(Repository.Root, "action.yml");

    private static IEnumerable<string> Workflows => Folders
        .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.yml"))
        .Where(file => Path.GetFileName(file) != "azure-pipelines.yml")
        .Select(file => Path.GetRelativePath(Repository.Root, file));

    private static IEnumerable<string> All => Workflows.Append("action.yml");

    [TestCaseSource(nameof(All))]
    public void Scripts_hold_no_expressions(string file)
    {
        IEnumerable<string> scripts = Yaml.Read(Path.Combine(Repository.Root, file)).Mappings().Select(step => step.TextAt("run")).OfType<string>();

        Assert.That(scripts, Has.None.Contains("${{"));
    }

    [TestCaseSource(nameof(All))]
    public void Other_actions_are_pinned_by_commit(string file)
    {
        string[] used =
            [.. Yaml.Read(Path.Combine(Repository.Root, file)).Mappings().Select(step => step.TextAt("uses")).OfType<string>().Distinct()];

        Assert.That(used, Is.Not.Empty);
        Assert.That(used.Where(uses => uses is not "./" && !uses.StartsWith("gangate/gangate@v", StringComparison.Ordinal)), Is.SubsetOf(Pinned));
    }

    [TestCaseSource(nameof(Workflows))]
    public void A_workflow_states_permissions_and_every_job_a_timeout(string file)
    {
        YamlNode workflow = Yaml.Read(Path.Combine(Repository.Root, file));

        Assert.That(workflow.At("permissions"), Is.Not.Null);
        Assert.That(workflow.At("jobs").Pairs().Select(job => job.Value.TextAt("timeout-minutes")), Has.All.Not.Null);
    }

    [TestCaseSource(nameof(Workflows))]
    public void A_workflow_uses_inputs_that_the_action_has(string file)
    {
        string[] inputs = [.. Yaml.Read(ActionFile).At("inputs").Pairs().Select(input => input.Key)];
        IEnumerable<string> given = Yaml.Read(Path.Combine(Repository.Root, file)).Mappings()
            .Where(step => step.TextAt("uses") is string uses && (uses == "./" || uses.StartsWith("gangate/gangate@", StringComparison.Ordinal)))
            .SelectMany(step => step.At("with").Pairs().Select(input => input.Key))
            .Distinct();

        Assert.That(given, Is.SubsetOf(inputs));
    }

    [Test]
    public void Pages_and_examples_name_the_tag_that_this_version_moves()
    {
        string[] files =
        [
            .. Snippets.Pages, .. Directory.GetFiles(Path.Combine(Repository.Root, "action", "examples"), "*.yml"),
            Path.Combine(Repository.Root, "CONTRIBUTING.md"), Path.Combine(Repository.Root, "CHANGELOG.md"),
        ];
        string[] tags = [.. files.SelectMany(file => Tag().Matches(File.ReadAllText(file))).Select(tag => tag.Value)];
        string version = ProductVersion.Current, major = $"@v{version.Split('.')[0]}";

        Assert.That(tags.Count(tag => tag == $"gangate/gangate{major}"), Is.GreaterThanOrEqualTo(8));
        Assert.That(tags.Where(tag => tag != $"gangate/gangate{major}" && tag != $"`{major}`" && tag != $"`@v{version}`"), Is.Empty);
    }

    [Test]
    public async Task Every_option_of_the_gate_is_an_input_and_every_other_input_is_the_actions_own()
    {
        CommandResult help = await DemoPictures.Run("gate", "--help");
        IEnumerable<string> options = Option().Matches(help.Output).Select(option => option.Groups[1].Value);
        IEnumerable<string> inputs = Yaml.Read(ActionFile).At("inputs").Pairs().Select(input => input.Key);

        Assert.That(inputs.Except(OwnInputs), Is.EquivalentTo(options.Except(SetByTheAction)));
    }

    [Test]
    public void Every_input_is_read_by_the_script_that_makes_the_arguments()
    {
        string script = File.ReadAllText(Path.Combine(Repository.Root, "action", "prepare.sh"));
        IEnumerable<string> inputs = Yaml.Read(ActionFile).At("inputs").Pairs().Select(input => input.Key).Except(OwnInputs).Except(["comment"]);

        Assert.That(inputs, Is.SubsetOf(Word().Matches(script).Select(word => word.Value)));
    }

    [Test]
    public void The_scripts_are_given_every_input()
    {
        YamlNode action = Yaml.Read(ActionFile);
        string[] given = [.. action.At("runs").At("steps").Items().SelectMany(step => step.At("env").Pairs())
            .Select(variable => $"{variable.Key}={((YamlScalarNode)variable.Value).Value}")];
        IEnumerable<string> expected = action.At("inputs").Pairs().Select(input => input.Key)
            .Except(["artifact-name", "retention-days", "github-token"])
            .Select(name => $"INPUT_{name.ToUpperInvariant().Replace('-', '_')}=${{{{ inputs.{name} }}}}");

        Assert.That(expected, Is.SubsetOf(given));
    }

    [GeneratedRegex(@"^\s+(?:-\S+, )*--([a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Option();

    [GeneratedRegex(@"gangate/gangate@[\w.]+|`@v[\w.]+`")]
    private static partial Regex Tag();

    [GeneratedRegex("[a-z][a-z-]*")]
    private static partial Regex Word();
}
