namespace GanGate.Models;

/// <summary>How patient a download is.</summary>
internal sealed record ModelDownloadOptions
{
    /// <summary>How long a server may send nothing.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often one source is tried; each time goes on where the last one ended.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The wait after the first try, doubled after each.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);
}
