using System.Globalization;

namespace GanGate.Tests;

/// <summary>Whether processes that start here can be interrupted: what a shell starts in the background inherits that it ignores Ctrl-C.</summary>
internal static class CtrlC
{
    private const ulong Interrupt = 1 << 1;

    /// <summary>Skips a test of SIGINT where nobody would hear it.</summary>
    public static void RequireFor(string signal)
    {
        const string Status = "/proc/self/status", Ignored = "SigIgn:";
        if (signal != "INT" || !File.Exists(Status)) return;
        string mask = File.ReadLines(Status).Single(line => line.StartsWith(Ignored, StringComparison.Ordinal))[Ignored.Length..].Trim();
        if ((ulong.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & Interrupt) != 0)
        {
            Assert.Ignore("this shell lets its background jobs ignore Ctrl-C");
        }
    }
}
