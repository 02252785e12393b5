using System.Globalization;

namespace GanGate.Tool.Terminal;

/// <summary>Durations as people say them.</summary>
internal static class Duration
{
    /// <summary>A rough duration: 30 s, 12 min, 2 h 5 min.</summary>
    public static string About(TimeSpan duration) => duration.TotalSeconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0} s")
        : duration.TotalMinutes < 90
            ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMinutes:0} min")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours} h {duration.Minutes} min");
}
