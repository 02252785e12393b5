using GanGate.Settings;

namespace GanGate.Tool.Wording;

/// <summary>The words of whoever types commands: --max-fid, 'gangate model fetch'.</summary>
internal class CommandLineWords : Words
{
    /// <summary>These words.</summary>
    public static CommandLineWords Instance { get; } = new();

    /// <summary>The option of a setting: --max-fid of maxFid.</summary>
    public static string OptionOf(string name) =>
        "--" + string.Concat(name.Select(c => char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : c.ToString()));

    /// <summary>The setting of an option, whether there is such a one or not: maxFid of --max-fid.</summary>
    public static string SettingOf(string option) => string.Concat(option.TrimStart('-').Split('-', StringSplitOptions.RemoveEmptyEntries)
        .Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    /// <inheritdoc/>
    public override string Spell(string name) => OptionOf(name);

    /// <inheritdoc/>
    public override string Say(Advice advice) => $"'gangate {CommandOf(advice)}'";

    /// <inheritdoc/>
    protected override string Name(Setting setting) =>
        setting == Setting.MoreReferences ? $"a second {Spell(Setting.Reference.Name)}" : Spell(setting.Name);

    /// <summary>A command without the tool's name.</summary>
    protected static string CommandOf(Advice advice) => advice.Kind switch
    {
        AdviceKind.FetchModel => $"model fetch {advice.Argument}".TrimEnd(),
        AdviceKind.InstallDevice => $"device install {advice.Argument}",
        AdviceKind.ImportModel => $"model import {advice.Argument}" + (advice.Name is null ? "" : $" --as {advice.Name}"),
        AdviceKind.RemoveModel => $"model remove {advice.Argument}",
        AdviceKind.ListModels => "model list",
        AdviceKind.AcceptBaseline => "baseline accept",
        AdviceKind.MeasureStatistics => advice.Argument is null ? "stats" : $"stats {advice.Argument}",
        AdviceKind.ShowStatistics => "stats show",
        AdviceKind.MergeStatistics => "stats merge",
        AdviceKind.MeasureDistance => "fid",
        AdviceKind.Calibrate => "calibrate",
        AdviceKind.WriteReport => $"gate {OptionOf(Setting.JsonFile.Name)}",
        AdviceKind.Init => "init",
        _ => "curve",
    };
}
