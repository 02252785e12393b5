using GanGate.Images;
using GanGate.Measuring;
using GanGate.Statistics;
using GanGate.Tests.Gating;

namespace GanGate.Tests.Measuring;

public class MergeTests
{
    private static readonly MeasurementOptions Options = new() { Protocol = "pyramid" };
    private static readonly StatisticsMeta Meta = new("ttur", "sha256:x", 2, DateTimeOffset.UnixEpoch, "0.0.1");

    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Statistics_of_parts_are_those_of_the_whole()
    {
        float[] rows = [.. Enumerable.Range(0, 60).Select(i => (float)Math.Sin(i * i))];
        string[] parts = [Write("a", rows[..20], Meta), Write("b", rows[20..46], Meta), Write("c", rows[46..], Meta)];
        FeatureStatistics whole = Of(rows, Meta);

        FeatureStatistics merged = Measurement.Merge(parts);

        Assert.That(merged.Count, Is.EqualTo(30));
        Assert.That(merged.Mu, Is.EqualTo(whole.Mu).Within(1e-14));
        Assert.That(merged.Sigma, Is.EqualTo(whole.Sigma).Within(1e-14));
        Assert.That(merged.Meta, Is.EqualTo(Meta with { Created = merged.Meta!.Created, ToolVersion = ProductVersion.Current }));
        Assert.That(merged.Meta.Created, Is.GreaterThan(Meta.Created));
        Assert.That(Measurement.Merge([Write("d", rows, null)]).Meta, Is.Null);
    }

    [Test]
    public void Devices_and_origins_of_all_parts_are_those_of_the_whole()
    {
        float[] rows = [1, 2, 3, 5];
        string one = Write("cpu", rows, Meta with { Device = "cpu", Origin = "seed 1" });
        string two = Write("gpu", rows, Meta with { Device = "cuda:0", Origin = "seed 2" });
        string three = Write("gpu again", rows, Meta with { Device = "cuda:0", Origin = "seed 2" });

        StatisticsMeta meta = Measurement.Merge([one, two, three]).Meta!;

        Assert.That((meta.Device, meta.Origin), Is.EqualTo(("cpu and cuda:0", "seed 1 + seed 2")));
        Assert.That(Measurement.Merge([two, three]).Meta, Has.Property("Device").EqualTo("cuda:0").And.Property("Origin").EqualTo("seed 2"));
    }

    [Test]
    public void Parts_that_do_not_belong_together_are_refused()
    {
        float[] rows = [1, 2, 3, 5];
        string a = Write("one", rows, Meta), other = Write("other", rows, Meta with { Fingerprint = "sha256:y" }), unstated = Write("unstated", rows, null);
        string uncounted = _folder["uncounted.npz"];
        StatisticsFile.Write(uncounted, new FeatureStatistics([1, 2], [1, 0, 0, 1], null, Meta));

        Refuses(
            ErrorCodes.ProtocolMismatch,
            $"'{other}' was made under sha256:y, '{a}' under sha256:x: only statistics of one protocol can be merged", a, other);
        Refuses(
            ErrorCodes.ProtocolMismatch,
            $"'{unstated}' was made under no stated protocol, '{a}' under sha256:x: only statistics of one protocol can be merged", a, unstated);
        Refuses(
            ErrorCodes.ProtocolMismatch,
            $"'{a}' was made under sha256:x, '{unstated}' under none: only statistics of one protocol can be merged", unstated, a);
        Refuses(
            ErrorCodes.StatisticsInvalid,
            $"'{uncounted}' does not state the count of its images, so it cannot be merged: measure the images again", a, uncounted);
        Refuses(ErrorCodes.ShardsMismatch, $"'{a}' is given 2 times: its images would count as often", a, other, a);
        Assert.That(() => Measurement.Merge(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Shards_make_the_whole_to_the_last_bit_with_features_or_without()
    {
        string photos = Directory.CreateDirectory(_folder["photos"]).FullName;
        CountedImages textures = new(300, seed: 1);
        for (int i = 0; i < textures.Count; i++) PngFile.Write(Path.Combine(photos, $"{i:000}.png"), textures.Decode(i));
        FeatureStatistics whole = Measurement.Statistics(photos, Options with { KeepFeatures = true });
        string[] shards = [.. Enumerable.Range(0, 2).Select(part => Shard(photos, part, Options))];
        string[] kept = [.. Enumerable.Range(0, 2).Select(part => Shard(photos, part, Options with { KeepFeatures = true }))];

        FeatureStatistics merged = Measurement.Merge([shards[1], shards[0]]), withFeatures = ShardMeasurement.Merge(kept);

        Assert.That((merged.Mu, merged.Sigma, merged.Count), Is.EqualTo((whole.Mu, whole.Sigma, whole.Count)));
        Assert.That(merged.Features, Is.Null);
        Assert.That(withFeatures.Features!.Values.ToArray(), Is.EqualTo(whole.Features!.Values.ToArray()));
        Assert.That(withFeatures.Features.Names, Is.EqualTo(whole.Features.Names));
        string single = Write("single", [1, 2, 3, 5], Meta);
        Refuses(
            ErrorCodes.ShardsMismatch,
            $"'{single}' is no shard, but other files are: merge the shards of one source alone", shards[0], single);
        Assert.That(
            () => ShardMeasurement.Measure(single, new Shard(0, 1), Options),
            Throws.TypeOf<GanGateException>().With.Message.StartsWith($"'{single}' holds statistics already"));
    }

    private string Shard(string photos, int part, MeasurementOptions options)
    {
        string path = _folder[$"shard{part}{options.KeepFeatures}.npz"];
        ShardFile.Write(path, ShardMeasurement.Measure(photos, new Shard(part, 2), options));
        return path;
    }

    private string Write(string name, float[] rows, StatisticsMeta? meta)
    {
        string path = _folder[name + ".npz"];
        StatisticsFile.Write(path, Of(rows, meta));
        return path;
    }

    private static FeatureStatistics Of(float[] rows, StatisticsMeta? meta)
    {
        MomentAccumulator moments = new(2);
        moments.Add(rows);
        return moments.ToMoments().ToStatistics(meta);
    }

    private static void Refuses(ErrorCode error, string message, params string[] files) => Assert.That(
        () => Measurement.Merge(files),
        Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(error).And.Message.EqualTo(message));
}
