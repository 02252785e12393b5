using GanGate.Archives;
using GanGate.Settings;

namespace GanGate.Statistics;

/// <summary>
/// Statistics files: .npz archives with <c>mu</c> (D) and <c>sigma</c> (D x D), and in ours <c>n</c> (int64) and <c>meta</c> (JSON).
/// Those of pytorch-fid, TTUR, clean-fid and guided-diffusion, which hold only the first two, are read too.
/// </summary>
public static class StatisticsFile
{
    private const string MuEntry = "mu";
    private const string SigmaEntry = "sigma";
    private const string SpatialMuEntry = "mu_s";
    private const string SpatialSigmaEntry = "sigma_s";
    private const string CountEntry = "n";
    private const string MetaEntry = "meta";

    /// <summary>Whether an .npz archive holds statistics: mu and sigma, whatever else (a batch of images, say) lies beside them.</summary>
    /// <param name="path">The archive.</param>
    /// <exception cref="GanGateException">It is missing (GG2002), cannot be read (GG2012) or is no archive (GG2014).</exception>
    public static bool IsStatistics(string path)
    {
        if (NpyReader.IsNamedSo(path)) return StatisticsPair.Is(path);
        using NpzReader npz = NpzReader.Open(path);
        return npz.Contains(MuEntry) && npz.Contains(SigmaEntry);
    }

    /// <summary>
    /// Reads and checks statistics. float16 and float32 values are widened; where other tools' rounding left sigma not quite symmetric
    /// (up to 1e-6 of its largest value), the mean of both sides is taken.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="GanGateException">
    /// It is missing (GG2002), cannot be read (GG2012), is no archive (GG2014), not valid (GG2006) or holds NaN or infinity (GG2011).
    /// </exception>
    public static FeatureStatistics Read(string path)
    {
        if (NpyReader.IsNamedSo(path)) return StatisticsPair.Read(path);
        using NpzReader npz = NpzReader.Open(path);
        return Read(path, npz);
    }

    /// <summary>The same, with the features of the single images where the file holds them.</summary>
    /// <exception cref="GanGateException">As for <see cref="Read(string)"/>.</exception>
    public static FeatureStatistics ReadWithFeatures(string path)
    {
        if (NpyReader.IsNamedSo(path)) return StatisticsPair.Read(path);
        using NpzReader npz = NpzReader.Open(path);
        FeatureStatistics statistics = Read(path, npz);
        FeatureTable? features = FeatureTableEntries.Read(path, npz, ours: statistics.Meta is not null);
        return features is null || (features.Count == statistics.Count && features.Dimension == statistics.Dimension)
            ? statistics.With(features)
            : throw Invalid(path, $"has {features.Count} x {features.Dimension} features, but says {statistics.Count} x {statistics.Dimension}");
    }

    private static FeatureStatistics Read(string path, NpzReader npz)
    {
        if (ShardFile.IsShard(npz))
        {
            throw new GanGateException(
                ErrorCodes.ShardAlone, $"'{path}' is one shard of a source, not the whole: join all its shards with {Advice.MergeStatistics}");
        }

        RequireEntries(path, npz, MuEntry, SigmaEntry);
        StatisticsMeta? meta = ReadMeta(path, npz);
        return Read(path, npz, MuEntry, SigmaEntry, ReadCount(path, npz, ours: meta is not null), meta);
    }

    /// <summary>Reads the statistics of spatial features (<c>mu_s</c>, <c>sigma_s</c>), which guided-diffusion's reference batches hold for sFID.</summary>
    /// <exception cref="GanGateException">As for <see cref="Read(string)"/>.</exception>
    internal static FeatureStatistics ReadSpatial(string path)
    {
        using NpzReader npz = NpzReader.Open(path);
        RequireEntries(path, npz, SpatialMuEntry, SpatialSigmaEntry);
        return Read(path, npz, SpatialMuEntry, SpatialSigmaEntry, count: null, meta: null);
    }

    /// <summary>Writes statistics, whole or not at all, as numpy reads them without pickle. Equal statistics give equal bytes.</summary>
    /// <param name="path">Where to; its folder must exist.</param>
    /// <param name="statistics">What to write; checked as <see cref="Read(string)"/> does, so that nothing is written that cannot be read.</param>
    /// <exception cref="GanGateException">
    /// They are not valid (GG2006), not finite (GG2011), or the file cannot be written (GG2010).
    /// </exception>
    public static void Write(string path, FeatureStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        StatisticsCheck.Check(path, statistics);
        AtomicFile.Write(path, stream =>
        {
            using NpzWriter npz = new(stream);
            npz.Add<double>(MuEntry, statistics.Mu, statistics.Dimension);
            npz.Add<double>(SigmaEntry, statistics.Sigma, statistics.Dimension, statistics.Dimension);
            if (statistics.Count is long count)
            {
                npz.Add<long>(CountEntry, [count]);
            }

            if (statistics.Meta is StatisticsMeta meta)
            {
                npz.AddText(MetaEntry, StatisticsMetaJson.Write(meta));
            }

            if (statistics.Features is FeatureTable features)
            {
                FeatureTableEntries.Write(npz, features);
            }
        });
    }

    private static void RequireEntries(string path, NpzReader npz, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (!npz.Contains(name))
            {
                throw Invalid(
                    path,
                    $"has no entry '{name}'; a statistics file holds {string.Join(" and ", names.ToArray())}, one of images uint8 of N x H x W x 3, "
                    + $"this one {npz.Contents()}");
            }
        }
    }

    private static FeatureStatistics Read(string path, NpzReader npz, string muEntry, string sigmaEntry, long? count, StatisticsMeta? meta)
    {
        CheckShapes(path, npz.HeaderOf(muEntry), npz.HeaderOf(sigmaEntry));
        return Checked(path, npz.Read<double>(muEntry), npz.Read<double>(sigmaEntry), count, meta);
    }

    /// <summary>The statistics of a file whose shapes were found right, once their values are.</summary>
    /// <exception cref="GanGateException">They are not valid (GG2006) or not finite (GG2011).</exception>
    internal static FeatureStatistics Checked(string path, double[] mu, double[] sigma, long? count = null, StatisticsMeta? meta = null)
    {
        FeatureStatistics statistics = new(mu, sigma, count, meta) { File = path };
        StatisticsCheck.Check(path, statistics);
        return statistics;
    }

    /// <summary>Makes sure that two arrays are a mean and a covariance, before anything large is read: a file of another kind costs nothing.</summary>
    /// <exception cref="GanGateException">GG2006.</exception>
    internal static void CheckShapes(string path, NpyHeader mu, NpyHeader sigma)
    {
        foreach ((string name, NpyHeader header) in ((string, NpyHeader)[])[("mu", mu), ("sigma", sigma)])
        {
            if (header.Element.Kind != 'f')
            {
                throw Invalid(path, $"has {name} of the type '{header.Element}'; floating-point numbers are needed");
            }
        }

        if (mu.Shape.Count != 1 || mu.Count is 0 or > int.MaxValue)
        {
            throw Invalid(path, $"has mu of the shape {mu.ShapeText}; one value per feature, (D,), is needed");
        }

        long dimension = mu.Count;
        if (!sigma.Shape.SequenceEqual([dimension, dimension]))
        {
            throw Invalid(
                path, $"has sigma of the shape {sigma.ShapeText}; mu has {dimension} values, so ({dimension}, {dimension}) is needed");
        }
    }

    // Other programs call other things n; a count is one whole number of at least two, the fewest images that have a covariance.
    private static long? ReadCount(string path, NpzReader npz, bool ours)
    {
        if (!npz.Contains(CountEntry)) return null;
        NpyHeader? header = ours ? npz.HeaderOf(CountEntry) : npz.TryHeaderOf(CountEntry);
        if (header?.Count == 1 && header.Element.Kind is 'i' or 'u')
        {
            long count = npz.Read<long>(CountEntry)[0];
            return ours || count > 1 ? count : null;
        }

        return ours ? throw Invalid(path, $"has n of the type '{header!.Element}' and the shape {header.ShapeText}; one integer is needed") : null;
    }

    // Other programs call other things meta.
    private static StatisticsMeta? ReadMeta(string path, NpzReader npz)
    {
        NpyHeader? header = npz.TryHeaderOf(MetaEntry);
        if (header is not { Element: { Kind: 'U', Size: > 0 }, Count: 1 }) return null;
        string text = npz.ReadText(MetaEntry)[0];
        return StatisticsMetaJson.IsOurs(text) ? StatisticsMetaJson.Read(path, text) : null;
    }

    private static GanGateException Invalid(string path, string reason) => StatisticsCheck.Invalid(path, reason);
}
