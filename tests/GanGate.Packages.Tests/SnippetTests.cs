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
}
