using GanGate.Models;

namespace GanGate.Tool.Hosting;

/// <summary>
/// One of a few places for measurements, shared by all processes of a user: a file opened for one holder alone, which
/// the system sets free when the holder ends, however it ends.
/// </summary>
internal static class MachineSlot
{
    /// <summary>The option that says how many places there are.</summary>
    public const string Option = "--slots";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for a place.</summary>
    /// <param name="count">How many places there are; every process should say the same number.</param>
    /// <param name="waiting">Called once when none is free.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>
    /// What to dispose of at the end; null where the store's folder or the places in it cannot be written, since no build should fail for
    /// that.
    /// </returns>
    public static IDisposable? Wait(int count, Action waiting, CancellationToken cancellation)
    {
        try
        {
            return CreateFolder() is string folder ? Wait(folder, count, waiting, cancellation) : null;
        }
        catch (UnauthorizedAccessException)
        {
            // Another user's places, which no waiting makes ours.
            return null;
        }
    }

    private static FileStream Wait(string folder, int count, Action waiting, CancellationToken cancellation)
    {
        for (bool first = true; ; first = false)
        {
            for (int slot = 0; slot < count; slot++)
            {
                if (TryTake(Path.Combine(folder, $"{slot}.lock")) is FileStream taken)
                {
                    return taken;
                }
            }

            if (first)
            {
                waiting();
            }

            cancellation.WaitHandle.WaitOne(Pause);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static string? CreateFolder()
    {
        try
        {
            string folder = Path.Combine(new ModelStore().Folder, "slots");
            Directory.CreateDirectory(folder);
            using FileStream probe = new(
                Path.Combine(folder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or GanGateException)
        {
            return null;
        }
    }

    private static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
