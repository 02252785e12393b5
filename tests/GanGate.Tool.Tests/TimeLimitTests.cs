namespace GanGate.Tests;

/// <summary>The time limit holds for every command that works for long or writes a file: after it, nothing is written.</summary>
public class TimeLimitTests
{
    private static readonly string Report = DemoSet.Temporary("report.json");

    [OneTimeSetUp]
    public Task Measure() => GanGateCommand.Run(
        "gate", "--generated", DemoSet.CopyOfGood(10), "--reference", DemoSet.Statistics, "--max-fid", "100", "--json-file", Report);

    private static IEnumerable<TestCaseData> Commands()
    {
        yield return Of("stats", "merge", DemoSet.Statistics, "-o");
        yield return Of("model", "export", "--protocol", "pyramid", "-o");
        yield return Of("baseline", "accept", Report, "-o");
        yield return Of("train", "saddle", "--steps", "1000000", "--plot");
        yield return Of("train", "flow", "--steps", "1000000", "--plot");
        yield return Of("train", "heavy-ball", "--steps", "1000000", "--plot");
        yield return Of("train", "adam-ode", "--plot");

        static TestCaseData Of(params string[] command) => new TestCaseData([command]).SetArgDisplayNames($"{command[0]} {command[1]}");
    }

    [TestCaseSource(nameof(Commands))]
    public async Task A_command_stops_at_its_time_limit(string[] command)
    {
        string file = DemoSet.Temporary("output");

        GanGateCommand run = await GanGateCommand.Run([.. command, file, "--timeout", "0.000001"]);

        Assert.That(run.ExitCode, Is.EqualTo(124), run.Error);
        Assert.That(run.ErrorLines.Single(), Does.Contain("GG4002: stopped after the time limit"));
        Assert.That(run.Out, Is.Empty);
        Assert.That(file, Does.Not.Exist);
    }
}
