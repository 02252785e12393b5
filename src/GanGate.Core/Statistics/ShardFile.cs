using System.Text.Json;
using System.Text.Json.Serialization;
using GanGate.Archives;

namespace GanGate.Statistics;

/// <summary>
/// Shard files: .npz archives with <c>shard</c> (JSON: index, count, images, key), <c>meta</c> as in statistics files, and K nodes of the
/// tree of moments: <c>block</c>, <c>level</c> and <c>count</c> (K), <c>mean</c> (K x D) and <c>scatter</c> (K x D (D + 1) / 2, lower
/// triangles row by row), exact to the bit; <c>features</c> (n x D) and <c>names</c> where they were kept.
/// </summary>
internal static class ShardFile
{
    internal const string ShardEntry = "shard";

    private const string MetaEntry = "meta";

    /// <summary>Whether an archive is a shard.</summary>
    /// <exception cref="GanGateException">It is missing (GG2002), cannot be read (GG2012) or is no archive (GG2014).</exception>
    public static bool IsShard(string path)
    {
        if (NpyReader.IsNamedSo(path)) return false;
        using NpzReader npz = NpzReader.Open(path);
        return IsShard(npz);
    }

    /// <summary>Whether an archive is a shard: other programs may have an entry of that name beside their statistics.</summary>
    internal static bool IsShard(NpzReader npz) => npz.Contains(ShardEntry) && !npz.Contains("mu");

    /// <summary>Writes a shard, whole or not at all.</summary>
    /// <exception cref="GanGateException">GG2010: the file cannot be written.</exception>
    public static void Write(string path, StatisticsShard shard)
    {
        ArgumentNullException.ThrowIfNull(shard);
        IReadOnlyList<MomentNode> nodes = shard.Nodes;
        int dimension = shard.Meta.Dimension, triangle = dimension * (dimension + 1) / 2;
        double[] means = new double[nodes.Count * dimension], scatters = new double[checked(nodes.Count * triangle)];
        for (int i = 0; i < nodes.Count; i++)
        {
            nodes[i].Moments.Mean.CopyTo(means.AsSpan(i * dimension));
            nodes[i].Moments.CopyTriangle(scatters.AsSpan(i * triangle, triangle));
        }

        AtomicFile.Write(path, stream =>
        {
            using NpzWriter npz = new(stream);
            npz.AddText(ShardEntry, JsonSerializer.Serialize(ShardHeader.Of(shard), ShardJson.Default.ShardHeader));
            npz.AddText(MetaEntry, StatisticsMetaJson.Write(shard.Meta));
            npz.Add<long>("block", nodes.Select(node => node.Block).ToArray(), nodes.Count);
            npz.Add<long>("level", nodes.Select(node => (long)node.Level).ToArray(), nodes.Count);
            npz.Add<long>("count", nodes.Select(node => node.Moments.Count).ToArray(), nodes.Count);
            npz.Add<double>("mean", means, nodes.Count, dimension);
            npz.Add<double>("scatter", scatters, nodes.Count, triangle);
            if (shard.Features is not null) FeatureTableEntries.Write(npz, shard.Features);
        });
    }

    /// <summary>Reads a shard.</summary>
    /// <exception cref="GanGateException">
    /// It is missing (GG2002), cannot be read (GG2012), is no archive (GG2014), no valid shard (GG2006) or holds NaN or infinity (GG2011).
    /// </exception>
    public static StatisticsShard Read(string path)
    {
        using NpzReader npz = NpzReader.Open(path);
        foreach (string name in (string[])[ShardEntry, MetaEntry, "block", "level", "count", "mean", "scatter"])
        {
            if (!npz.Contains(name)) throw Invalid(path, $"has no entry '{name}', so it is no shard");
        }

        ShardHeader header = HeaderOf(path, npz);
        StatisticsMeta meta = StatisticsMetaJson.Read(path, npz.ReadText(MetaEntry).FirstOrDefault() ?? "");
        StatisticsShard shard = new(new Shard(header.Index, header.Count), header.Images, header.Key, meta)
        {
            Nodes = NodesOf(path, npz, meta.Dimension),
            Features = FeatureTableEntries.Read(path, npz, ours: true),
        };
        RequireBlocks(path, shard);
        return shard;
    }

    private static ShardHeader HeaderOf(string path, NpzReader npz)
    {
        try
        {
            ShardHeader? header = JsonSerializer.Deserialize(npz.ReadText(ShardEntry).FirstOrDefault() ?? "", ShardJson.Default.ShardHeader);
            return header is { Index: >= 0, Images: > 0 } && header.Index < header.Count
            ? header
            : throw Invalid(path, "does not say which shard it is");
        }
        catch (JsonException failure)
        {
            throw StatisticsCheck.Invalid(path, "does not say which shard it is", failure);
        }
    }

    private static MomentNode[] NodesOf(string path, NpzReader npz, int dimension)
    {
        long[] blocks = npz.Read<long>("block"), levels = npz.Read<long>("level"), counts = npz.Read<long>("count");
        long triangle = (long)dimension * (dimension + 1) / 2;
        bool fits = levels.Length == blocks.Length && counts.Length == blocks.Length
            && npz.HeaderOf("mean").Shape.SequenceEqual([blocks.Length, dimension])
            && npz.HeaderOf("scatter").Shape.SequenceEqual([blocks.Length, triangle]);
        if (!fits || dimension < 1) throw Invalid(path, "has entries whose shapes do not belong together");
        double[] means = npz.Read<double>("mean"), scatters = npz.Read<double>("scatter");
        Numerics.Finite.Require(means, "mean");
        Numerics.Finite.Require(scatters, "scatter");
        return [.. Enumerable.Range(0, blocks.Length).Select(i => new MomentNode(
            blocks[i],
            (int)Math.Clamp(levels[i], 0, 62),
            Moments.FromTriangle(counts[i], means[(i * dimension)..((i + 1) * dimension)], scatters.AsSpan(i * (int)triangle, (int)triangle))))];
    }

    // The blocks follow each other from where the shard begins to where it ends; only the last of the source may be short.
    private static void RequireBlocks(string path, StatisticsShard shard)
    {
        (int first, int end) = shard.Part.RangeOf(shard.Images);
        long next = first;
        foreach (MomentNode node in shard.Nodes)
        {
            long full = (long)MomentAccumulator.BlockRows << Math.Min(node.Level, 40), count = node.Moments.Count;
            bool follows = next % MomentAccumulator.BlockRows == 0 && node.Block == next / MomentAccumulator.BlockRows
                && node.Block % (1L << Math.Min(node.Level, 40)) == 0;
            if (!follows || count < 1 || (count != full && (node.Level > 0 || count > full || next + count != end)))
            {
                throw Invalid(path, "holds blocks that do not follow each other");
            }

            next += count;
        }

        if (next != end) throw Invalid(path, $"holds {next - first} images; shard {shard.Part} of {shard.Images} has {end - first}");
        if (shard.Features is not null && (shard.Features.Count != end - first || shard.Features.Dimension != shard.Meta.Dimension))
        {
            throw Invalid(path, "holds features of another number of images than it measured");
        }
    }

    private static GanGateException Invalid(string path, string reason) => StatisticsCheck.Invalid(path, reason);
}

/// <summary>The <c>shard</c> entry.</summary>
internal sealed record ShardHeader(int Index, int Count, int Images, string Key)
{
    public static ShardHeader Of(StatisticsShard shard) => new(shard.Part.Index, shard.Part.Count, shard.Images, shard.Key);
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.General,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ShardHeader))]
internal sealed partial class ShardJson : JsonSerializerContext;
