using GanGate.Settings;
using Microsoft.Build.Utilities;

namespace GanGate.MSBuild;

/// <summary>
/// The defaults that a project's properties give all its gates. The tool refuses what is of images on a gate of texts and the other way
/// round, so a default of the other kind is left out; what the gate says itself is not.
/// </summary>
/// <param name="defaults">MaxRegression=5%, for each metadatum that a property sets.</param>
internal sealed class GateDefaults(IEnumerable<string> defaults)
{
    private static readonly string[] OfImages = GateOptions.Named(setting => setting.Metrics == SettingMetrics.Images);

    private readonly HashSet<string> _defaults = new(defaults, StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes from a gate the defaults of the other kind.</summary>
    public void KeepFitting(TaskItem gate)
    {
        bool images = OfImages.Any(name => SaysItself(gate, name)), texts = GateOptions.OfTexts.Any(name => SaysItself(gate, name));
        if (images == texts) return;

        foreach (string name in (texts ? OfImages : GateOptions.OfTexts).Where(name => !SaysItself(gate, name))) gate.RemoveMetadata(name);
    }

    private bool SaysItself(TaskItem gate, string name) =>
        gate.GetMetadata(name) is { Length: > 0 } value && !_defaults.Contains($"{name}={value}");
}
