using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GanGate.Reporting.Charts;

/// <summary>What <see cref="ChartStyle.Css"/> says of an element, for those who draw without a browser: the light scheme.</summary>
internal sealed partial class ChartLook
{
    private readonly IReadOnlyDictionary<string, string> _properties;

    private ChartLook(IReadOnlyDictionary<string, string> properties) => _properties = properties;

    private static readonly (string Selector, (string Name, string Value)[] Properties)[] Rules =
        [.. Rule().Matches(Scheme().Replace(ChartStyle.Css, ""))
            .Select(rule => (rule.Groups[1].Value.Trim(), Declarations(rule.Groups[2].Value)))];

    /// <summary>The look of an element by its name and its classes; later rules win.</summary>
    public static ChartLook Of(XElement element)
    {
        string[] selectors =
        [
            ".chart",
            $".chart {element.Name.LocalName}",
            .. ((string?)element.Attribute("class") ?? "").Split(' ').Select(name => $".chart .{name}"),
        ];
        Dictionary<string, string> properties = [];
        foreach ((string selector, (string Name, string Value)[] declarations) in Rules)
        {
            if (!selectors.Contains(selector)) continue;
            foreach ((string name, string value) in declarations) properties[name] = value;
        }

        return new ChartLook(properties);
    }

    /// <summary>A property with its variables put in; null where nothing is said.</summary>
    public string? this[string property] => _properties.TryGetValue(property, out string? value)
        ? Variable().Replace(value, variable => _properties[variable.Groups[1].Value])
        : null;

    private static (string Name, string Value)[] Declarations(string block) =>
        [.. block.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(declaration => declaration.Split(':', 2))
            .Select(pair => (pair[0].Trim(), pair[1].Trim()))];

    // Another scheme for other screens: a block of blocks.
    [GeneratedRegex(@"@media[^{]*\{[^{}]*\{[^{}]*\}\s*\}")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"([^{}]+)\{([^{}]*)\}")]
    private static partial Regex Rule();

    [GeneratedRegex(@"var\((--[\w-]+)\)")]
    private static partial Regex Variable();
}
