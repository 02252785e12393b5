using System.Globalization;

namespace GanGate.MSBuild;

/// <summary>What the tool said of a gate, kept so that later builds can say it again without measuring.</summary>
internal sealed class GateRecord
{
    private const int Passed = 0;
    private const int Failed = 1;

    /// <summary>A record of one run.</summary>
    /// <param name="key">The <see cref="GateKey"/> of what was measured.</param>
    /// <param name="exitCode">The tool's exit code.</param>
    /// <param name="outcome">What came of it.</param>
    public GateRecord(string key, int exitCode, ToolOutcome outcome) => (Key, ExitCode, Outcome) = (key, exitCode, outcome);

    /// <summary>What was measured.</summary>
    public string Key { get; }

    /// <summary>The tool's exit code.</summary>
    public int ExitCode { get; }

    /// <summary>What came of it.</summary>
    public ToolOutcome Outcome { get; }

    /// <summary>Whether the gate was judged. What kept it from that may be gone the next time, so it is tried again.</summary>
    public bool IsVerdict => ExitCode is Passed or Failed;

    /// <summary>Reads a record; null where there is none that is whole. Another build may replace or remove it meanwhile.</summary>
    public static GateRecord? Read(string path)
    {
        string[] lines;
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using StreamReader reader = new(file);
            lines = [.. LinesOf(reader)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return lines.Length == 3 && int.TryParse(lines[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int exitCode)
            ? new GateRecord(lines[0], exitCode, ToolOutcome.Parse(lines[2]))
            : null;
    }

    /// <summary>Writes the record in one step; only the holder of its lock does.</summary>
    public void Write(string path)
    {
        string temporary = path + "." + Path.GetRandomFileName();
        File.WriteAllLines(temporary, [Key, ExitCode.ToString(CultureInfo.InvariantCulture), Outcome.ToJson()]);
        if (File.Exists(path)) File.Replace(temporary, path, destinationBackupFileName: null);
        else File.Move(temporary, path);
    }

    private static IEnumerable<string> LinesOf(StreamReader reader)
    {
        while (reader.ReadLine() is string line) yield return line;
    }
}
