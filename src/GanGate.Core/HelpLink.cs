namespace GanGate;

/// <summary>The one place that knows where the help pages are.</summary>
internal static class HelpLink
{
    private const string Docs = "https://github.com/gangate/gangate/blob/main/docs/";

    /// <summary>The section about a code.</summary>
    public static string For(string code) => Page("errors.md#" + code.ToLowerInvariant());

    /// <summary>A page, or a section of one: curve.md, statistics.md#limits.</summary>
    public static string Page(string name) => Docs + name;
}
