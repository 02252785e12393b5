using GanGate.Features;
using GanGate.Measuring;
using GanGate.Statistics;
using GanGate.Tests.Gating;

namespace GanGate.Tests.Measuring;

public class MeasurerTests
{
    private static readonly MeasurementOptions Options = new() { Protocol = "pyramid" };

    [Test]
    public void Samples_after_samples_get_the_scores_and_errors_that_they_get_alone()
    {
        CountedImages photos = new(30, seed: 2);
        ImagesInput reference = new("r", photos);
        using Measurer measurer = Measurer.Open(Options, CancellationToken.None, reference);

        foreach (int seed in (int[])[1, 3])
        {
            ImagesInput samples = new("g", new CountedImages(25, seed));
            using MeasuredSamples measured = measurer.Samples(samples);
            using Measurer anew = Measurer.Open(Options, CancellationToken.None, samples, reference);
            using MeasuredSamples first = anew.Samples(samples);
            (Score score, Score alone) = (measured.ScoreAgainst(reference), first.ScoreAgainst(reference));

            Assert.That((score.Estimate, score.Pictures), Is.EqualTo((alone.Estimate, (SamplePictures?)null)));
            Assert.That(score.Worst, Is.EqualTo(alone.Worst).And.Not.Empty);
            Assert.That(measured.PlainScore(reference).Estimate, Is.EqualTo(alone.Estimate));
        }

        Assert.That(photos.Decoded, Is.EqualTo(3 * 30), "once for both, and once for each alone");
    }

    [Test]
    public void Statistics_are_a_reference_too_and_those_of_another_protocol_are_refused()
    {
        using Extractor extractor = Protocols.Open(new ProtocolOptions("pyramid"));
        using FeaturePass photos = new(
            new ImagesInput("r", new CountedImages(60, seed: 2)), extractor, FeatureParts.Moments, Options, CancellationToken.None);
        FeatureStatistics known = photos.MeasureUpTo().Statistics;
        StatisticsInput reference = new("r", known), foreign = new("s", new FeatureStatistics(
            known.Mu, known.Sigma, known.Count, known.Meta! with { Fingerprint = "sha256:other" }));
        using Measurer measurer = Measurer.Open(Options, CancellationToken.None, reference);

        Assert.That(measurer.Protocol, Is.EqualTo(Protocols.Describe(new ProtocolOptions("pyramid"))));
        Assert.That(ScoreOf(reference), Is.Zero.Within(1e-9));
        Assert.That(() => measurer.Samples(foreign), Throws.TypeOf<GanGateException>().With.Message.Contain("sha256:other"));
        Assert.That(
            () => Measurer.Open(Options, CancellationToken.None, reference, foreign),
            Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.ProtocolMismatch));

        // The first images among statistics open the network.
        Assert.That(ScoreOf(new ImagesInput("g", new CountedImages(60, seed: 1))), Is.Positive);

        double ScoreOf(MeasurementInput samples)
        {
            using MeasuredSamples measured = measurer.Samples(samples);
            return measured.ScoreAgainst(reference).Value;
        }
    }
}
