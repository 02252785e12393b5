namespace GanGate.Tool.Feeds;

/// <summary>What a library says over several lines, as one.</summary>
internal static class OneLine
{
    public static string Of(string message) =>
        string.Join(' ', message.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).TrimEnd('.');
}
