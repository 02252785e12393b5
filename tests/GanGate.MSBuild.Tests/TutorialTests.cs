using System.Text.RegularExpressions;

namespace GanGate.Tests;

/// <summary>The tutorial from its first line to its last: commands that it shows with an error's code must end with that code.</summary>
public partial class TutorialTests
{
    private static string Page => Path.Combine(Repository.Root, "docs", "tutorial.md");

    [Test]
    public async Task The_tutorial_works_as_written()
    {
        using GatedProject project = new("", more: Snippets.Of(Page, "xml").Single());
        (string Command, string? Code)[] steps = [.. Snippets.Of(Page, "console").SelectMany(Steps)];

        Assert.That(steps.Select(step => step.Code).OfType<string>(), Is.EqualTo(new[] { "GG1002", "GG1002" }), "the curve and the build");
        foreach ((string command, string? code) in steps)
        {
            string[] words = command.Split(' ');
            string[] arguments = words[0] == "gangate" ? [GatedProject.Tool, .. words[1..]] : [.. words[1..], "-nodeReuse:false"];
            CommandResult result = await GatedProject.Finish(GatedProject.Start("dotnet", arguments, [], project.Folder));

            Assert.That(result.ExitCode, Is.EqualTo(code is null ? 0 : 1), $"{command}\n{result.Output}");
            if (code is not null) Assert.That(result.Errors, Has.Some.Contains(code), command);
        }
    }

    // A command and what it shows, until the next one.
    private static IEnumerable<(string Command, string? Code)> Steps(string block) => block
        .Split("$ ", StringSplitOptions.RemoveEmptyEntries)
        .Select(step => (step.Split('\n')[0], Error().Match(step) is { Success: true } error ? error.Groups[1].Value : null));

    [GeneratedRegex("error (GG[0-9]+)")]
    private static partial Regex Error();
}
