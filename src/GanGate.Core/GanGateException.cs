using GanGate.Settings;

namespace GanGate;

/// <summary>An error that a person can act on: one clear line with a code, and details such as the names of bad files.</summary>
public sealed class GanGateException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="error">Which one; decides the exit code and the help page.</param>
    /// <param name="message">One line that names the cause and says what to do, without the code.</param>
    /// <param name="inner">What led to it.</param>
    /// <param name="details">More lines, each of its own worth (a bad file and the reason).</param>
    public GanGateException(ErrorCode error, string message, Exception? inner = null, IReadOnlyList<string>? details = null)
        : this(error, Sentence.FromString(message), inner, details)
    {
    }

    /// <summary>Creates an error whose message names settings.</summary>
    internal GanGateException(ErrorCode error, Sentence message, Exception? inner = null, IReadOnlyList<string>? details = null)
        : base(message.ToString(), inner)
    {
        ArgumentNullException.ThrowIfNull(error);
        Sentence = message;
        Error = error;
        Details = details ?? [];
    }

    /// <summary>That a source is missing, and where it was looked for: tests and builds run in folders that one may not think of.</summary>
    /// <param name="path">As it was given.</param>
    /// <param name="kind">What it should be, such as "the folder"; empty where nothing is known of it.</param>
    /// <param name="inner">What led to it.</param>
    internal static GanGateException Missing(string path, string kind = "", Exception? inner = null) => new(
        ErrorCodes.SourceMissing,
        $"{kind} '{path}' {FileNames.WhyMissing(path)}{PlaceOf(path)}".TrimStart(),
        inner);

    private static string PlaceOf(string path)
    {
        if (Path.IsPathFullyQualified(path) || Path.Exists(path) || FileNames.IsLost(path)) return "";
        try
        {
            string folder = Directory.GetCurrentDirectory();
            return $" in '{folder}'{(FileNames.IsLost(folder) ? $": {FileNames.LostReason}" : "")}";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ": the current folder is gone, or cannot be read";
        }
    }

    /// <summary>The code, its exit code and its help page.</summary>
    public ErrorCode Error { get; }

    /// <summary>The message, in the words of any face; <see cref="Exception.Message"/> has it in those of this library.</summary>
    internal Sentence Sentence { get; }

    /// <summary>Further lines, such as one for each bad file.</summary>
    public IReadOnlyList<string> Details { get; }
}
