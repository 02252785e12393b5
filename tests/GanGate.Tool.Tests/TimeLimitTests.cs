using GanGate.Tool.Hosting;

namespace GanGate.Tests;

/// <summary>The time limit holds for every command that works for long or writes a file: after it, nothing is written.</summary>
public class TimeLimitTests
{
    private string _report = "";

    [OneTimeSetUp]
    public Task Measure()
    {
        _report = DemoSet.Temporary("report.json");
        return GanGateCommand.Run(
            "gate", "--generated", DemoSet.CopyOfGood(10), "--reference", DemoSet.Statistics, "--max-fid", "100", "--json-file", _report);
    }

    [TestCase("stats merge STATISTICS -o")]
    [TestCase("model export --protocol pyramid -o")]
    [TestCase("baseline accept REPORT -o")]
    [TestCase("train saddle --steps 1000000 --plot")]
    [TestCase("train flow --steps 1000000 --plot")]
    [TestCase("train heavy-ball --steps 1000000 --plot")]
    [TestCase("train adam-ode --plot")]
    public async Task A_command_stops_at_its_time_limit(string command)
    {
        string file = DemoSet.Temporary("output");
        string[] words = [.. command.Split(' ').Select(word => word switch { "STATISTICS" => DemoSet.Statistics, "REPORT" => _report, _ => word })];

        GanGateCommand run = await GanGateCommand.Run([.. words, file, "--timeout", "0.000001"]);

        Assert.That(run.ExitCode, Is.EqualTo(124), run.Error);
        Assert.That(run.ErrorLines.Single(), Does.Contain("GG4002: stopped after the time limit"));
        Assert.That(run.Out, Is.Empty);
        Assert.That(file, Does.Not.Exist);
    }

    [Test]
    public void What_does_not_stop_is_ended_when_patience_is_over()
    {
        using CancellationTokenSource stop = new();
        using ManualResetEventSlim stuck = new();
        using TimeLimit limit = new(TimeSpan.FromMilliseconds(1), stop, TimeSpan.FromMilliseconds(1), stuck.Set);

        Assert.That(stuck.Wait(TimeSpan.FromSeconds(30)), Is.True);
        Assert.That(stop.IsCancellationRequested, Is.True);
    }

    [Test]
    public void What_stops_in_time_is_left_alone()
    {
        using CancellationTokenSource stop = new();
        bool stuck = false;
        using (new TimeLimit(TimeSpan.FromMilliseconds(1), stop, TimeSpan.FromMinutes(5), () => stuck = true))
        {
            Assert.That(stop.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)), Is.True);
        }

        Assert.That(stuck, Is.False);
    }
}
