namespace GanGate.Models;

/// <summary>A weights file on this machine.</summary>
/// <param name="Name">Its name in the store; the path as given for a file outside it.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256, lower-case hex: the weights' part of a protocol's fingerprint.</param>
internal sealed record StoredModel(string Name, string Path, long Size, string Sha256);
