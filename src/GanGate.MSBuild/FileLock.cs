namespace GanGate.MSBuild;

/// <summary>A file opened for one holder alone, across processes; the system sets it free when the holder ends.</summary>
internal static class FileLock
{
    private const int PauseMilliseconds = 20;

    /// <summary>Waits for the file; it is created, and never deleted.</summary>
    /// <returns>What to dispose of; null when <paramref name="giveUp"/> said so.</returns>
    public static FileStream? Take(string path, Func<bool> giveUp)
    {
        while (!giveUp())
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                Thread.Sleep(PauseMilliseconds);
            }
        }

        return null;
    }

    /// <summary>Whether somebody holds the file.</summary>
    public static bool IsHeld(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite).Dispose();
            return false;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
