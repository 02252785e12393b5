namespace GanGate;

/// <summary>Tells texts in UTF-16 and UTF-32, as some programs of Windows write them, from those in UTF-8.</summary>
internal static class TextEncoding
{
    /// <summary>How many bytes of a text tell.</summary>
    public const int HeadLength = 4;

    /// <summary>UTF-16 or UTF-32, with its byte order, where a text begins so; null for any other.</summary>
    /// <param name="head">The first four bytes, or all where there are fewer.</param>
    public static string? WideName(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [not 0, 0, 0, 0, ..] => "UTF-32 (little-endian)",
        [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, not 0, ..] => "UTF-32 (big-endian)",
        [0xFF, 0xFE, ..] or [not 0, 0, not 0, 0, ..] => "UTF-16 (little-endian)",
        [0xFE, 0xFF, ..] or [0, not 0, 0, not 0, ..] => "UTF-16 (big-endian)",
        _ => null,
    };

    /// <summary>The same for an open file; what cannot be read twice, such as a pipe, is not looked at.</summary>
    public static string? WideName(FileStream file)
    {
        if (!file.CanSeek) return null;
        Span<byte> head = stackalloc byte[HeadLength];
        return WideName(head[..RandomAccess.Read(file.SafeFileHandle, head, 0)]);
    }
}
