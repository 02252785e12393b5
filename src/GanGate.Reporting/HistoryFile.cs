using System.Text.Json;

namespace GanGate.Reporting;

/// <summary>The results of many runs, one line of JSON each, the oldest first. One job at a time may add to it.</summary>
public sealed class HistoryFile
{
    /// <summary>The one layout that this version reads and writes.</summary>
    public const string CurrentSchema = "gangate-history/1";

    private readonly string _path;
    private readonly string[] _lines;
    private readonly HistoryEntry[] _entries;

    private HistoryFile(string path, string[] lines)
    {
        (_path, _lines) = (path, lines);
        _entries = [.. lines.Index().Where(line => !string.IsNullOrWhiteSpace(line.Item)).Select(line => Parse(line.Item, line.Index + 1))];
    }

    /// <summary>Reads a history; a file that does not exist yet is an empty one.</summary>
    /// <exception cref="GanGateException">GG2080: it cannot be read, or a line is no result.</exception>
    public static HistoryFile Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return new HistoryFile(path, Lines(path));
        }
        catch (FileNotFoundException) when (!FileNames.IsLost(path))
        {
            return new HistoryFile(path, []);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new GanGateException(ErrorCodes.HistoryInvalid, $"the history '{path}' cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>A result with the earlier ones that compare with it.</summary>
    public Report Before(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        HistoryEntry current = HistoryEntry.Of(report);
        return report with { Figures = report.Figures with { History = [.. _entries.Where(current.ComparesWith)] } };
    }

    /// <summary>Adds results at the end of the file, in one step.</summary>
    /// <param name="reports">The results.</param>
    /// <param name="commit">The commit of the source code, where known.</param>
    /// <exception cref="GanGateException">GG2010: the file cannot be written.</exception>
    public void Append(IEnumerable<Report> reports, string? commit)
    {
        string[] added = [.. reports.Select(report =>
            JsonSerializer.Serialize(HistoryEntry.Of(report, commit), ReportJson.Line.HistoryEntry))];
        AtomicFile.Write(_path, stream =>
        {
            using StreamWriter writer = new(stream, leaveOpen: true) { NewLine = "\n" };
            foreach (string line in (string[])[.. _lines, .. added]) writer.WriteLine(line);
        });
    }

    private static string[] Lines(string path)
    {
        using FileStream file = InputFile.Open(path);
        if (TextEncoding.WideName(file) is string wide)
        {
            throw new GanGateException(ErrorCodes.HistoryInvalid, $"the history '{path}' is {wide}: save it as UTF-8");
        }

        // A line without an end would take all memory.
        using StreamReader reader = new(file);
        if (reader.Peek() == 0) throw new GanGateException(ErrorCodes.HistoryInvalid, $"the history '{path}' is no text");
        List<string> lines = [];
        while (reader.ReadLine() is string line) lines.Add(line);
        return [.. lines];
    }

    private HistoryEntry Parse(string line, int number)
    {
        HistoryEntry? entry;
        try
        {
            entry = JsonSerializer.Deserialize(line, ReportJson.Line.HistoryEntry);
        }
        catch (JsonException failure)
        {
            throw Invalid(number, "is not one result as JSON", failure);
        }

        if (entry?.Schema != CurrentSchema) throw Invalid(number, $"is not of schema '{CurrentSchema}'");
        return entry.IsPossible ? entry : throw Invalid(number, "has impossible numbers");
    }

    private GanGateException Invalid(int line, string what, Exception? inner = null) => new(
        ErrorCodes.HistoryInvalid, $"line {line} of the history '{_path}' {what}: mend or remove that line, or name another file", inner);
}
