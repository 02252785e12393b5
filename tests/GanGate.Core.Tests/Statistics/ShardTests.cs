using CsCheck;
using GanGate.Statistics;

namespace GanGate.Tests.Statistics;

public class ShardTests
{
    private const int Dimension = 5;

    private static readonly StatisticsMeta Meta = new("pyramid", "sha256:0", Dimension, DateTimeOffset.UnixEpoch, "1");

    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void Merged_shards_are_one_run_bit_for_bit() => Gen.Select(Gen.Int[2, 9000], Gen.Int[1, 12], Gen.Int[0, 1000]).Sample(
        (images, count, seed) =>
        {
            count = Math.Min(count, (images + 255) / 256);
            float[] rows = Rows(images, seed);
            FeatureStatistics expected = Whole(rows), merged = Merge([.. Enumerable.Range(0, count).Select(i => Measure(rows, new Shard(i, count)))]);
            return merged.Count == images && merged.Mu.AsSpan().SequenceEqual(expected.Mu) && merged.Sigma.AsSpan().SequenceEqual(expected.Sigma);
        },
        iter: 100);

    [Test]
    public void Every_image_is_in_one_shard() => Gen.Select(Gen.Int[1, 2_000_000], Gen.Int[1, 64]).Sample((images, count) =>
    {
        count = Math.Min(count, (images + 255) / 256);
        int next = 0;
        for (int i = 0; i < count; i++)
        {
            (int first, int end) = new Shard(i, count).RangeOf(images);
            if (first != next || end <= first) return false;
            next = end;
        }

        return next == images;
    });

    [Test]
    public void A_file_keeps_every_bit_of_a_shard_and_its_features()
    {
        float[] rows = Rows(2000, 3);
        StatisticsShard[] shards = [.. Enumerable.Range(0, 3).Select(i => Measure(rows, new Shard(i, 3), features: true))];
        for (int i = 0; i < 3; i++) ShardFile.Write(_folder[$"{i}.npz"], shards[i]);

        FeatureStatistics merged = Merge([.. Enumerable.Range(0, 3).Reverse().Select(i => ShardFile.Read(_folder[$"{i}.npz"]))]);
        StatisticsFile.Write(_folder["all.npz"], merged);
        FeatureStatistics read = StatisticsFile.ReadWithFeatures(_folder["all.npz"]);

        Assert.That(read.Sigma, Is.EqualTo(Whole(rows).Sigma));
        Assert.That(read.Features!.Values.ToArray(), Is.EqualTo(rows));
        Assert.That(read.Features.Names[1999], Is.EqualTo("1999"));
        Assert.That(StatisticsFile.Read(_folder["all.npz"]).Features, Is.Null);
    }

    [Test]
    public void A_lost_shard_is_named()
    {
        float[] rows = Rows(2000, 1);
        Refuses([Measure(rows, new Shard(0, 4)), Measure(rows, new Shard(3, 4))], ErrorCodes.ShardsMismatch, "of 4 shards, 1, 2 are missing");
    }

    [Test]
    public void A_doubled_shard_is_named()
    {
        float[] rows = Rows(2000, 1);
        Refuses(
            [Measure(rows, new Shard(0, 2)), Measure(rows, new Shard(1, 2)), Measure(rows, new Shard(1, 2))],
            ErrorCodes.ShardsMismatch,
            "shard 1/2 is given 2 times: 'file1', 'file2'");
    }

    [Test]
    public void Shards_of_different_sources_or_divisions_are_refused()
    {
        float[] rows = Rows(2000, 1);
        StatisticsShard first = Measure(rows, new Shard(0, 2)), second = Measure(rows, new Shard(1, 2));

        Refuses([first, second with { Key = "other" }], ErrorCodes.ShardsMismatch, "not of one source");
        Refuses([first, Measure(rows, new Shard(1, 3))], ErrorCodes.ShardsMismatch, "not of one division");
        Refuses([first, second with { Meta = Meta with { Fingerprint = "sha256:1" } }], ErrorCodes.ProtocolMismatch, "sha256:1");
        Refuses([first, Measure(rows, new Shard(1, 2), features: true)], ErrorCodes.ShardsMismatch, "--with-features");
    }

    [Test]
    public void More_shards_than_blocks_are_refused() => Assert.That(
        () => new Shard(0, 5).RangeOf(1000),
        Throws.TypeOf<GanGateException>().With.Message.EqualTo("1,000 images are 4 blocks of 256, so there can be at most 4 shards, not 5"));

    [TestCase("4/4")]
    [TestCase("-1/4")]
    [TestCase("1")]
    [TestCase("1/0")]
    [TestCase("a/b")]
    [TestCase("1/2/3")]
    public void A_text_that_is_no_part_is_refused(string text) => Assert.That(
        () => Shard.Parse(text), Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.Usage));

    [Test]
    public void A_shard_is_no_statistics()
    {
        string path = _folder["alone.npz"];
        ShardFile.Write(path, Measure(Rows(600, 1), new Shard(0, 2)));

        Assert.That(
            () => StatisticsFile.Read(path),
            Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.ShardAlone)
                .And.Message.Contains("gangate stats merge"));
    }

    [Test]
    public void A_shard_file_that_was_tampered_with_never_reads_as_another()
    {
        StatisticsShard shard = Measure(Rows(2000, 1), new Shard(1, 2));
        foreach (StatisticsShard lie in (StatisticsShard[])[
            shard with { Part = new Shard(0, 2) },
            shard with { Images = 3000 },
            shard with { Nodes = [.. shard.Nodes.Skip(1)] },
            shard with { Nodes = [.. shard.Nodes.Reverse()] }])
        {
            string path = _folder["lie.npz"];
            ShardFile.Write(path, lie);
            Assert.That(
                () => ShardFile.Read(path),
                Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.StatisticsInvalid));
        }
    }

    [Test]
    public void A_statistics_file_is_no_shard()
    {
        string path = _folder["statistics.npz"];
        StatisticsFile.Write(path, Whole(Rows(600, 1)));

        Assert.That(ShardFile.IsShard(path), Is.False);
        Assert.That(() => ShardFile.Read(path), Throws.TypeOf<GanGateException>().With.Message.Contains("so it is no shard"));
    }

    private static void Refuses(StatisticsShard[] shards, ErrorCode code, string reason)
    {
        GanGateException? failure = Assert.Throws<GanGateException>(() => Merge(shards));
        Assert.That(failure?.Error, Is.EqualTo(code));
        Assert.That(failure?.Message, Does.Contain(reason));
    }

    private static FeatureStatistics Merge(StatisticsShard[] shards) =>
        StatisticsShard.Merge(shards, [.. Enumerable.Range(0, shards.Length).Select(i => $"file{i}")]);

    private static StatisticsShard Measure(float[] rows, Shard part, bool features = false)
    {
        int images = rows.Length / Dimension;
        (int first, int end) = part.RangeOf(images);
        MomentAccumulator moments = new(Dimension, first / 256L);
        float[] own = rows[(first * Dimension)..(end * Dimension)];
        moments.Add(own);
        return new StatisticsShard(part, images, "key", Meta)
        {
            Nodes = [.. moments.Nodes],
            Features = features ? new FeatureTable(own, Dimension, [.. Enumerable.Range(first, end - first).Select(i => $"{i}")]) : null,
        };
    }

    private static FeatureStatistics Whole(float[] rows)
    {
        MomentAccumulator moments = new(Dimension);
        moments.Add(rows);
        return moments.ToMoments().ToStatistics(Meta);
    }

    private static float[] Rows(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count * Dimension).Select(i => (float)(random.NextDouble() + (i % Dimension)))];
    }
}
