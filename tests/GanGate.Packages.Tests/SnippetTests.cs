namespace GanGate.Tests.Packages;

public class SnippetTests
{
    /// <summary>Packing is what the feed is made with; the rest runs in a user's folder, in the order of the page.</summary>
    [Test]
    public async Task The_commands_of_the_page_work()
    {
        using UserFolder user = new(Feed.Folder);
        user.Sample("good");

        foreach (string command in PackagesPage.Commands.Where(line => !line.StartsWith("dotnet pack ", StringComparison.Ordinal)))
        {
            string[] words = command.Split(' ');
            CommandResult result = await user.Run(words[0], words[1..]);
            Assert.That(result.ExitCode, Is.Zero, $"{command}\n{result.Output}");
        }
    }

    [Test]
    public async Task The_commands_of_the_tools_readme_work()
    {
        using UserFolder user = new(Feed.Folder);
        user.Sample("good");
        user.Remove("photos.npz");

        string[] lines = PackagesPage.Readme("GanGate.Tool", "sh").Split('\n');
        foreach (string command in lines.Where(line => line.StartsWith("gangate ", StringComparison.Ordinal)))
        {
            CommandResult result = await user.Run(Feed.Command, command.Split(' ')[1..]);
            Assert.That(result.ExitCode, Is.Zero, $"{command}\n{result.Output}");
        }
    }

    /// <summary>The lines that every NUnit page shows are run by GanGate.NUnit.Tests; the package's readme shows no others.</summary>
    [Test]
    public void The_constraints_readme_shows_the_lines_of_the_readme()
    {
        string lines = Snippets.Of(Path.Combine(Repository.Root, "README.md"), "csharp").Single();

        Assert.That(PackagesPage.Readme("GanGate.NUnit", "csharp"), Is.EqualTo("using GanGate.NUnit;\n\n" + lines));
    }
}
