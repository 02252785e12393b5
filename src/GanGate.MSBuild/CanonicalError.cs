namespace GanGate.MSBuild;

/// <summary>A line of the tool that reports an error: <c>gangate : error GG1001: message</c></summary>
internal readonly struct CanonicalError
{
    private const string Start = "gangate : error ";

    private CanonicalError(string code, string message) => (Code, Message) = (code, message);

    /// <summary>GG and four digits.</summary>
    public string Code { get; }

    /// <summary>What went wrong and what to do.</summary>
    public string Message { get; }

    /// <summary>Recognises such a line.</summary>
    public static bool TryParse(string line, out CanonicalError error)
    {
        error = default;
        int codeEnd = line.StartsWith(Start, StringComparison.Ordinal) ? line.IndexOf(": ", Start.Length, StringComparison.Ordinal) : -1;
        if (codeEnd < 0)
        {
            return false;
        }

        error = new CanonicalError(line.Substring(Start.Length, codeEnd - Start.Length), line.Substring(codeEnd + 2));
        return true;
    }
}
