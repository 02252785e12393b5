using System.Globalization;

namespace GanGate.Disturbances;

/// <summary>One of the six disturbances of Figure 3 of Heusel et al. 2017 (arXiv 1706.08500), with the levels of the paper.</summary>
/// <param name="Name">As options call it: noise.</param>
/// <param name="Title">As charts call it: Gaussian noise.</param>
/// <param name="LevelName">What its levels are.</param>
/// <param name="Most">The highest level that is possible; levels begin at 0, which is no disturbance.</param>
/// <param name="PaperLevels">The levels of the paper, rising from 0; of a disturbance that it has not, usual ones.</param>
public sealed record DisturbanceKind(string Name, string Title, string LevelName, double Most, IReadOnlyList<double> PaperLevels)
{
    // Beyond, a blurred image is one colour, and a kernel would only cost memory.
    private const double MostBlur = 100;

    // A swirl of a thousand turns.
    private const double MostSwirl = 6283;

    private const double MostShrinking = 0.99;
    private const double MostJpeg = 100;

    private static readonly double[] Shares = [0, 0.25, 0.5, 0.75];

    /// <summary>(1 - a) X + a N with Gaussian noise N.</summary>
    public static DisturbanceKind Noise { get; } = new("noise", "Gaussian noise", "share of noise", 1, Shares);

    /// <summary>Five black rectangles with sides of a times the image's.</summary>
    public static DisturbanceKind Rectangles { get; } =
        new("rectangles", "Black rectangles", "side of the rectangles / side of the image", 1, Shares);

    /// <summary>Gaussian blur.</summary>
    public static DisturbanceKind Blur { get; } = new("blur", "Gaussian blur", "sigma, in pixels", MostBlur, [0, 1, 2, 4]);

    /// <summary>A swirl about the centre.</summary>
    public static DisturbanceKind Swirl { get; } = new("swirl", "Swirl", "strength, in radians", MostSwirl, [0, 1, 2, 4]);

    /// <summary>Pixels that turn black or white.</summary>
    public static DisturbanceKind SaltAndPepper { get; } =
        new("salt-and-pepper", "Salt and pepper", "share of the pixels", 1, [0, 0.1, 0.2, 0.3]);

    /// <summary>Images that are replaced by others of a second set.</summary>
    public static DisturbanceKind Contamination { get; } = new("contamination", "Contamination", "share of the images", 1, Shares);

    /// <summary>Images that are shrunk and enlarged again; not one of the paper's.</summary>
    public static DisturbanceKind Shrinking { get; } =
        new("shrinking", "Shrunk and enlarged", "share of the sides that is lost", MostShrinking, [0, 0.25, 0.5, 0.75]);

    /// <summary>Images that went through a lossy file; not one of the paper's.</summary>
    public static DisturbanceKind Jpeg { get; } = new("jpeg", "JPEG artefacts", "100 - quality", MostJpeg, [0, 25, 50, 75]);

    /// <summary>Images that nearly repeat others of the set; not one of the paper's.</summary>
    public static DisturbanceKind NearCopies { get; } = new("near-copies", "Near copies of ten images", "share of the images", 1, Shares);

    /// <summary>All six, in the order of the paper's figure.</summary>
    public static IReadOnlyList<DisturbanceKind> All { get; } = [Noise, Blur, Rectangles, Swirl, SaltAndPepper, Contamination];

    /// <summary>What else goes wrong with the images of a generator on their way to a gate.</summary>
    internal static IReadOnlyList<DisturbanceKind> Artefacts { get; } = [Shrinking, Jpeg, NearCopies];

    /// <summary>Makes sure that levels are possible.</summary>
    /// <returns>The levels.</returns>
    /// <exception cref="GanGateException">GG2001: they are fewer than two, do not rise, or are out of range.</exception>
    public IReadOnlyList<double> Require(IReadOnlyList<double> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        bool possible = levels.All(level => level >= 0 && level <= Most);
        bool rising = levels.Zip(levels.Skip(1)).All(pair => pair.First < pair.Second);
        return possible && rising && levels.Count >= 2
            ? levels
            : throw new GanGateException(
                ErrorCodes.Usage,
                string.Create(CultureInfo.InvariantCulture, $"--{Name} needs two or more rising levels from 0 to {Most}, such as ")
                + string.Join(',', PaperLevels.Select(level => level.ToString(CultureInfo.InvariantCulture))));
    }
}
