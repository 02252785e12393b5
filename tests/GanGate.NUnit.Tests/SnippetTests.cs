using System.Runtime.CompilerServices;
using GanGate.Gating;
using GanGate.NUnit;
using GanGate.Statistics;
using GanGate.Tool.Demo;

namespace GanGate.Tests;

[NonParallelizable]
public class SnippetTests
{
    [Test]
    public void The_readmes_lines_compile_and_pass()
    {
        string folder = Directory.CreateTempSubdirectory("gangate-nunit-").FullName;
        string before = Directory.GetCurrentDirectory();
        try
        {
            DemoFolders pictures = DemoImages.Write(folder, CancellationToken.None);
            StatisticsFile.Write(Path.Combine(folder, "photos.npz"), Measurement.Statistics(pictures.Reference, new MeasurementOptions { Protocol = "pyramid" }));
            Directory.Move(pictures.Good, Path.Combine(folder, "samples"));
            Directory.SetCurrentDirectory(folder);

            FidResult fid = Fid.Measure("samples", "photos.npz");
            Assert.That(fid, Is.FidBelow(25.0));
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void The_lines_above_are_the_readmes()
    {
        string[] lines = Snippets.Of(Path.Combine(Repository.Root, "README.md"), "csharp").Single().TrimEnd('\n').Split('\n');

        Assert.That(File.ReadAllText(ThisFile()), Does.Contain(string.Join("\n", lines.Select(line => "            " + line))));
    }

    private static string ThisFile([CallerFilePath] string path = "") =>
        Path.Combine(Repository.Root, "tests", "GanGate.NUnit.Tests", Path.GetFileName(path));
}
