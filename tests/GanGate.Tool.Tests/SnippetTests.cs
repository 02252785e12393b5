using System.IO.Compression;

namespace GanGate.Tests;

/// <summary>
/// Every <c>gangate</c> line in the README and the user pages works as written, in a folder with photos, samples, checkpoints and a text.
/// </summary>
[NonParallelizable]
public class SnippetTests
{
    private static IEnumerable<string> PagesWithCommands =>
        Snippets.Pages.Where(page => Commands(page).Length > 0).Select(page => Path.GetRelativePath(Repository.Root, page));

    [TestCaseSource(nameof(PagesWithCommands))]
    public async Task The_commands_of_a_page_work(string page)
    {
        string folder = Path.GetDirectoryName(DemoSet.Temporary("page"))!;
        Directory.CreateSymbolicLink(Path.Combine(folder, "photos"), DemoSet.Folders.Reference);
        Directory.CreateSymbolicLink(Path.Combine(folder, "samples"), DemoSet.Folders.Good);
        ZipFile.CreateFromDirectory(DemoSet.Folders.Good, Path.Combine(folder, "samples.zip"));
        File.WriteAllLines(Path.Combine(folder, "photos.txt"), Directory.GetFiles(DemoSet.Folders.Reference).Take(300).Select(file => $"photos/{Path.GetFileName(file)}"));
        new TestGenerator().Write(Path.Combine(folder, "model.onnx"));
        string checkpoints = Directory.CreateDirectory(Path.Combine(folder, "checkpoints")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(checkpoints, "step-1000"), DemoSet.Folders.Spoiled);
        Directory.CreateSymbolicLink(Path.Combine(checkpoints, "step-2000"), DemoSet.Folders.Good);
        File.WriteAllLines(Path.Combine(folder, "text.txt"), Enumerable.Range(0, 700).Select(i => $"line {i * 7919 % 1000} of text"));
        string before = Directory.GetCurrentDirectory();
        string? home = Environment.GetEnvironmentVariable("GANGATE_HOME");
        Environment.SetEnvironmentVariable("GANGATE_HOME", DemoSet.Temporary("home"));
        Directory.SetCurrentDirectory(folder);
        try
        {
            foreach (string command in Commands(Path.Combine(Repository.Root, page)))
            {
                GanGateCommand result = await GanGateCommand.Run(command.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]);
                Assert.That(result.ExitCode, Is.Zero, $"{command}\n{result.Error}");
            }
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
            Environment.SetEnvironmentVariable("GANGATE_HOME", home);
        }
    }

    [Test]
    public void The_readme_starts_with_its_two_commands() =>
        Assert.That(
            Snippets.Of(Path.Combine(Repository.Root, "README.md"), "sh").Take(2),
            Is.EqualTo(["dotnet run --project src/GanGate.Tool -- demo\n", "dotnet test\n"]));

    // What a page shows as needing the network or other machines is marked by another language than sh.
    private static string[] Commands(string page) =>
        [.. Snippets.Of(page, "sh").SelectMany(block => block.Split('\n')).Where(line => line.StartsWith("gangate ", StringComparison.Ordinal))];
}
