using GanGate.Features;
using GanGate.Measuring;
using GanGate.Statistics;
using GanGate.Tests.Gating;

namespace GanGate.Tests.Measuring;

public class MeasuredReferenceTests
{
    private static readonly MeasurementOptions Options = new() { Protocol = "pyramid" };

    [Test]
    public void Samples_after_samples_get_the_scores_and_errors_that_they_get_alone()
    {
        CountedImages photos = new(30, seed: 2);
        ImagesInput reference = new("r", photos);
        using MeasuredReference measured = MeasuredReference.Open(reference, [reference], Options, CancellationToken.None);

        foreach (int seed in (int[])[1, 3])
        {
            ImagesInput samples = new("g", new CountedImages(25, seed));
            Score score = measured.ScoreOf(samples, CancellationToken.None);
            using MeasurementPass pass = new(samples, [reference], Options, CancellationToken.None);
            Score alone = pass.ScoreAgainst(reference);

            Assert.That((score.Value, score.Uncertainty, score.Pictures), Is.EqualTo((alone.Value, alone.Uncertainty, (SamplePictures?)null)));
            Assert.That(score.Worst, Is.EqualTo(alone.Worst).And.Not.Empty);
        }

        Assert.That(photos.Decoded, Is.EqualTo(3 * 30), "once for both, and once for each alone");
    }

    [Test]
    public void Statistics_are_a_reference_too_and_those_of_another_protocol_are_refused()
    {
        using Extractor extractor = Protocols.Open(new ProtocolOptions("pyramid"));
        using ImagesMeasurement photos = new(
            new ImagesInput("r", new CountedImages(60, seed: 2)), extractor, Options, null, CancellationToken.None);
        photos.MeasureAll();
        FeatureStatistics known = photos.Measured().Statistics;
        StatisticsInput reference = new("r", known), foreign = new("s", new FeatureStatistics(
            known.Mu, known.Sigma, known.Count, known.Meta! with { Fingerprint = "sha256:other" }));
        using MeasuredReference measured = MeasuredReference.Open(reference, [reference], Options, CancellationToken.None);

        Assert.That(measured.Protocol, Is.EqualTo(Protocols.Describe(new ProtocolOptions("pyramid"))));
        Assert.That(measured.ScoreOf(reference, CancellationToken.None).Value, Is.Zero.Within(1e-9));
        Assert.That(() => measured.ScoreOf(foreign, CancellationToken.None), Throws.TypeOf<GanGateException>().With.Message.Contain("sha256:other"));
        Assert.That(
            () => MeasuredReference.Open(reference, [foreign], Options, CancellationToken.None),
            Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.ProtocolMismatch));

        // The first images among statistics open the network.
        Assert.That(measured.ScoreOf(new ImagesInput("g", new CountedImages(60, seed: 1)), CancellationToken.None).Value, Is.Positive);
    }
}
