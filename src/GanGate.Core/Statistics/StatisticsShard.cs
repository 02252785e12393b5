using GanGate.Settings;

namespace GanGate.Statistics;

/// <summary>What one process measured of a source.</summary>
/// <param name="Part">Which part it is.</param>
/// <param name="Images">How many images the whole source has.</param>
/// <param name="Key">What tells that shards are of one source.</param>
/// <param name="Meta">The protocol, as in a statistics file.</param>
internal sealed record StatisticsShard(Shard Part, int Images, string Key, StatisticsMeta Meta)
{
    /// <summary>The moments of its blocks, in order; the last may be of a block that is not full.</summary>
    internal IReadOnlyList<MomentNode> Nodes { get; init; } = [];

    /// <summary>The features themselves, where they were kept.</summary>
    public FeatureTable? Features { get; init; }

    /// <summary>How many images it stands for.</summary>
    public long Count => Nodes.Sum(node => node.Moments.Count);

    /// <summary>The statistics of the whole source.</summary>
    /// <param name="shards">All shards, in any order.</param>
    /// <param name="names">The files they come from, for messages.</param>
    /// <exception cref="GanGateException">
    /// GG3001: they were made under different protocols. GG2045: they are not all shards of one source, each once.
    /// </exception>
    public static FeatureStatistics Merge(IReadOnlyList<StatisticsShard> shards, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(shards);
        ArgumentNullException.ThrowIfNull(names);
        (StatisticsShard Shard, string Name)[] parts = [.. shards.Zip(names).OrderBy(part => part.First.Part.Index)];
        RequireWhole(parts);
        MomentTree tree = new(0, Numerics.Tiles.AllCores);
        Moments? rest = null;
        foreach (MomentNode node in parts.SelectMany(part => part.Shard.Nodes))
        {
            if (node.Moments.Count == MomentAccumulator.BlockRows << node.Level) tree.Add(node);
            else rest = node.Moments;
        }

        StatisticsShard first = parts[0].Shard;
        FeatureStatistics whole = tree.Total(rest)!.ToStatistics(StatisticsMeta.OfParts([.. parts.Select(part => part.Shard.Meta)]));
        return first.Features is null ? whole : whole.With(FeatureTable.Join([.. parts.Select(part => part.Shard.Features!)]));
    }

    private static void RequireWhole((StatisticsShard Shard, string Name)[] parts)
    {
        (StatisticsShard first, string name) = parts[0];
        foreach ((StatisticsShard shard, string other) in parts[1..])
        {
            if (shard.Meta.Fingerprint != first.Meta.Fingerprint)
            {
                throw new GanGateException(
                    ErrorCodes.ProtocolMismatch,
                    $"'{other}' was made under {shard.Meta.Fingerprint}, '{name}' under {first.Meta.Fingerprint}: "
                    + "only shards of one protocol can be merged");
            }

            if ((shard.Key, shard.Images, shard.Part.Count) != (first.Key, first.Images, first.Part.Count))
            {
                throw Mismatch($"'{other}' is shard {shard.Part} of {shard.Images} images, '{name}' is shard {first.Part} of {first.Images} others: "
                    + "they are not of one source, or not of one division of it");
            }

            if (shard.Features is null != first.Features is null)
            {
                throw Mismatch($"only one of '{other}' and '{name}' holds features ({Setting.WithFeatures})");
            }
        }

        if (parts.GroupBy(part => part.Shard.Part.Index).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            string files = string.Join(", ", twice.Select(part => $"'{part.Name}'"));
            throw Mismatch($"shard {twice.First().Shard.Part} is given {twice.Count()} times: {files}");
        }

        int[] missing = [.. Enumerable.Range(0, first.Part.Count).Except(parts.Select(part => part.Shard.Part.Index))];
        if (missing.Length > 0)
        {
            throw Mismatch($"of {first.Part.Count} shards, {string.Join(", ", missing.Take(20))} {(missing.Length == 1 ? "is" : "are")} missing");
        }

        long count = parts.Sum(part => part.Shard.Count);
        if (count != first.Images) throw Mismatch($"the shards hold {count} images, the source {first.Images}");
    }

    private static GanGateException Mismatch(Sentence message) => new(ErrorCodes.ShardsMismatch, message);
}
