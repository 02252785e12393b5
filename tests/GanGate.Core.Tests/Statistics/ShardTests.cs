using CsCheck;
using GanGate.Archives;
using GanGate.Images;
using GanGate.Statistics;
using GanGate.Tests.Archives;

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
        Refuses([first, Measure(rows, new Shard(1, 2), features: true)], ErrorCodes.ShardsMismatch, "withFeatures");
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
                .And.Message.Contains("Measurement.Merge"));
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

    private static IEnumerable<TestCaseData> BrokenShards()
    {
        static TestCaseData Case(string name, string reason, Action<Dictionary<string, Action<NpzWriter>>> change) =>
            new TestCaseData(reason, change).SetArgDisplayNames(name);

        foreach (string entry in (string[])["meta", "block", "level", "count", "mean", "scatter"])
        {
            yield return Case($"without {entry}", $"has no entry '{entry}', so it is no shard", entries => entries.Remove(entry));
        }

        foreach (string header in (string[])["{", "null", "{}", Header(-1, 2, 600), Header(2, 2, 600), Header(0, 2, 0), Header(0, 2, -1)])
        {
            yield return Case(header, "does not say which shard it is", entries => entries["shard"] = npz => npz.AddText("shard", header));
        }

        foreach (string entry in (string[])["level", "count"])
        {
            yield return Case(
                $"one {entry} more", "shapes do not belong together", entries => entries[entry] = npz => npz.Add<long>(entry, [0, 0], 2));
        }

        yield return Case(
            "means", "shapes do not belong together", entries => entries["mean"] = npz => npz.Add<double>("mean", [1, 2], 2, 1));
        yield return Case(
            "scatters", "shapes do not belong together", entries => entries["scatter"] = npz => npz.Add<double>("scatter", [1, 2], 1, 2));
        yield return Case("no mean", "mean holds NaN", entries => entries["mean"] = npz => npz.Add<double>("mean", [double.NaN], 1, 1));
        yield return Case(
            "no scatter", "scatter holds NaN", entries => entries["scatter"] = npz => npz.Add<double>("scatter", [double.NaN], 1, 1));
        foreach ((string entry, long value) in ((string, long)[])[
            ("block", -1), ("block", 1), ("block", 1L << 56),
            ("level", 1), ("level", 63), ("level", long.MaxValue), ("count", 0), ("count", 255), ("count", 257)])
        {
            yield return Case(
                $"{entry} {value}",
                "blocks that do not follow each other",
                entries => entries[entry] = npz => npz.Add<long>(entry, [value], 1));
        }

        yield return Case(
            "more images",
            "holds 256 images; shard 0/2 of 1100 has 512",
            entries => entries["shard"] = npz => npz.AddText("shard", Header(0, 2, 1100)));
        yield return Case("names", "features of another number of images", entries => entries["features"] = npz =>
        {
            npz.Add<float>("features", new float[255], 255, 1);
            npz.AddText("names", string.Join('\n', Enumerable.Range(0, 255)));
        });
        yield return Case("features", "features of another number of images", entries => entries["features"] = npz =>
        {
            npz.Add<float>("features", new float[512], 256, 2);
            npz.AddText("names", string.Join('\n', Enumerable.Range(0, 256)));
        });

        static string Header(int index, int count, int images) =>
            $$"""{"index":{{index}},"count":{{count}},"images":{{images}},"key":"k"}""";
    }

    [TestCaseSource(nameof(BrokenShards))]
    public void A_shard_that_contradicts_itself_is_refused(string reason, object change)
    {
        Dictionary<string, Action<NpzWriter>> entries = new()
        {
            ["shard"] = npz => npz.AddText("shard", """{"index":0,"count":2,"images":512,"key":"k"}"""),
            ["meta"] = npz => npz.AddText("meta", StatisticsMetaJson.Write(Meta with { Dimension = 1 })),
            ["block"] = npz => npz.Add<long>("block", [0], 1),
            ["level"] = npz => npz.Add<long>("level", [0], 1),
            ["count"] = npz => npz.Add<long>("count", [256], 1),
            ["mean"] = npz => npz.Add<double>("mean", [1], 1, 1),
            ["scatter"] = npz => npz.Add<double>("scatter", [1], 1, 1),
        };
        string path = _folder["one.npz"];
        Write();
        Assert.That(ShardFile.Read(path).Count, Is.EqualTo(256));

        ((Action<Dictionary<string, Action<NpzWriter>>>)change)(entries);
        Write();
        Assert.That(() => ShardFile.Read(path), Throws.TypeOf<GanGateException>().With.Message.Contains(reason));

        void Write() => NpzWriterTests.Write(path, npz =>
        {
            foreach (Action<NpzWriter> add in entries.Values) add(npz);
        });
    }

    [Test]
    public void A_shard_begins_where_its_part_does_at_a_multiple_of_what_its_nodes_hold()
    {
        float[] rows = Rows(513, 1);
        StatisticsShard last = Measure(rows, new Shard(1, 2)), middle = Measure(Rows(768, 1), new Shard(1, 2));
        string path = _folder["part.npz"];
        ShardFile.Write(path, last);
        Assert.That(ShardFile.IsShard(path), Is.True);
        Assert.That(
            ShardFile.Read(path).Nodes.Select(node => (node.Block, node.Moments.Count)), Is.EqualTo(new[] { (1L, 256L), (2L, 1L) }));

        ShardFile.Write(path, last with { Nodes = [last.Nodes[0]] });
        Assert.That(
            () => ShardFile.Read(path),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo($"'{path}' holds 256 images; shard 1/2 of 513 has 257"));

        // Two blocks in one node that begins at an odd one.
        ShardFile.Write(path, middle with { Nodes = [new MomentNode(1, 1, Merged(middle.Nodes))] });
        Assert.That(
            () => ShardFile.Read(path),
            Throws.TypeOf<GanGateException>().With.Message.EndsWith("holds blocks that do not follow each other"));

        static Moments Merged(IReadOnlyList<MomentNode> nodes) => Moments.Merge(nodes[0].Moments, nodes[1].Moments);
    }

    [TestCase(256, 1)]
    [TestCase(512, 2)]
    [TestCase(513, 3)]
    public void There_are_as_many_shards_as_blocks_at_most(int images, int blocks)
    {
        Assert.That(new Shard(blocks - 1, blocks).RangeOf(images), Is.EqualTo(((blocks - 1) * 256, images)));
        Assert.That(() => new Shard(0, blocks + 1).RangeOf(images), Throws.TypeOf<GanGateException>());
    }

    [Test]
    public void The_key_of_a_source_is_a_hash_of_its_names_their_number_and_its_origin()
    {
        byte[] text = System.Text.Encoding.UTF8.GetBytes("2\nfirst 2\na.png\nb.png\n");
        string expected = "sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(text));

        Assert.That(Shard.KeyOf(new NamedImages("folder", ["a.png", "b.png"]), "first 2"), Is.EqualTo(expected));
    }

    [Test]
    public void A_part_is_read_as_it_is_written()
    {
        Assert.That(Shard.Parse("3/4"), Is.EqualTo(new Shard(3, 4)));
        Assert.That($"{new Shard(3, 4)}", Is.EqualTo("3/4"));
        Assert.That(
            () => Shard.Parse("4/4"),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo("shard is i/n with i from 0 to n - 1, such as 0/4, not '4/4'"));
    }

    [Test]
    public void One_lost_shard_and_lost_images_are_told()
    {
        float[] rows = Rows(2000, 1);
        StatisticsShard first = Measure(rows, new Shard(0, 2)), second = Measure(rows, new Shard(1, 2));

        Refuses([first], ErrorCodes.ShardsMismatch, "of 2 shards, 1 is missing");
        Refuses(
            [first, second with { Nodes = [.. second.Nodes.Skip(1)] }],
            ErrorCodes.ShardsMismatch, "the shards hold 1488 images, the source 2000");
        Refuses(
            [first, second with { Images = 1 }],
            ErrorCodes.ShardsMismatch,
            "'file1' is shard 1/2 of 1 images, 'file0' is shard 0/2 of 2000 others: "
            + "they are not of one source, or not of one division of it");
        Refuses(
            [first, second with { Meta = Meta with { Fingerprint = "sha256:1" } }],
            ErrorCodes.ProtocolMismatch,
            "'file1' was made under sha256:1, 'file0' under sha256:0: only shards of one protocol can be merged");
        Refuses(
            [Measure(rows, new Shard(0, 2), features: true), second],
            ErrorCodes.ShardsMismatch, "only one of 'file1' and 'file0' holds features");
    }

    [Test]
    public void Merged_statistics_are_of_now_and_of_this_version()
    {
        float[] rows = Rows(600, 1);
        DateTimeOffset before = DateTimeOffset.UtcNow;
        StatisticsMeta meta = Merge([Measure(rows, new Shard(0, 1))]).Meta!;

        Assert.That(meta.Created, Is.InRange(before, DateTimeOffset.UtcNow));
        Assert.That(meta, Is.EqualTo(Meta with { Created = meta.Created, ToolVersion = ProductVersion.Current }));
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
