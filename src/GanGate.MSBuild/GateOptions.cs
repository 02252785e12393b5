using Microsoft.Build.Framework;

namespace GanGate.MSBuild;

/// <summary>
/// A gate's metadata as options of the tool. Each is passed on under its own name, so that the tool alone decides what there is,
/// and a misspelt one is an error.
/// </summary>
internal sealed class GateOptions
{
    // What is for the build and not for the tool.
    private static readonly string[] OfTheBuild = ["Severity", GanGatePrepare.Record, GanGatePrepare.Report];

    // What MSBuild adds to items that come from other items.
    private static readonly string[] OfMSBuild = ["OriginalItemSpec", "MSBuildSourceProjectFile", "MSBuildSourceTargetName"];

    // What changes no score.
    private static readonly string[] WithoutEffect = ["Timeout", "CacheFeatures"];

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

    /// <summary>The options of an item.</summary>
    public static GateOptions Of(ITaskItem gate) => new(gate.CloneCustomMetadata().Keys.Cast<string>()
        .Select(name => new KeyValuePair<string, string>(name, gate.GetMetadata(name))));

    /// <summary>The names and values, in a fixed order.</summary>
    public IEnumerable<KeyValuePair<string, string>> All => _values;

    /// <summary>Those that the result depends on.</summary>
    public IEnumerable<KeyValuePair<string, string>> Effective =>
        _values.Where(value => !WithoutEffect.Contains(value.Key, StringComparer.OrdinalIgnoreCase));
}
