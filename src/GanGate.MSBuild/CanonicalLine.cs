namespace GanGate.MSBuild;

/// <summary>A line of the tool that reports an error or a warning: <c>gangate : error GG1001: message</c></summary>
internal readonly struct CanonicalLine
{
    private const string NoteStart = "gangate : ";
    private const string ErrorStart = NoteStart + "error ";
    private const string WarningStart = NoteStart + "warning ";

    private CanonicalLine(bool isWarning, string code, string message) => (IsWarning, Code, Message) = (isWarning, code, message);

    /// <summary>Whether it is a warning.</summary>
    public bool IsWarning { get; }

    /// <summary>GG and four digits.</summary>
    public string Code { get; }

    /// <summary>What went wrong and what to do.</summary>
    public string Message { get; }

    /// <summary>The line of an error.</summary>
    public static string Error(string code, string message) => $"{ErrorStart}{code}: {message}";

    /// <summary>Recognises what the tool says beside its results and errors, such as its progress.</summary>
    public static bool IsNote(string text, out string note)
    {
        bool isNote = text.StartsWith(NoteStart, StringComparison.Ordinal) && !TryParse(text, out _);
        note = isNote ? text.Substring(NoteStart.Length) : "";
        return isNote;
    }

    /// <summary>Recognises such a line.</summary>
    public static bool TryParse(string text, out CanonicalLine line)
    {
        line = default;
        bool isWarning = text.StartsWith(WarningStart, StringComparison.Ordinal);
        string start = isWarning ? WarningStart : ErrorStart;
        int codeEnd = text.StartsWith(start, StringComparison.Ordinal) ? text.IndexOf(": ", start.Length, StringComparison.Ordinal) : -1;
        if (codeEnd < 0)
        {
            return false;
        }

        line = new CanonicalLine(isWarning, text.Substring(start.Length, codeEnd - start.Length), text.Substring(codeEnd + 2));
        return true;
    }
}
