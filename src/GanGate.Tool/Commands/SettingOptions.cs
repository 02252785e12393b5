using System.CommandLine;
using System.Globalization;
using GanGate.Settings;
using GanGate.Tool.Wording;

namespace GanGate.Tool.Commands;

/// <summary>Options made of settings. Numbers are in the invariant culture: 1,5 is an error, not fifteen.</summary>
internal static class SettingOptions
{
    /// <summary>An option without a value.</summary>
    public static Option<bool> ToSwitch(this Setting setting) => Described(new Option<bool>(NameOf(setting)), setting);

    /// <summary>Words, names and files.</summary>
    public static Option<string?> ToText(this Setting setting, string? help = null) =>
        Described(new Option<string?>(NameOf(setting)), setting, help);

    /// <summary>A setting that may be given more than once.</summary>
    public static Option<string[]> ToTexts(this Setting setting, string? help = null) =>
        Described(new Option<string[]>(NameOf(setting)), setting, help);

    /// <summary>A number of at least 0.</summary>
    public static Option<double?> ToNumber(this Setting setting, string? help = null) => setting.ToParsed<double?>(
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && value >= 0
            ? value
            : null,
        "needs a number of at least 0, written like 0.5",
        help);

    /// <summary>A whole number of at least 1.</summary>
    public static Option<int?> ToCount(this Setting setting, string? help = null) => setting.ToParsed<int?>(
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0 ? value : null,
        "needs a whole number of at least 1",
        help);

    /// <summary>A whole number of at least 0.</summary>
    public static Option<long?> ToWhole(this Setting setting) => setting.ToParsed<long?>(
        text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null,
        "needs a whole number of at least 0");

    /// <summary>Some numbers with commas between them.</summary>
    public static Option<double[]?> ToNumbers(this Setting setting, string? help = null) => setting.ToParsed(
        text => NumbersOf(text) is var values && values.All(double.IsFinite) ? values : null, "needs numbers such as 0,0.25,0.5", help);

    /// <summary>Some different numbers above 0 with commas between them.</summary>
    public static Option<double[]?> ToRates(this Setting setting) => setting.ToParsed(
        text => NumbersOf(text) is var values && values.All(value => value > 0 && double.IsFinite(value)) && values.Distinct().Count() == values.Length
            ? values
            : null,
        "needs different numbers above 0 such as 1e-4,5e-4");

    /// <summary>One of the setting's values, in any case.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="choices">What its values stand for, in their order.</param>
    public static Option<T> ToChoice<T>(this Setting setting, params T[] choices) => Described(
        new Option<T>(NameOf(setting))
        {
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                int place = setting.Values.ToList().FindIndex(value => value.Equals(text, StringComparison.OrdinalIgnoreCase));
                return place >= 0
                    ? choices[place]
                    : throw new GanGateException(
                        ErrorCodes.Usage, $"{setting} is one of {string.Join(", ", setting.Values)}, not '{text}'{Nearest.Hint(text, setting.Values)}");
            },
        },
        setting);

    /// <summary>A value of any other kind.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="parse">Reads a value; null where it cannot be one.</param>
    /// <param name="needs">What is said then.</param>
    /// <param name="help">Says what it does in place of the setting's own help.</param>
    public static Option<T?> ToParsed<T>(this Setting setting, Func<string, T?> parse, string needs, string? help = null) => Described(
        new Option<T?>(NameOf(setting))
        {
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => parse(result.Tokens[0].Value)
                ?? throw new GanGateException(ErrorCodes.Usage, $"{setting} {needs}, not '{result.Tokens[0].Value}'"),
        },
        setting,
        help);

    /// <summary>The setting that an option is made of.</summary>
    public static Setting SettingOf(this Option option) =>
        Setting.All.FirstOrDefault(setting => setting.Name == CommandLineWords.SettingOf(option.Name))
        ?? Setting.LevelsOf(option.Name.TrimStart('-'));

    /// <summary>Whether an option stands on the command line.</summary>
    public static bool Has(this ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>Refuses options that would have no effect.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="reason">Why: "texts have no pixels".</param>
    /// <param name="options">The options.</param>
    /// <exception cref="GanGateException">GG2001.</exception>
    public static void Refuse(this ParseResult parsed, Sentence reason, params IEnumerable<Option> options)
    {
        if (options.FirstOrDefault(parsed.Has) is Option given)
        {
            throw new GanGateException(ErrorCodes.Usage, $"{given.SettingOf()} has no effect here: {reason}");
        }
    }

    /// <summary>The option of a setting.</summary>
    public static string NameOf(Setting setting) => CommandLineWords.OptionOf(setting.Name);

    private static T Described<T>(T option, Setting setting, string? help = null)
        where T : Option
    {
        option.Description = help is null ? setting.Description : (setting with { Help = help }).Description;
        option.HelpName = setting.ValueName ?? (setting.Values.Count > 0 ? string.Join('|', setting.Values) : setting.Kind switch
        {
            SettingKind.Count => "count",
            SettingKind.Number or SettingKind.Whole => "number",
            _ => null,
        });
        return option;
    }

    private static double[] NumbersOf(string text) => [.. text.Split(',', StringSplitOptions.TrimEntries).Select(part =>
        double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN)];
}
