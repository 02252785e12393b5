using System.Reflection;
using System.Runtime.CompilerServices;

namespace GanGate.Settings;

/// <summary>
/// Something that a person can decide of a gate or a measurement. It is described here once, and each face offers it under its name in
/// that face's spelling: maxFid in a configuration is --max-fid on a command line and MaxFid in a build.
/// </summary>
/// <param name="Name">Its name in a configuration: maxFid.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Help">What it does, in one sentence.</param>
internal sealed partial record Setting(string Name, SettingKind Kind, string Help)
{
    /// <summary>What stands for a value in a description: count, file.</summary>
    public string? ValueName { get; init; }

    /// <summary>What holds when nothing is said, where that can be written down.</summary>
    public string? Default { get; init; }

    /// <summary>The values that there are; empty where they cannot be listed.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The metrics that it belongs to.</summary>
    public SettingMetrics Metrics { get; init; }

    /// <summary>Whether a score may depend on it, so that another value is another measurement.</summary>
    public bool ChangesScore { get; init; } = true;

    /// <summary>Where it can be given, beside the command line.</summary>
    public SettingPlaces Places { get; init; }

    /// <summary>Every setting there is, each with its own name or its own meaning.</summary>
    public static IReadOnlyList<Setting> All => field ??=
        [.. typeof(Setting).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(member => member.PropertyType == typeof(Setting))
            .Select(member => (Setting)member.GetValue(null)!)];

    /// <summary>What it does, with its values and what holds when nothing is said.</summary>
    public string Description
    {
        get
        {
            string values = Values.Count == 0 ? "" : $" ({string.Join(", ", Values)})";
            string without = Default is null ? "" : $"; {Default} by default";
            return $"{Help.Substring(0, Help.Length - 1)}{values}{without}.";
        }
    }

    /// <summary>Those of gates that can be given in a place.</summary>
    public static IEnumerable<Setting> In(SettingPlaces place) => All.Where(setting => (setting.Places & place) != 0);

    /// <summary>The levels of a disturbance, which is a setting by its name.</summary>
    public static Setting LevelsOf(string disturbance)
    {
        IEnumerable<string> words = disturbance.Split('-').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word.Substring(1));
        return new Setting(string.Concat(words), SettingKind.Numbers, "Levels of a disturbance.") { ValueName = "numbers" };
    }

    /// <summary>The setting and a value, as a message names them.</summary>
    public SaidSetting At(string value) => new(this, value);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static Setting Of(
        SettingKind kind,
        string help,
        SettingPlaces places = SettingPlaces.Command,
        SettingMetrics metrics = SettingMetrics.All,
        bool score = true,
        string? value = null,
        string? without = null,
        string[]? values = null,
        [CallerMemberName] string name = "")
    {
        return new Setting(char.ToLowerInvariant(name[0]) + name.Substring(1), kind, help)
        {
            Places = places,
            Metrics = metrics,
            ChangesScore = score,
            ValueName = value,
            Default = without,
            Values = values ?? [],
        };
    }
}
