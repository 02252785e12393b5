namespace GanGate.Tool.Hosting;

/// <summary>The folder that the command was started in: it may be gone, or closed to this user, and then no relative path means anything.</summary>
internal static class CurrentFolder
{
    /// <summary>Whether a failure to find a file is that of this folder.</summary>
    public static bool IsGone(Exception failure)
    {
        if (FileTrouble.Of(failure) is null) return false;
        try
        {
            Directory.GetCurrentDirectory();
            return false;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>The error.</summary>
    public static GanGateException Error(Exception failure) => new(
        ErrorCodes.SourceUnreadable, "the current folder is gone, or cannot be read: change to another one, or name files by their full paths", failure);
}
