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
        (string Command, string? Error)[] steps = [.. Snippets.Of(Page, "console").SelectMany(Steps)];

        Assert.That(steps.Count(step => step.Error?.Contains("error GG1002: ", StringComparison.Ordinal) is true), Is.EqualTo(2), "the curve and the build");
        foreach ((string command, string? error) in steps)
        {
            string[] words = command.Split(' ');
            string[] arguments = words[0] == "gangate" ? [GatedProject.Tool, .. words[1..]] : [.. words[1..], "-nodeReuse:false"];
            CommandResult result = await GatedProject.Finish(GatedProject.Start("dotnet", arguments, [], project.Folder));

            Assert.That(result.ExitCode, Is.EqualTo(error is null ? 0 : 1), $"{command}\n{result.Output}");
            if (error is not null) Assert.That(result.Errors.Select(WithoutFigures), Has.Some.Contains(WithoutFigures(error)), $"{command}\n{result.Output}");
        }
    }

    // A command and the error that it shows, before the next one.
    private static IEnumerable<(string Command, string? Error)> Steps(string block) => block
        .Split("$ ", StringSplitOptions.RemoveEmptyEntries)
        .Select(step => step.Split('\n'))
        .Select(lines => (lines[0], lines.FirstOrDefault(line => line.Contains("error GG", StringComparison.Ordinal))));

    // Another processor trains another generator.
    private static string WithoutFigures(string line) => Figure().Replace(line, "#");

    [GeneratedRegex(@"(?<!GG[0-9]*)[0-9][0-9.,]*(?<![.,])")]
    private static partial Regex Figure();
}
