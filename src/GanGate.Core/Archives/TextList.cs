using System.Text;

namespace GanGate.Archives;

/// <summary>Lists that a person or a script wrote, one entry a line: paths of images, names of classes.</summary>
internal static class TextList
{
    /// <summary>Reads the entries; empty lines and the blanks around an entry are passed over. UTF-16 and UTF-32 are read where a mark says so.</summary>
    /// <exception cref="IOException">The list cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The system refuses access.</exception>
    /// <exception cref="GanGateException">GG2090: it is no text in these encodings. GG2016: it is the pointer of a file in Git LFS.</exception>
    public static string[] Read(string path)
    {
        using FileStream file = InputFile.Open(path);
        using StreamReader reader = new(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
        List<string> entries = [];
        try
        {
            int first = reader.Peek();
            if (first == 0 || IsUnmarked(file, reader)) throw NotUtf8(path, TextEncoding.WideName(file) ?? "no text");
            while (reader.ReadLine() is string line)
            {
                if (line.Trim() is { Length: > 0 } entry) entries.Add(entry);
            }
        }
        catch (DecoderFallbackException failure)
        {
            throw NotUtf8(path, "not UTF-8", failure);
        }

        return [.. entries];
    }

    // The reader itself knows the marks.
    private static bool IsUnmarked(FileStream file, StreamReader reader) =>
        reader.CurrentEncoding is UTF8Encoding && TextEncoding.WideName(file) is not null;

    private static GanGateException NotUtf8(string path, string what, Exception? inner = null) =>
        new(ErrorCodes.TextInvalid, $"the list '{path}' is {what}: save it as UTF-8", inner);
}
