using GanGate.Settings;

namespace GanGate.Gating;

/// <summary>Why a worse score was accepted: a few words of a person, kept in the baseline and shown with every verdict that rests on it.</summary>
internal static class AcceptanceReason
{
    private const int Longest = 500;
    private const int LongestShown = 200;

    /// <summary>A reason as it is kept.</summary>
    /// <exception cref="GanGateException">GG2001: it says nothing, or too much.</exception>
    public static string Require(string text)
    {
        string reason = OnOneLine(text).Trim();
        return reason.Length is > 0 and <= Longest ? reason : throw new GanGateException(
            ErrorCodes.Usage, $"{Setting.Reason} needs a few words, {Longest} characters at most: why is a worse score taken?");
    }

    /// <summary>A reason as a message shows it; the file may have been edited by hand.</summary>
    public static string Shown(string reason)
    {
        string line = OnOneLine(reason);
        return line.Length <= LongestShown ? line : $"{line[..LongestShown]}...";
    }

    private static string OnOneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
