using System.Collections.Concurrent;
using GanGate.Archives;

namespace GanGate.Models;

/// <summary>
/// SHA-256 of weights, taken once in a process as long as a file's size and time stay: one run asks for the same weights when it looks for
/// them, when it names its protocol and when it opens the network.
/// </summary>
internal static class ContentHash
{
    // What was written just now may be written again within one tick of the file system's clock, and its time would not tell.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    private static readonly ConcurrentDictionary<string, (FileStamp Stamp, string Hash)> Known = new();

    /// <summary>SHA-256 of a file, lower-case hex.</summary>
    /// <exception cref="GanGateException">It cannot be read (GG2012).</exception>
    public static string Of(string path)
    {
        path = Path.GetFullPath(path);
        FileStamp? stamp = StampOf(path);
        if (Known.TryGetValue(path, out (FileStamp Stamp, string Hash) known) && known.Stamp == stamp) return known.Hash;

        string hash = ModelStore.HashOf(path);
        if (stamp is FileStamp before && DateTime.UtcNow - before.Modified > Settled && StampOf(path) == before) Known[path] = (before, hash);
        return hash;
    }

    private static FileStamp? StampOf(string path)
    {
        try
        {
            return FileStamp.Of(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Reading it says it better.
            return null;
        }
    }
}
