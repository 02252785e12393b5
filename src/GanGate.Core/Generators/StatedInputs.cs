using GanGate.Settings;

namespace GanGate.Generators;

/// <summary>What a person said that a generator's inputs are given: z=normal,c=one-hot.</summary>
internal static class StatedInputs
{
    private static readonly Sentence Form = $"{Setting.Inputs} takes NAME=KIND, several with commas, where KIND is normal, uniform, labels or one-hot";

    /// <summary>Reads it.</summary>
    /// <param name="text">As it was given; null for nothing.</param>
    /// <exception cref="GanGateException">GG2001: it is not of that form.</exception>
    public static IReadOnlyDictionary<string, InputKind> Parse(string? text)
    {
        Dictionary<string, InputKind> kinds = [];
        foreach (string part in text?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            int sign = part.LastIndexOf('=');
            InputKind? kind = sign <= 0 ? null : KindOf(part[(sign + 1)..].Trim());
            if (kind is null) throw new GanGateException(ErrorCodes.Usage, $"{Form}, not '{part}'");
            if (!kinds.TryAdd(part[..sign].Trim(), kind.Value)) throw new GanGateException(ErrorCodes.Usage, $"{Form}, and '{part[..sign]}' once");
        }

        return kinds;
    }

    private static InputKind? KindOf(string word) => word.ToLowerInvariant() switch
    {
        "normal" => InputKind.Normal,
        "uniform" => InputKind.Uniform,
        "labels" => InputKind.Labels,
        "one-hot" => InputKind.OneHot,
        _ => null,
    };
}
