using GanGate.Settings;
using Microsoft.Build.Framework;

namespace GanGate.MSBuild;

/// <summary>
/// A gate's metadata as options of the tool. Each is passed on under its own name, so that the tool alone decides what there is,
/// and a misspelt one is an error.
/// </summary>
internal sealed class GateOptions
{
    // What is for the build and not for the tool.
    private static readonly string[] OfTheBuild = ["Severity", GanGatePrepare.Record, GanGatePrepare.Report, GanGatePrepare.Key];

    // What MSBuild adds to items that come from other items.
    private static readonly string[] OfMSBuild = ["OriginalItemSpec", "MSBuildSourceProjectFile", "MSBuildSourceTargetName"];

    // What a measurement writes: other names are another measurement, other content is none.
    private static readonly string[] Written = Named(setting => setting.Kind == SettingKind.Output);

    private static readonly string[] Several = Named(setting => setting.Kind == SettingKind.Texts);

    // Of patterns no file is an input: that what they name lies in the source is enough.
    private static readonly string[] Patterns = Named(setting => setting == Setting.Exclude);

    private static readonly string[] WithoutEffect = Named(setting => setting is { ChangesScore: false, Kind: not SettingKind.Output });

    /// <summary>With any of these, a gate compares texts.</summary>
    public static readonly string[] OfTexts = Named(setting => setting.Metrics == SettingMetrics.Texts);

    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>The options for metadata; an empty one is one that the project did not set.</summary>
    public GateOptions(IEnumerable<KeyValuePair<string, string>> metadata)
    {
        foreach (KeyValuePair<string, string> metadatum in metadata.Where(metadatum => metadatum.Value.Length > 0))
        {
            if (!OfTheBuild.Concat(OfMSBuild).Contains(metadatum.Key, StringComparer.OrdinalIgnoreCase))
            {
                _values[metadatum.Key] = metadatum.Value;
            }
        }
    }

    /// <summary>The metadata of some settings.</summary>
    public static string[] Named(Func<Setting, bool> which) =>
        [.. Setting.In(SettingPlaces.Metadata).Where(which).Select(setting => NameOf(setting.Name))];

    /// <summary>The metadatum of a setting: MaxFid of maxFid.</summary>
    public static string NameOf(string setting) => char.ToUpperInvariant(setting[0]) + setting.Substring(1);

    /// <summary>The option that a metadatum stands for: MaxFid is --max-fid.</summary>
    public static string OptionOf(string metadatum) =>
        "-" + string.Concat(metadatum.Select(c => char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{c}"));

    /// <summary>The options of an item.</summary>
    public static GateOptions Of(ITaskItem gate) => new(gate.CloneCustomMetadata().Keys.Cast<string>()
        .Select(name => new KeyValuePair<string, string>(name, gate.GetMetadata(name))));

    /// <summary>The names and values, in a fixed order.</summary>
    public IEnumerable<KeyValuePair<string, string>> All => _values;

    /// <summary>The values of those that files may lie behind which the result depends on.</summary>
    public IEnumerable<string> Inputs => Effective.Where(option => MayNameInputs(option.Key)).Select(option => option.Value);

    /// <summary>Whether the gate compares texts and not images.</summary>
    public bool IsText => _values.Keys.Any(name => OfTexts.Contains(name, StringComparer.OrdinalIgnoreCase));

    /// <summary>The files that are there once the gate was judged.</summary>
    public IEnumerable<string> Outputs => _values.Where(option => IsWritten(option.Key)).Select(option => option.Value);

    /// <summary>Those that the result depends on.</summary>
    public IEnumerable<KeyValuePair<string, string>> Effective =>
        _values.Where(value => !WithoutEffect.Contains(value.Key, StringComparer.OrdinalIgnoreCase));

    /// <summary>The values of an option: of one that may be given more than once those between semicolons.</summary>
    public static IEnumerable<string> ValuesOf(KeyValuePair<string, string> option) => Several.Contains(option.Key, StringComparer.OrdinalIgnoreCase)
        ? option.Value.Split(';').Select(value => value.Trim()).Where(value => value.Length > 0)
        : [option.Value];

    /// <summary>Whether an option may name files that a measurement reads.</summary>
    public static bool MayNameInputs(string option) => !IsWritten(option) && !Patterns.Contains(option, StringComparer.OrdinalIgnoreCase);

    private static bool IsWritten(string option) => Written.Contains(option, StringComparer.OrdinalIgnoreCase);
}
