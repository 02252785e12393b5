namespace GanGate.Models;

/// <summary>How far a download is.</summary>
/// <param name="Received">Bytes that are here, those of an earlier call included.</param>
/// <param name="Size">Bytes of the whole file; 0 where nobody says.</param>
/// <param name="Host">Who sends them.</param>
internal readonly record struct ModelDownloadProgress(long Received, long Size, string Host);
