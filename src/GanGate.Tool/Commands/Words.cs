using System.CommandLine;

namespace GanGate.Tool.Commands;

/// <summary>Options whose values are words.</summary>
internal static class Words
{
    /// <summary>One of some words, in any case.</summary>
    public static Option<T> OneOf<T>(string name, string description, params (string Word, T Value)[] choices) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', choices.Select(choice => choice.Word)),
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            foreach ((string word, T value) in choices)
            {
                if (word.Equals(text, StringComparison.OrdinalIgnoreCase)) return value;
            }

            result.AddError($"{name} is one of {string.Join(", ", choices.Select(choice => choice.Word))}, not '{text}'");
            return default!;
        },
    };
}
