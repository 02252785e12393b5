using System.Globalization;

namespace GanGate.Metrics;

/// <summary>
/// What a limit of the Fréchet distance lets pass. Samples that have the reference's mean and the share c of its variance in every direction
/// score Tr S (1 - sqrt c)^2, with S the reference's covariance, and one picture over and over scores Tr S. So a limit L lets all pass that
/// keep c = (1 - sqrt(L / Tr S))^2, and from Tr S on it lets everything collapse.
/// </summary>
/// <param name="Share">The share 1 - c of the variance that may be lost, from 0 to 1.</param>
internal readonly record struct LostVariety(double Share)
{
    private const double Half = 0.5;

    /// <summary>Whether one picture over and over passes.</summary>
    public bool IsAll => Share >= 1;

    /// <summary>Whether half of the variance may go.</summary>
    public bool IsMuch => Share >= Half;

    /// <summary>What a limit lets pass.</summary>
    /// <param name="limit">In squared units of the features; below 0 nothing passes, and nothing is lost.</param>
    /// <param name="variance">Tr S, of the reference.</param>
    /// <returns>null where the variance is not known, or the reference has none to lose.</returns>
    public static LostVariety? Of(double limit, double? variance)
    {
        if (variance is not > 0 || double.IsNaN(limit)) return null;

        double root = Math.Sqrt(Math.Clamp(limit / variance.Value, 0, 1));
        return new LostVariety(root * (2 - root));
    }

    /// <summary>What a limit does: lets samples pass that have lost 38 % of their variety, were nothing else wrong.</summary>
    public override string ToString() => IsAll
        ? "lets one picture over and over pass"
        : $"lets samples pass that have lost {Percent} of their variety, were nothing else wrong";

    private string Percent => Share switch
    {
        >= 0.995 => "more than 99 %",
        >= 0.1 => string.Create(CultureInfo.InvariantCulture, $"{100 * Share:0} %"),
        >= 0.001 or 0 => string.Create(CultureInfo.InvariantCulture, $"{100 * Share:0.#} %"),
        _ => "less than 0.1 %",
    };
}
