namespace GanGate.Models;

/// <summary>Makes changes to a store wait for each other, across processes: a file opened for one holder alone.</summary>
internal static class ModelStoreLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // A sharing violation and a locked file of Windows; EWOULDBLOCK of Linux and of macOS.
    private static readonly int[] HeldElsewhere = [unchecked((int)0x80070020), unchecked((int)0x80070021), 11, 35];

    /// <summary>Waits for the lock; disposing the result, or the end of the process, sets it free.</summary>
    /// <param name="folder">The folder that is changed; created if need be.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="GanGateException">The folder cannot be written to (GG2010).</exception>
    public static async Task<IDisposable> AcquireAsync(string folder, CancellationToken cancellation)
    {
        string path = Path.Combine(folder, ".lock");
        while (true)
        {
            try
            {
                Directory.CreateDirectory(folder);

                // Never deleted: a lock on a deleted file would lock out nobody.
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException failure) when (HeldElsewhere.Contains(failure.HResult))
            {
                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw ModelStore.Unwritable(folder, exception);
            }
        }
    }
}
