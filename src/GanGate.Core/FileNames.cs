namespace GanGate;

/// <summary>
/// Names of files that .NET cannot say: on Linux a name is bytes, those that are no UTF-8 reach us with a replacement character in their place,
/// and no file is found under what is left.
/// </summary>
internal static class FileNames
{
    private const char Replacement = '\uFFFD';

    /// <summary>What is wrong with such a name, and what to do.</summary>
    public const string LostReason =
        "its name is not UTF-8, so that .NET cannot open it: rename it, for example with 'convmv -f latin1 -t utf8 --notest'";

    /// <summary>Why there is no file under a name, as the end of a sentence.</summary>
    public static string WhyMissing(string path) => Directory.Exists(path) ? "is a folder, not a file"
        : IsLost(path) ? $"is not found: {LostReason}"
        : IsClosed(path) ? "cannot be reached: a folder that it lies in is closed to this user"
        : "does not exist";

    /// <summary>Whether nothing is found under a name because some of it is not UTF-8.</summary>
    public static bool IsLost(string path) => path.Contains(Replacement, StringComparison.Ordinal) && !Path.Exists(path);

    private static bool IsClosed(string path)
    {
        try
        {
            File.GetAttributes(path);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (Exception failure) when (failure is IOException or ArgumentException)
        {
            return false;
        }
    }
}
