using GanGate.Archives;
using GanGate.Images;

namespace GanGate.Statistics;

/// <summary>
/// Statistics in two .npy files beside each other, as some programs save them: a mean (D) and a covariance (D x D), named alike but for
/// mu and sigma, or mean and cov. Either of them names both.
/// </summary>
internal static class StatisticsPair
{
    /// <summary>Whether a .npy file is a mean or a covariance, by its shape.</summary>
    /// <exception cref="GanGateException">It is missing (GG2002), empty (GG2003), cannot be read (GG2012) or is no array (GG2014).</exception>
    public static bool Is(string path) => NpyReader.HeaderOf(path).Shape.Count is 1 or 2;

    /// <summary>Reads both.</summary>
    /// <exception cref="GanGateException">As above; the other one is missing or the two are no statistics (GG2006), or not finite (GG2011).</exception>
    public static FeatureStatistics Read(string path)
    {
        bool mean = NpyReader.HeaderOf(path).Shape.Count == 1;
        string other = SideFiles.Of(path).FirstOrDefault() ?? throw StatisticsCheck.Invalid(
            path,
            $"is {(mean ? "a mean" : "a covariance")} alone: statistics are two files named alike, such as x_mu.npy and x_sigma.npy, or one .npz with both");
        (string mu, string sigma) = mean ? (path, other) : (other, path);
        StatisticsFile.CheckShapes(path, NpyReader.HeaderOf(mu), NpyReader.HeaderOf(sigma));
        return StatisticsFile.Checked(path, NpyReader.Read<double>(mu), NpyReader.Read<double>(sigma));
    }
}
