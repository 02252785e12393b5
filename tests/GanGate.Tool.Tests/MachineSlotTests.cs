using GanGate.Tool.Hosting;

namespace GanGate.Tests;

[NonParallelizable]
public class MachineSlotTests
{
    [Test]
    [Platform("Linux,MacOsX")]
    public void Places_that_cannot_be_opened_keep_no_build_waiting()
    {
        string home = DemoSet.Temporary("home");
        string? before = Environment.GetEnvironmentVariable("GANGATE_HOME");

        // A folder cannot be opened as a file, as another user's place cannot.
        Directory.CreateDirectory(Path.Combine(home, "slots", "0.lock"));
        Environment.SetEnvironmentVariable("GANGATE_HOME", home);
        try
        {
            Assert.That(MachineSlot.Wait(1, Assert.Fail, CancellationToken.None), Is.Null);
        }
        finally
        {
            Environment.SetEnvironmentVariable("GANGATE_HOME", before);
        }
    }
}
