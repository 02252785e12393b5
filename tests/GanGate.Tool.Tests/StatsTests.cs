using System.Text.Json.Nodes;
using GanGate.Statistics;

namespace GanGate.Tests;

public class StatsTests
{
    [Test]
    public async Task Show_tells_what_a_file_holds()
    {
        GanGateCommand text = await GanGateCommand.Run("stats", "show", DemoSet.Statistics);
        GanGateCommand json = await GanGateCommand.Run("stats", "show", DemoSet.Statistics, "--json");

        Assert.That(text.Out, Does.Contain("images       1,000").And.Contain("features     212").And.Contain("protocol     pyramid"));
        Assert.That((int?)json.Json["count"], Is.EqualTo(1000));
        Assert.That((string?)json.Json["fingerprint"], Does.StartWith("sha256:"));
    }

    [Test]
    public async Task Merged_parts_are_the_whole()
    {
        List<string> parts = [];
        foreach (int hundred in (int[])[10, 11, 12, 13, 14])
        {
            parts.Add(await Measure(Path.Combine(DemoSet.Folders.Good, $"landscape-{hundred}*.png")));
        }

        string whole = await Measure(DemoSet.Folders.Good);
        string merged = DemoSet.Temporary("merged.npz");

        GanGateCommand command = await GanGateCommand.Run(["stats", "merge", .. parts, "-o", merged, "--json"]);

        Assert.That(command.ExitCode, Is.Zero, command.Error);
        FeatureStatistics expected = StatisticsFile.Read(whole);
        FeatureStatistics actual = StatisticsFile.Read(merged);
        Assert.That(actual.Count, Is.EqualTo(500));
        Assert.That(actual.Meta!.Fingerprint, Is.EqualTo(expected.Meta!.Fingerprint));
        Assert.That(actual.Mu, Is.EqualTo(expected.Mu).Within(1e-12));
        Assert.That(actual.Sigma, Is.EqualTo(expected.Sigma).Within(1e-12));
    }

    [Test]
    public async Task Parts_without_a_count_cannot_be_merged()
    {
        FeatureStatistics known = StatisticsFile.Read(DemoSet.Statistics);
        string unknown = DemoSet.Temporary("unknown.npz");
        StatisticsFile.Write(unknown, new FeatureStatistics(known.Mu, known.Sigma, count: null, known.Meta));
        string merged = DemoSet.Temporary("merged.npz");

        GanGateCommand command = await GanGateCommand.Run("stats", "merge", DemoSet.Statistics, unknown, "-o", merged);

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2006").And.Contain(unknown).And.Contain("count"));
        Assert.That(merged, Does.Not.Exist);
    }

    [TestCase("192", 192)]
    [TestCase("768", 768)]
    public async Task Two_files_of_another_program_need_only_the_name_of_their_protocol(string depth, int dimension)
    {
        string a = Repository.Shared("reference", $"stats_A_dims{depth}.npz");
        string b = Repository.Shared("reference", $"stats_B_dims{depth}.npz");
        JsonNode golden = JsonNode.Parse(await File.ReadAllTextAsync(Repository.Shared("reference", "golden_distances.json")))!;

        GanGateCommand fid = await GanGateCommand.Run("fid", a, b, "--protocol", "pytorch-fid", "--json");

        Assert.That(fid.ExitCode, Is.Zero, fid.Error);
        Assert.That((int?)fid.Json["protocol"]!["dimension"], Is.EqualTo(dimension));
        double exact = (double)golden["pytorch_fid"]![$"dims{depth}"]!["exact_from_features"]!;
        Assert.That((double?)fid.Json["value"], Is.EqualTo(exact).Within(1e-6 * exact));
    }

    private static async Task<string> Measure(string source)
    {
        string path = DemoSet.Temporary("statistics.npz");
        GanGateCommand command = await GanGateCommand.Run("stats", source, "--protocol", "pyramid", "-o", path);
        Assert.That(command.ExitCode, Is.Zero, command.Error);
        return path;
    }
}
