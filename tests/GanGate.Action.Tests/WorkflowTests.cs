using System.Text.RegularExpressions;
using GanGate.Tests.Playing;
using YamlDotNet.RepresentationModel;

namespace GanGate.Tests;

/// <summary>What the project's own workflows and the examples do.</summary>
[Platform(Exclude = "Win", Reason = "its bash may be that of another system; the workflow runs the action there")]
public partial class WorkflowTests
{
    private static readonly string Examples = Path.Combine(Repository.Root, "action", "examples");

    private static IEnumerable<string> ExampleFiles => Directory.GetFiles(Examples, "*.yml").Select(file => Path.GetFileName(file)!);

    [Test]
    public async Task The_action_on_the_project_itself_tells_good_pictures_from_spoiled_ones()
    {
        YamlNode steps = Yaml.Read(Path.Combine(Repository.Root, ".github", "workflows", "gate.yml")).At("jobs").At("gate").At("steps")!;
        using Job job = new();
        StandIn(job, $"if [ \"$1\" = run ]; then shift 4; set -- '{DemoPictures.Tool}' \"$@\"; fi");

        string? failure = await WorkflowJob.Play(job, steps, new() { ["matrix.os"] = "ubuntu-latest" }, DemoPictures.Tool);

        Assert.That(failure, Is.Null);
        Assert.That(job.Artifacts.Keys, Is.EqualTo(["gangate-good-ubuntu-latest--quality-2", "gangate-spoiled-ubuntu-latest--quality-2"]));
    }

    [Test]
    public async Task A_verdict_that_is_not_the_expected_one_fails_the_workflow()
    {
        YamlNode steps = Yaml.Read(Path.Combine(Repository.Root, ".github", "workflows", "gate.yml")).At("jobs").At("gate").At("steps")!;
        using Job job = new();

        StepRun result = await job.Run(
            steps.Items().Last().TextAt("run")!, new() { ["GOOD"] = "passed", ["SPOILED"] = "error", ["OUTCOME"] = "failure" });

        Assert.That(result.ExitCode, Is.Not.Zero);
    }

    [TestCaseSource(nameof(ExampleFiles))]
    public async Task The_commands_of_an_example_have_the_options_that_they_are_given(string file)
    {
        string text = File.ReadAllText(Path.Combine(Examples, file)).Replace("\\\n", " ", StringComparison.Ordinal);
        foreach (Match command in Command().Matches(text))
        {
            CommandResult help = await DemoPictures.Run([.. command.Groups[1].Value.Split(' '), "--help"]);
            string[] options = [.. Option().Matches(command.Groups[2].Value).Select(option => option.Value)];

            Assert.That(help.ExitCode, Is.Zero, command.Value);
            Assert.That(options.Where(option => !help.Output.Contains(option, StringComparison.Ordinal)), Is.Empty, command.Value);
        }
    }

    [Test]
    public void There_are_commands_in_the_examples() => Assert.That(
        ExampleFiles.Sum(file => Command().Count(File.ReadAllText(Path.Combine(Examples, file)))), Is.GreaterThanOrEqualTo(6));

    // A dotnet that first runs a line of its own.
    private static void StandIn(Job job, string line)
    {
        string bin = Directory.CreateDirectory(Path.Combine(job.Temp, "stand-in")).FullName, dotnet = Path.Combine(bin, "dotnet");
        string real = Environment.ProcessPath is string path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "/usr/bin/dotnet";
        File.WriteAllText(dotnet, $"#!/usr/bin/env bash\n{line}\nexec '{real}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        job.Prepend(bin);
    }

    [GeneratedRegex(@"(?<![\w/.-])(?:""\$\w+/gangate/)?gangate""? ((?:gate|model fetch|stats merge|stats|baseline accept)\b)([^\n]*)")]
    private static partial Regex Command();

    [GeneratedRegex(@"(?<=\s)--?[a-z][a-z-]*")]
    private static partial Regex Option();
}
