using GanGate.Features;
using GanGate.Measuring;

namespace GanGate.Tests.Measuring;

/// <summary>What a pass over images leaves, told from a network whose rows are known.</summary>
public class FeaturePassTests
{
    private static readonly MeasurementOptions Options = new() { BatchSize = 2, Threads = 1 };

    [Test]
    public void Parts_one_after_the_other_give_what_the_whole_gives_and_decode_each_image_once()
    {
        Places parts = new(7), whole = new(7);
        Reported progress = new();
        using StubExtractor extractor = new(new RowLayout(2), Row);
        using FeaturePass inParts = new(
            new ImagesInput("g", parts), extractor, FeatureParts.Rows, Options with { Progress = progress }, CancellationToken.None);
        using FeaturePass atOnce = new(new ImagesInput("g", whole), extractor, FeatureParts.Rows, Options, CancellationToken.None);

        FeatureSet three = inParts.MeasureUpTo(3);
        Assert.That((three.Images!.Count, three.Statistics.Count, three.Run.Count), Is.EqualTo((3, 3L, 3)));
        Assert.That(inParts.MeasureUpTo(2), Is.SameAs(three));

        FeatureSet late = inParts.MeasureUpTo(4);
        inParts.MeasureUpTo();
        atOnce.MeasureUpTo();

        Assert.That(() => late.Statistics, Throws.InvalidOperationException, "the moments of four images are gone");
        Assert.That(three.Features!.Value.ToArray(), Is.EqualTo((float[])[.. Row(0), .. Row(1), .. Row(2)]));
        Assert.That(inParts.Measured.Statistics.Mu, Is.EqualTo(atOnce.Measured.Statistics.Mu));
        Assert.That(inParts.Measured.Statistics.Sigma, Is.EqualTo(atOnce.Measured.Statistics.Sigma));
        Assert.That(inParts.Table!.Values.ToArray(), Is.EqualTo(atOnce.Table!.Values.ToArray()));
        Assert.That(inParts.Table.Names, Is.EqualTo(Enumerable.Range(0, 7).Select(i => $"{i}.png")));
        Assert.That(parts.Decoded, Is.EqualTo(7));
        Assert.That(progress.Values, Is.EqualTo(((int[])[2, 3, 4, 6, 7]).Select(done => new MeasurementProgress("g", done, 7))));

        static float[] Row(int place) => [place, 10 - (place * place)];
    }

    [TestCase(float.NaN, "NaN")]
    [TestCase(float.NegativeInfinity, "-Infinity")]
    public void A_feature_that_is_not_finite_is_told_with_its_image(float value, string name)
    {
        using StubExtractor extractor = new(new RowLayout(2), place => place == 3 ? [1, value] : [1, place]);
        using FeaturePass pass = new(new ImagesInput("g", new Places(5)), extractor, FeatureParts.Moments, Options, CancellationToken.None);

        Assert.That(
            () => pass.MeasureUpTo(),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo(
                $"the extractor gives {name} for the image '3.png' of 'g': every feature must be finite").And
                .Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.NotFinite));
    }

    [Test]
    public void Features_logits_and_spatial_features_come_from_one_row()
    {
        MetricSelection all = new(Distance: true, Kernel: true, InceptionScore: true, PrecisionRecall: true, SpatialDistance: true);
        using StubExtractor extractor = new(new RowLayout(1, 2, 1), place => [place, place + 100, place + 200, 5 * place]);
        using FeaturePass pass = new(new ImagesInput("g", new Places(5)), extractor, all.Parts, Options, CancellationToken.None);

        FeatureSet measured = pass.MeasureUpTo();

        Assert.That(measured.Features!.Value.ToArray(), Is.EqualTo((float[])[0, 1, 2, 3, 4]));
        Assert.That(measured.Logits!.Value.ToArray(), Is.EqualTo((float[])[100, 200, 101, 201, 102, 202, 103, 203, 104, 204]));
        Assert.That((measured.Statistics.Mu[0], measured.Statistics.Sigma[0], measured.Statistics.Count), Is.EqualTo((2.0, 2.5, (long?)5)));
        Assert.That((measured.Spatial!.Mu[0], measured.Spatial.Sigma[0]), Is.EqualTo((10.0, 62.5)));
    }

    [Test]
    public void Only_what_is_wanted_is_kept()
    {
        using StubExtractor extractor = new(new RowLayout(1, 2, 1), place => [place, 0, 0, 0]);
        using FeaturePass pass = new(new ImagesInput("g", new Places(5)), extractor, FeatureParts.Moments, Options, CancellationToken.None);

        FeatureSet measured = pass.MeasureUpTo();

        Assert.That((measured.Features, measured.Logits, measured.Spatial, pass.Table), Is.EqualTo(((object?)null, (object?)null, (object?)null, (object?)null)));
        Assert.That(measured.Statistics.Mu, Is.EqualTo((double[])[2]));
    }

    private sealed class Reported : IProgress<MeasurementProgress>
    {
        public List<MeasurementProgress> Values { get; } = [];

        public void Report(MeasurementProgress value) => Values.Add(value);
    }
}
