using GanGate.Features;
using GanGate.Measuring;
using GanGate.Statistics;
using GanGate.Tests.Gating;

namespace GanGate.Tests.Measuring;

public class ProtocolChoiceTests
{
    private static ImagesInput Images => new ImagesInput("samples", new CountedImages(2, seed: 1));

    [Test]
    public void It_is_the_named_one_or_that_of_the_statistics()
    {
        Assert.That(ProtocolChoice.Of(new MeasurementOptions { Protocol = "clean" }, Images).Id, Is.EqualTo("clean"));
        Assert.That(ProtocolChoice.Of(new MeasurementOptions(), Images, Statistics("ttur")).Id, Is.EqualTo("ttur"));
        Assert.That(ProtocolChoice.Of(new MeasurementOptions { Protocol = "ttur" }, Statistics("ttur"), Statistics(null)).Id, Is.EqualTo("ttur"));
    }

    [Test]
    public void Without_any_it_is_never_guessed() => Refuses(
        ErrorCodes.ProtocolNotNamed,
        "no protocol is named, and no statistics file states one: add protocol pyramid (built in, offline), "
        + "resnet18 (learned features; it needs ModelStore.FetchAsync(\"resnet18\") once), "
        + "or ttur, pytorch-fid or clean (the FIDs that papers cite; they need ModelStore.FetchAsync once)",
        null,
        Images,
        Statistics(null));

    [Test]
    public void Two_that_differ_are_refused_by_who_says_which()
    {
        Refuses(
            ErrorCodes.ProtocolMismatch,
            "'clean.npz' was made under protocol clean, but protocol says ttur: measure both sides under one protocol",
            "ttur",
            Statistics("clean"));
        Refuses(
            ErrorCodes.ProtocolMismatch,
            "'clean.npz' was made under protocol clean, but 'ttur.npz' says ttur: measure both sides under one protocol",
            null,
            Images,
            Statistics("ttur"),
            Statistics("clean"));
    }

    [Test]
    public void An_extractor_of_ones_own_has_to_be_found() => Refuses(
        ErrorCodes.ProtocolNotNamed,
        "'mine.onnx.npz' was made with the extractor 'mine.onnx': say where it lies with protocol PATH",
        null,
        Statistics("mine.onnx"));

    [TestCase(64, "64")]
    [TestCase(192, "192")]
    [TestCase(768, "768")]
    [TestCase(2048, null)]
    [TestCase(65, null)]
    public void The_depth_is_known_by_the_dimension(int dimension, string? feature) => Assert.That(
        ProtocolChoice.Of(new MeasurementOptions(), Images, Statistics("ttur", dimension)).Options.Feature, Is.EqualTo(feature));

    [Test]
    public void Statistics_of_other_weights_or_another_dimension_are_refused()
    {
        Protocol protocol = new("ttur", 1, 299, "2048", 3, "abc");
        StatisticsInput right = new("r", Of(2 + 1, Meta("ttur", 3) with { Fingerprint = protocol.Fingerprint }));

        Assert.That(() => ProtocolChoice.Require(protocol, right), Throws.Nothing);
        Assert.That(
            () => ProtocolChoice.Require(protocol, Statistics("ttur", 3)),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.ProtocolMismatch).And.Message.EqualTo(
                $"'ttur.npz' was made under protocol ttur with fingerprint sha256:x, here ttur has {protocol.Fingerprint}: "
                + "measure it again with Measurement.Statistics"));
        Assert.That(
            () => ProtocolChoice.Require(protocol, Statistics(null, 2)),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.DimensionMismatch).And.Message.EqualTo(
                "'.npz' has 2 features, protocol ttur has 3: it was made with another extractor"));
    }

    private static void Refuses(ErrorCode error, string message, string? protocol, params MeasurementInput[] inputs) => Assert.That(
        () => ProtocolChoice.Of(new MeasurementOptions { Protocol = protocol }, inputs),
        Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(error).And.Message.EqualTo(message));

    private static StatisticsInput Statistics(string? protocol, int dimension = 1) =>
        new($"{protocol}.npz", Of(dimension, protocol is null ? null : Meta(protocol, dimension)));

    private static StatisticsMeta Meta(string protocol, int dimension) => new(protocol, "sha256:x", dimension, DateTimeOffset.UnixEpoch, "1.0.0");

    private static FeatureStatistics Of(int dimension, StatisticsMeta? meta) =>
        new(new double[dimension], new double[dimension * dimension], 9, meta);
}
