using GanGate.Images;
using GanGate.Settings;

namespace GanGate.Disturbances;

/// <summary>
/// The level's share of the images, to the nearest whole number, is replaced by as many different images of a second set, both at random.
/// </summary>
internal sealed class Contamination(IImageSource images, DisturbanceRandom random, IImageSource others)
    : Disturbance(DisturbanceKind.Contamination, images)
{
    private readonly int[] _places = random.Order(0, images.Count);
    private readonly int[] _others = random.Order(1, others.Count);

    private protected override IImageSource Disturb(double level)
    {
        int replaced = (int)Math.Round(level * Images.Count, MidpointRounding.AwayFromZero);
        if (replaced > others.Count)
        {
            throw new GanGateException(
                ErrorCodes.TooFewToContaminate,
                $"'{others.Description}' holds {others.Count:N0} images, and {replaced:N0} are to be replaced by it (none twice): "
                + $"give a larger set with {Setting.ContaminateWith}, fewer samples with {Setting.Sample}, "
                + $"or lower levels with {Setting.Contamination}");
        }

        Dictionary<int, int> replacements = [];
        for (int i = 0; i < replaced; i++) replacements.Add(_places[i], _others[i]);
        return new MixedImages(Images, others, replacements);
    }
}

/// <summary>Images of which some are replaced by images of another set.</summary>
/// <param name="Images">The set.</param>
/// <param name="Others">The other one.</param>
/// <param name="Replacements">Which image of the other stands in the place of which.</param>
internal sealed record MixedImages(IImageSource Images, IImageSource Others, IReadOnlyDictionary<int, int> Replacements) : IImageSource
{
    /// <inheritdoc/>
    public string Description => Images.Description;

    /// <inheritdoc/>
    public int Count => Images.Count;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [.. Images.Files, .. Others.Files];

    /// <inheritdoc/>
    public string NameOf(int index) => Replacements.TryGetValue(index, out int other) ? Others.NameOf(other) : Images.NameOf(index);

    /// <inheritdoc/>
    public RgbImage Decode(int index) => Replacements.TryGetValue(index, out int other) ? Others.Decode(other) : Images.Decode(index);
}
