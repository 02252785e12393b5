using System.Globalization;
using GanGate.Measuring;
using GanGate.Settings;

namespace GanGate.Gating;

/// <summary>A time in which a gate that fails only warns.</summary>
/// <param name="Until">Its last day, in UTC.</param>
/// <param name="Clock">Says what day it is.</param>
internal sealed record Quarantine(DateOnly Until, TimeProvider Clock)
{
    private const string Format = "yyyy-MM-dd";

    /// <summary>Reads <c>2027-03-01</c>.</summary>
    /// <exception cref="GanGateException">GG2001: it is no day of the calendar, or written in another way.</exception>
    public static Quarantine Parse(string text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? new Quarantine(day, TimeProvider.System)
            : throw new GanGateException(
                ErrorCodes.Usage, $"'{text}' is no day until which a gate may be in quarantine ({Setting.Quarantine}): write year, month and day, 2027-03-01");

    /// <summary>The verdict of a gate in quarantine; when that is over, the verdict as it is, and that it is over where a rule is broken.</summary>
    public Verdict Of(Verdict verdict)
    {
        DateOnly today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        if (today > Until)
        {
            return verdict.Failed ? With(verdict, $"the quarantine of the gate ended on {Day}: it fails again") : verdict;
        }

        verdict = verdict with { Checks = [.. verdict.Checks.Select(InQuarantine)] };
        return Until > today.AddYears(1) ? With(verdict, $"the gate's quarantine lasts until {Day}, more than a year from now") : verdict;
    }

    private string Day => Until.ToString(Format, CultureInfo.InvariantCulture);

    private Check InQuarantine(Check check) => check.Passed ? check : check with
    {
        Passed = true,
        Warned = ErrorCodes.Quarantined,
        Message = $"in quarantine until {Day}, else this would have failed ({check.Error}): {check.Message}",
    };

    private static Verdict With(Verdict verdict, string message) =>
        verdict with { Warnings = [.. verdict.Warnings, new Warning(ErrorCodes.Quarantined, message)] };
}
