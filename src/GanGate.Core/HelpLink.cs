namespace GanGate;

/// <summary>The one place that knows where the help pages are.</summary>
internal static class HelpLink
{
    private const string Errors = "https://github.com/gangate/gangate/blob/main/docs/errors.md";

    /// <summary>The section about a code.</summary>
    public static string For(string code) => Errors + "#" + code.ToLowerInvariant();
}
