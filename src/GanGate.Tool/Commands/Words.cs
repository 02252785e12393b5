using System.CommandLine;

namespace GanGate.Tool.Commands;

/// <summary>Options whose values are one of a few words.</summary>
internal static class Words
{
    /// <summary>An option that takes one of some words; the first value where it is left out.</summary>
    public static Option<T> Of<T>(string name, string description, params (string Word, T Value)[] words) => new(name)
    {
        Description = description,
        HelpName = name.TrimStart('-'),
        DefaultValueFactory = _ => words[0].Value,
        CustomParser = result =>
        {
            int found = Array.FindIndex(words, pair => pair.Word == result.Tokens[0].Value);
            if (found >= 0) return words[found].Value;

            string known = $"{string.Join(", ", words.SkipLast(1).Select(pair => pair.Word))} or {words[^1].Word}";
            result.AddError($"{name} is {known}, not '{result.Tokens[0].Value}'");
            return default!;
        },
    };
}
