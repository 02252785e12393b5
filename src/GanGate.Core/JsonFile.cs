using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GanGate.Settings;

namespace GanGate;

/// <summary>Reads JSON that a person may have edited, with errors that name the place, and writes it in one step.</summary>
internal static class JsonFile
{
    private const int BufferSize = 4096;

    /// <summary>Reads one value.</summary>
    /// <param name="path">The file.</param>
    /// <param name="type">How to read it.</param>
    /// <param name="invalid">The code for a file that is missing, unreadable or of other content.</param>
    /// <param name="kind">What the file is, for the message: "baseline".</param>
    /// <param name="names">What its keys may be, for the message of one that is not known.</param>
    /// <param name="values">What a key's value may be, in words, for the message of one that it cannot be.</param>
    public static T Read<T>(
        string path, JsonTypeInfo<T> type, ErrorCode invalid, string kind, IReadOnlyList<string>? names = null, Func<string, string>? values = null)
    {
        try
        {
            using FileStream stream = InputFile.Open(path, BufferSize);
            if (TextEncoding.WideName(stream) is string wide)
            {
                throw new GanGateException(invalid, $"the {kind} '{path}' is {wide}: save it as UTF-8");
            }

            return JsonSerializer.Deserialize(stream, type)
                ?? throw new GanGateException(invalid, $"the {kind} '{path}' holds null instead of a JSON object");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new GanGateException(invalid, $"the {kind} '{path}' {FileNames.WhyMissing(path)}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(invalid, $"the {kind} '{path}' cannot be read: {failure.Message}", failure);
        }
        catch (JsonException failure)
        {
            throw new GanGateException(invalid, $"the {kind} '{path}' is not valid{Place(failure)}: {Reason(failure, names ?? [], values)}", failure);
        }
    }

    /// <summary>Writes one value; a reader sees the old file or the new one.</summary>
    public static void Write<T>(string path, T value, JsonTypeInfo<T> type) => AtomicFile.Write(path, stream =>
    {
        JsonSerializer.Serialize(stream, value, type);
        stream.WriteByte((byte)'\n');
    });

    private static string Place(JsonException failure) =>
        failure.LineNumber is long line ? $" at line {line + 1}, column {failure.BytePositionInLine + 1}" : "";

    // The serializer appends the place in its own words and names our types; the first sentence is what helps.
    private static string Reason(JsonException failure, IReadOnlyList<string> names, Func<string, string>? values)
    {
        string key = failure.Path?.Split('.')[^1].Split('[')[0] ?? "";
        if (failure.Message.Contains("could not be mapped", StringComparison.Ordinal)) return $"unknown key '{key}'{Nearest.Hint(key, names)}";
        if (values is not null && failure.Message.Contains("could not be converted", StringComparison.Ordinal)) return $"'{key}' is not {values(key)}";

        string text = failure.Message.Split(" Path: ", 2)[0].Split(". ", 2)[0].TrimEnd('.');
        int typeName = text.IndexOf(", which is not", StringComparison.Ordinal);
        return typeName > 0 ? text[..typeName] : text;
    }
}
