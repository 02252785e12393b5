using System.IO.Compression;
using CsCheck;
using GanGate.Archives;
using GanGate.Images;
using GanGate.Statistics;
using GanGate.Tests.Archives;

namespace GanGate.Tests.Statistics;

public class StatisticsFileTests
{
    private static readonly StatisticsMeta Meta = new(
        "pyramid", "sha256:0123", 3, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), "0.1.0", "cpu");

    [Test]
    public void Statistics_come_back_as_they_were_written()
    {
        using TemporaryFolder folder = new();
        StatisticsFile.Write(folder["a.npz"], Sample());
        FeatureStatistics read = StatisticsFile.Read(folder["a.npz"]);

        Assert.That(read.Mu, Is.EqualTo(Sample().Mu));
        Assert.That(read.Sigma, Is.EqualTo(Sample().Sigma));
        Assert.That(read.Count, Is.EqualTo(1234567890123));
        Assert.That(read.Meta, Is.EqualTo(Meta));
    }

    [Test]
    public void Count_meta_and_device_may_be_unknown()
    {
        using TemporaryFolder folder = new();
        StatisticsFile.Write(folder["a.npz"], new FeatureStatistics([1], [2]));
        Assert.That(StatisticsFile.Read(folder["a.npz"]).Count, Is.Null);
        Assert.That(StatisticsFile.Read(folder["a.npz"]).Meta, Is.Null);

        StatisticsFile.Write(folder["a.npz"], new FeatureStatistics([1, 2, 3], new double[9], 2, Meta with { Device = null }));
        Assert.That(StatisticsFile.Read(folder["a.npz"]).Meta, Is.EqualTo(Meta with { Device = null }));
    }

    [Test]
    public void Equal_statistics_give_equal_bytes()
    {
        using TemporaryFolder folder = new();
        StatisticsFile.Write(folder["a.npz"], Sample());
        StatisticsFile.Write(folder["b.npz"], Sample());
        Assert.That(File.ReadAllBytes(folder["a.npz"]), Is.EqualTo(File.ReadAllBytes(folder["b.npz"])));

        using ZipArchive archive = ZipFile.OpenRead(folder["a.npz"]);
        Assert.That(archive.Entries.Select(entry => entry.LastWriteTime.Year), Is.EqualTo(new[] { 1980, 1980, 1980, 1980 }));
    }

    [Test]
    public void Float32_files_of_other_tools_are_widened_and_made_symmetric()
    {
        using TemporaryFolder folder = new();
        float next = MathF.BitIncrement(0.5f);
        NpzWriterTests.Write(folder["a.npz"], npz =>
        {
            npz.Add<float>("mu", [0.1f, 0.2f], 2);
            npz.Add<float>("sigma", [1, 0.5f, next, 1], 2, 2);
            npz.Add<float>("mu_s", [0], 1);
        });
        FeatureStatistics read = StatisticsFile.Read(folder["a.npz"]);

        Assert.That(read.Mu, Is.EqualTo(new double[] { 0.1f, 0.2f }));
        Assert.That(read.Sigma, Is.EqualTo(new double[] { 1, (0.5 + next) / 2, (0.5 + next) / 2, 1 }));
    }

    [Test]
    public void A_batch_of_images_is_told_from_statistics()
    {
        using TemporaryFolder folder = new();
        NpzWriterTests.Write(folder["images.npz"], npz => npz.Add<byte>("arr_0", new byte[12], 1, 2, 2, 3));
        StatisticsFile.Write(folder["statistics.npz"], Sample());

        Assert.That(StatisticsFile.IsStatistics(folder["images.npz"]), Is.False);
        Assert.That(StatisticsFile.IsStatistics(folder["statistics.npz"]), Is.True);
        Assert.That(
            () => StatisticsFile.Read(folder["images.npz"]),
            Fails(ErrorCodes.StatisticsInvalid, "no entry 'mu'").With.Message.Contains("only arr_0"));
    }

    [Test]
    public void A_missing_file_and_one_of_another_kind_are_told_apart()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["text.npz"], "This is no archive, though it is long enough to hold an end record.");
        Assert.That(() => StatisticsFile.Read(folder["none.npz"]), Fails(ErrorCodes.SourceMissing, "does not exist"));
        Assert.That(() => StatisticsFile.Read(folder["text.npz"]), Fails(ErrorCodes.ArchiveInvalid, "not a .npz archive"));
        Assert.That(() => StatisticsFile.Read(folder.Root), Fails(ErrorCodes.SourceUnreadable, folder.Root));
    }

    private static IEnumerable<TestCaseData> BrokenStatistics()
    {
        static TestCaseData Case(string name, ErrorCode code, string reason, double[] mu, double[] sigma, long count = 2)
            => new TestCaseData(code, reason, new FeatureStatistics(mu, sigma, count)).SetArgDisplayNames(name);

        yield return Case("nan in mu", ErrorCodes.NotFinite, "NaN in mu, element 1", [0, double.NaN], [1, 0, 0, 1]);
        yield return Case("infinite sigma", ErrorCodes.NotFinite, "Infinity in sigma, element 3", [0, 0], [1, 0, 0, double.PositiveInfinity]);
        yield return Case("nan beside infinity", ErrorCodes.NotFinite, "in sigma", [0, 0], [double.NegativeInfinity, double.NaN, 0, 1]);
        yield return Case("asymmetric", ErrorCodes.StatisticsInvalid, "[1, 0] is 0.5, [0, 1] is 0.500002", [0, 0], [1, 0.500002, 0.5, 1]);
        yield return Case("impossible covariance", ErrorCodes.StatisticsInvalid, "more than the variances 1 and 1 allow", [0, 0], [1, 2, 2, 1]);
        yield return Case("negative variance", ErrorCodes.StatisticsInvalid, "negative variance -1 at sigma[1, 1]", [0, 0], [1, 0, 0, -1]);
        yield return Case("one image", ErrorCodes.StatisticsInvalid, "n = 1", [0], [1], count: 1);
    }

    [TestCaseSource(nameof(BrokenStatistics))]
    public void Values_that_no_images_give_are_neither_read_nor_written(ErrorCode code, string reason, object broken)
    {
        FeatureStatistics statistics = (FeatureStatistics)broken;
        using TemporaryFolder folder = new();
        Assert.That(() => StatisticsFile.Write(folder["written.npz"], statistics), Fails(code, reason));
        Assert.That(File.Exists(folder["written.npz"]), Is.False);

        NpzWriterTests.Write(folder["read.npz"], npz =>
        {
            npz.Add<double>("mu", statistics.Mu, statistics.Dimension);
            npz.Add<double>("sigma", statistics.Sigma, statistics.Dimension, statistics.Dimension);
            npz.Add<long>("n", [statistics.Count!.Value]);
            if (statistics.Count < 2) npz.AddText("meta", Json("1"));
        });
        Assert.That(() => StatisticsFile.Read(folder["read.npz"]), Fails(code, reason));
    }

    private static IEnumerable<TestCaseData> BrokenLayouts()
    {
        static TestCaseData Case(string reason, Action<NpzWriter> add) => new TestCaseData(reason, add).SetArgDisplayNames(reason);

        yield return Case("no entry 'sigma'", npz => npz.Add<double>("mu", [1], 1));
        yield return Case("mu of the shape (1, 2)", npz => Add(npz, [1, 2], [2, 2]));
        yield return Case("mu of the shape ()", npz => Add(npz, [], [1, 1]));
        yield return Case("mu of the shape (0,)", npz => Add(npz, [0], [0, 0]));
        yield return Case("sigma of the shape (2, 3)", npz => Add(npz, [2], [2, 3]));
        yield return Case("sigma of the shape (4,)", npz => Add(npz, [2], [4]));
        yield return Case("sigma of the shape (3, 3)", npz => Add(npz, [2], [3, 3]));
        yield return Case("n of the type '<f8'", npz => AddOurs(npz).Add<double>("n", [5]));
        yield return Case("n of the type '<i8' and the shape (2,)", npz => AddOurs(npz).Add<long>("n", [5, 5], 2));
        yield return Case("says n = 1", npz => AddOurs(npz).Add<long>("n", [1]));
        yield return Case("version 'gangate-statistics/2'", npz => AddValid(npz).AddText("meta", """{"schema":"gangate-statistics/2"}"""));
        yield return Case("without 'toolVersion'", npz => AddValid(npz).AddText("meta", Json("1").Replace("toolVersion", "other")));
        yield return Case("has 2 dimensions, but mu has 1", npz => AddValid(npz).AddText("meta", Json("2")));
        yield return Case("not the JSON of a", npz => AddValid(npz).AddText("meta", Json("\"1\"")));
    }

    [TestCaseSource(nameof(BrokenLayouts))]
    public void A_layout_that_is_no_statistics_is_refused(string reason, object add)
    {
        using TemporaryFolder folder = new();
        NpzWriterTests.Write(folder["a.npz"], (Action<NpzWriter>)add);
        Assert.That(() => StatisticsFile.Read(folder["a.npz"]), Fails(ErrorCodes.StatisticsInvalid, reason));
    }

    [Test]
    public void An_asymmetry_is_found_wherever_it_lies_and_averaged_away_when_it_is_small() =>
        Gen.Select(Gen.Int[2, 70], Gen.Int[0, 69], Gen.Int[0, 69], Gen.Bool, Gen.Bool)
            .Where(c => c.Item2 < c.Item1 && c.Item3 < c.Item2).Sample(
            (dimension, row, column, small, negative) =>
            {
                // As large as the variances allow.
                double[] sigma = new double[dimension * dimension];
                for (int i = 0; i < dimension; i++) sigma[i * dimension + i] = 1;
                double upper = negative ? -1 : 1, lower = upper * (small ? 1 - 0.9e-6 : 1 - 1.1e-6);
                (sigma[row * dimension + column], sigma[column * dimension + row]) = (lower, upper);
                FeatureStatistics statistics = new(new double[dimension], sigma);
                if (!small)
                {
                    Assert.That(
                        () => StatisticsCheck.Check("a", statistics),
                        Fails(ErrorCodes.StatisticsInvalid, $"not symmetric: [{row}, {column}] is "));
                    return;
                }

                StatisticsCheck.Check("a", statistics);
                Assert.That(sigma[row * dimension + column], Is.EqualTo((lower + upper) / 2).And.EqualTo(sigma[column * dimension + row]));
            },
            iter: 60);

    [Test]
    public void An_asymmetry_of_just_what_is_allowed_passes_and_symmetric_values_keep_every_bit()
    {
        double[] sigma = [1e6, 3, double.Epsilon, 2, 1e6, 0, double.Epsilon, 0, 1];
        StatisticsCheck.Check("a", new FeatureStatistics([0, 0, 0], sigma));

        Assert.That(sigma, Is.EqualTo(new[] { 1e6, 2.5, double.Epsilon, 2.5, 1e6, 0, double.Epsilon, 0, 1 }));
    }

    [Test]
    public void What_is_null_is_a_mistake_in_code()
    {
        FeatureStatistics statistics = new([0], [1], 2);
        Moments moments = Moments.FromStatistics(statistics);

        Assert.That(() => new FeatureStatistics(null!, [1]), Throws.ArgumentNullException);
        Assert.That(() => new FeatureStatistics([1], null!), Throws.ArgumentNullException);
        Assert.That(() => Moments.FromStatistics(null!), Throws.ArgumentNullException);
        Assert.That(() => Moments.Merge(null!, moments), Throws.ArgumentNullException);
        Assert.That(() => Moments.Merge(moments, null!), Throws.ArgumentNullException);
        Assert.That(() => Shard.Parse(null!), Throws.ArgumentNullException);
        Assert.That(() => ShardFile.Write("a.npz", null!), Throws.ArgumentNullException);
        Assert.That(() => StatisticsFile.Write("a.npz", null!), Throws.ArgumentNullException);
        Assert.That(() => StatisticsShard.Merge(null!, []), Throws.ArgumentNullException);
        Assert.That(() => StatisticsShard.Merge([], null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Every_part_of_a_description_comes_back_and_none_may_be_empty()
    {
        using TemporaryFolder folder = new();
        StatisticsMeta full = Meta with { Origin = "100 of 200 images" };
        StatisticsFile.Write(folder["a.npz"], new FeatureStatistics([1, 2, 3], new double[9], 2, full));
        Assert.That(StatisticsFile.Read(folder["a.npz"]).Meta, Is.EqualTo(full));

        foreach (StatisticsMeta empty in
            (StatisticsMeta[])[full with { Protocol = "" }, full with { Fingerprint = "" }, full with { ToolVersion = "" }])
        {
            string name = empty.Protocol == "" ? "protocol" : empty.Fingerprint == "" ? "fingerprint" : "toolVersion";
            Assert.That(
                () => StatisticsMetaJson.Read("a.npz", StatisticsMetaJson.Write(empty)),
                Fails(ErrorCodes.StatisticsInvalid, $"'a.npz' has meta with an empty '{name}'"));
        }
    }

    [Test]
    public void Spatial_statistics_are_read_from_their_own_entries()
    {
        using TemporaryFolder folder = new();
        NpzWriterTests.Write(folder["a.npz"], npz =>
        {
            AddValid(npz).Add<double>("mu_s", [3, 4], 2);
            npz.Add<double>("sigma_s", [1, 0, 0, 2], 2, 2);
        });
        StatisticsFile.Write(folder["b.npz"], Sample());

        FeatureStatistics spatial = StatisticsFile.ReadSpatial(folder["a.npz"]);
        Assert.That(
            (spatial.Mu, spatial.Sigma, spatial.Count), Is.EqualTo((new double[] { 3, 4 }, new double[] { 1, 0, 0, 2 }, (long?)null)));
        Assert.That(
            () => StatisticsFile.ReadSpatial(folder["b.npz"]),
            Fails(ErrorCodes.StatisticsInvalid,
                "has no entry 'mu_s'; a statistics file holds mu_s and sigma_s, one of images uint8 of N x H x W x 3, "
                    + "this one only mu (<f8, (3,)), sigma (<f8, (3, 3)), n (<i8, ()), meta"));
    }

    [Test]
    public void An_archive_of_nothing_is_no_statistics()
    {
        using TemporaryFolder folder = new();
        NpzWriterTests.Write(folder["a.npz"], _ => { });
        NpzWriterTests.Write(folder["b.npz"], npz => npz.Add<double>("mu", [1], 1));

        Assert.That(() => StatisticsFile.Read(folder["a.npz"]), Fails(ErrorCodes.StatisticsInvalid, "this one no arrays"));
        Assert.That(StatisticsFile.IsStatistics(folder["b.npz"]), Is.False);
    }

    private static IEnumerable<TestCaseData> BrokenFeatures()
    {
        static TestCaseData Case(ErrorCode code, string reason, Action<NpzWriter> add) =>
            new TestCaseData(code, reason, add).SetArgDisplayNames(reason);

        yield return Case(
            ErrorCodes.StatisticsInvalid,
            "of the type '<f8' and the shape (2, 1) for 2 names",
            npz => npz.Add<double>("features", [1, 2], 2, 1));
        yield return Case(ErrorCodes.StatisticsInvalid, "of the type '<i4'", npz => npz.Add<int>("features", [1, 2], 2, 1));
        yield return Case(ErrorCodes.StatisticsInvalid, "the shape (2,) for 2 names", npz => npz.Add<float>("features", [1, 2], 2));
        yield return Case(ErrorCodes.StatisticsInvalid, "the shape (3, 1) for 2 names", npz => npz.Add<float>("features", [1, 2, 3], 3, 1));
        yield return Case(ErrorCodes.StatisticsInvalid, "the shape (2, 0) for 2 names", npz => npz.Add<float>("features", [], 2, 0));
        yield return Case(
            ErrorCodes.StatisticsInvalid, "has 2 x 2 features, but says 2 x 1", npz => npz.Add<float>("features", [1, 2, 3, 4], 2, 2));
        yield return Case(ErrorCodes.NotFinite, "holds NaN among its features", npz => npz.Add<float>("features", [float.NaN, 2], 2, 1));
    }

    [TestCaseSource(nameof(BrokenFeatures))]
    public void Features_that_do_not_belong_to_the_statistics_are_refused(ErrorCode code, string reason, object add)
    {
        using TemporaryFolder folder = new();
        NpzWriterTests.Write(folder["a.npz"], npz =>
        {
            AddOurs(npz).Add<long>("n", [2]);
            npz.AddText("names", "a\nb");
            ((Action<NpzWriter>)add)(npz);
        });
        Assert.That(() => StatisticsFile.ReadWithFeatures(folder["a.npz"]), Fails(code, reason));
    }

    [Test]
    public void Features_of_another_count_and_features_without_names_are_told_apart()
    {
        using TemporaryFolder folder = new();
        NpzWriterTests.Write(folder["three.npz"], npz =>
        {
            AddValid(npz).Add<long>("n", [3]);
            npz.AddText("names", "a\nb");
            npz.Add<float>("features", [1, 2], 2, 1);
        });
        NpzWriterTests.Write(folder["nameless.npz"], npz => AddValid(npz).Add<float>("features", [1, 2], 2, 1));

        Assert.That(
            () => StatisticsFile.ReadWithFeatures(folder["three.npz"]),
            Fails(ErrorCodes.StatisticsInvalid, "has 2 x 1 features, but says 3 x 1"));
        Assert.That(StatisticsFile.ReadWithFeatures(folder["nameless.npz"]).Features, Is.Null);
    }

    [Test]
    public void A_name_with_a_line_break_stays_one_name()
    {
        using TemporaryFolder folder = new();
        FeatureTable table = FeatureTable.Of(new float[] { 1, 2 }, 1, new NamedImages("folder", ["a\nb", "c"]));
        StatisticsFile.Write(folder["a.npz"], new FeatureStatistics([1], [1], 2).With(table));

        FeatureTable read = StatisticsFile.ReadWithFeatures(folder["a.npz"]).Features!;
        Assert.That(read.Names, Is.EqualTo(new[] { "a b", "c" }));
        Assert.That(read.Values.ToArray(), Is.EqualTo(new float[] { 1, 2 }));
    }

    [Test]
    public void A_covariance_of_another_size_than_its_mean_is_a_mistake_in_code() => Assert.That(
        () => new FeatureStatistics([1, 2], [1, 0, 1]),
        Throws.ArgumentException.With.Message.StartsWith("sigma has 3 values; 2 x 2 are needed")
            .And.Property("ParamName").EqualTo("sigma"));

    [Test]
    public void Integers_are_no_features()
    {
        using TemporaryFolder folder = new();
        NpzWriterTests.Write(folder["a.npz"], npz =>
        {
            npz.Add<double>("mu", [1], 1);
            npz.Add<long>("sigma", [1], 1, 1);
        });
        Assert.That(() => StatisticsFile.Read(folder["a.npz"]), Fails(ErrorCodes.StatisticsInvalid, "sigma of the type '<i8'"));
    }

    [Test]
    public void The_golden_statistics_of_pytorch_fid_are_read()
    {
        FeatureStatistics read = StatisticsFile.Read(Repository.Shared("reference", "stats_A_dims192.npz"));
        Assert.That(read.Dimension, Is.EqualTo(192));
        Assert.That(read.Count, Is.Null);
    }

    private static NUnit.Framework.Constraints.EqualConstraint Fails(ErrorCode code, string reason)
        => Throws.TypeOf<GanGateException>().With.Message.Contains(reason).And.Property(nameof(GanGateException.Error)).EqualTo(code);

    private static FeatureStatistics Sample()
        => new([0.1, -2e-300, 3], [1, 0.25, -0.1, 0.25, 2, 1e-9, -0.1, 1e-9, 1.0 / 3], 1234567890123, Meta);

    private static string Json(string dimension)
        => $$"""
            {"schema":"gangate-statistics/1","protocol":"ttur","fingerprint":"f","dimension":{{dimension}},
             "created":"2026-01-01T00:00:00Z","toolVersion":"1"}
            """;

    private static NpzWriter AddOurs(NpzWriter npz)
    {
        AddValid(npz).AddText("meta", Json("1"));
        return npz;
    }

    private static NpzWriter AddValid(NpzWriter npz)
    {
        Add(npz, [1], [1, 1]);
        return npz;
    }

    private static void Add(NpzWriter npz, long[] mu, long[] sigma)
    {
        npz.Add<double>("mu", new double[mu.Aggregate(1L, (a, b) => a * b)], mu);
        npz.Add<double>("sigma", new double[sigma.Aggregate(1L, (a, b) => a * b)], sigma);
    }
}
