using GanGate.Features;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Statistics;
using GanGate.Tests.Gating;

namespace GanGate.Tests.Measuring;

public class SampleFindingsTests
{
    private static readonly MeasurementOptions Options = new() { Protocol = "pyramid" };

    [Test]
    public void Error_bias_and_the_worst_images_are_those_of_the_features()
    {
        CountedImages generated = new(60, seed: 1, contrast: 200), reference = new(90, seed: 2);
        FeatureStatistics g = Measured(generated, out float[] features), r = Measured(reference, out _);
        DistanceError error = DistanceError.Of(new FeatureRows(features, g.Dimension, "generated"), g, r);

        Score score = Compare(generated, reference);

        Assert.That(score.Value, Is.EqualTo(FrechetDistance.Between(g, r).Value).Within(1e-9).Percent);
        Assert.That(score.Estimate.StandardError, Is.EqualTo(error.StandardError).Within(1e-6).Percent);
        Assert.That(score.Estimate.Bias, Is.EqualTo(error.Bias).Within(1e-6).Percent);
        (string, double)[] expected = [.. error.Influence.Index().OrderByDescending(one => one.Item).Take(10)
            .Select(one => ($"{one.Index}.png", one.Item / 60))];
        Assert.That(score.Worst.Select(one => one.Name), Is.EqualTo(expected.Select(one => one.Item1)));
        Assert.That(score.Worst.Select(one => one.Raises), Is.EqualTo(expected.Select(one => one.Item2)).Within(1e-6).Percent);
    }

    [Test]
    public void Repeated_images_are_counted_named_and_warned_of()
    {
        CountedImages textures = new(60, seed: 1);
        SelectedImages generated = new(textures, [.. Enumerable.Range(0, 60), 3, 7]);

        Score score = Compare(generated, new CountedImages(60, seed: 2));

        Assert.That((score.Repeated!.Exact, score.Repeated.Near), Is.EqualTo((2, 0)));
        Assert.That(
            score.Repeated.Closest.Select(pair => (pair.Name, pair.OtherName, pair.Index, pair.OtherIndex, pair.Distance)),
            Is.EqualTo(((string, string, int, int, double)[])[("3.png", "3.png", 60, 3, 0), ("7.png", "7.png", 61, 7, 0)]));
        Assert.That(score.Copied!.Count, Is.Zero);
        Assert.That(OfSamples(score).Single(), Is.EqualTo(new Warning(
            ErrorCodes.DuplicateSamples,
            "2 images equal an earlier one and 0 have a near duplicate, such as 3.png and 3.png: the generator may have collapsed, "
            + "or samples were written twice, and the score is less sure than its error says")));
    }

    [Test]
    public void Near_duplicates_are_counted_named_once_and_warned_of_under_the_protocol_that_was_calibrated()
    {
        CountedImages textures = new(60, seed: 1);
        Joined generated = new(textures, new Altered(textures, (3, 12), (7, 4)));

        Score score = Compare(generated, new CountedImages(60, seed: 2));

        Assert.That((score.Repeated!.Exact, score.Repeated.Near), Is.EqualTo((0, 4)));
        Assert.That(
            score.Repeated.Closest.Select(pair => (pair.Index, pair.OtherIndex)), Is.EqualTo(((int, int)[])[(61, 7), (60, 3)]), "the nearest first");
        Assert.That(score.Repeated.Closest.Select(pair => pair.Distance), Is.Ordered.Ascending.And.All.Positive);
        Assert.That(OfSamples(score).Single().Message, Does.StartWith("0 images equal an earlier one and 4 have a near duplicate, such as 7.png and own 7.png: "));
    }

    // All sets here are small, which is told besides.
    private static IEnumerable<Warning> OfSamples(Score score) => score.Warnings.Where(warning => warning.Error != ErrorCodes.FewSamples);

    [Test]
    public void One_repeat_in_a_hundred_is_no_warning()
    {
        CountedImages textures = new(99, seed: 1);

        Score score = Compare(new SelectedImages(textures, [.. Enumerable.Range(0, 99), 3]), new CountedImages(60, seed: 2));

        Assert.That((score.Repeated!.Exact, OfSamples(score).Count()), Is.EqualTo((1, 0)));
    }

    [Test]
    public void Copies_of_the_reference_are_found_with_what_they_copy()
    {
        CountedImages reference = new(60, seed: 2), others = new(48, seed: 1);
        Joined generated = new(others, new SelectedImages(reference, [.. Enumerable.Range(20, 12)]));

        Score score = Compare(generated, reference);

        Assert.That(score.Copied!.Count, Is.EqualTo(12));
        Assert.That(
            score.Copied.Closest.Select(pair => (pair.Index, pair.OtherName, pair.Distance)),
            Is.EqualTo(Enumerable.Range(0, 10).Select(copy => (48 + copy, $"{20 + copy}.png", 0.0))));
    }

    [Test]
    public void Copies_are_shown_beside_what_they_copy_where_that_is_at_hand()
    {
        CountedImages reference = new(60, seed: 2);
        Score score = Compare(new SelectedImages(reference, [.. Enumerable.Range(20, 12)]), reference, Options with { Pictures = true });
        SamplePictures pictures = score.Pictures!;
        IEnumerable<string> expected = Enumerable.Range(20, 10).Select(copy => $"{copy}.png");

        Assert.That(pictures.Copied.Select(pair => pair.Image.Name), Is.EqualTo(expected));
        Assert.That(pictures.Copied.Select(pair => pair.Other.Name), Is.EqualTo(expected));
        Assert.That(pictures.With(score.Repeated!, reference, score.Copied, null, CancellationToken.None).Copied, Is.Empty);
        Assert.That(pictures.With(score.Repeated!, reference, null, reference, CancellationToken.None).Copied, Is.Empty);
    }

    [Test]
    public void Pictures_show_the_ends_and_the_middle_of_the_influence_and_the_repeats()
    {
        CountedImages textures = new(60, seed: 1, contrast: 200), reference = new(25, seed: 2);
        Score score = Compare(new SelectedImages(textures, [.. Enumerable.Range(0, 60), 5]), reference, Options with { Pictures = true });
        SamplePictures pictures = score.Pictures!;

        Assert.That(pictures.Worst.Select(one => one.Name), Is.EqualTo(score.Worst.Select(one => one.Name)));
        Assert.That(pictures.Worst.Select(one => one.Raises), Is.EqualTo(score.Worst.Select(one => (double?)one.Raises)));
        Assert.That(pictures.Best.Select(one => one.Raises), Is.Ordered.Ascending);
        Assert.That((pictures.Best.Count, pictures.Typical.Count), Is.EqualTo((10, 10)));
        Assert.That(pictures.Typical.Max(one => one.Raises), Is.LessThan(pictures.Worst.Min(one => one.Raises!.Value)));
        Assert.That(pictures.Typical.Min(one => one.Raises), Is.GreaterThan(pictures.Best.Max(one => one.Raises!.Value)));
        Assert.That(
            pictures.Reference.Select(one => (one.Name, one.Raises)),
            Is.EqualTo(Enumerable.Range(0, 10).Select(i => ($"{i * 25 / 10}.png", (double?)null))));
        Assert.That(pictures.Repeated.Select(pair => (pair.Image.Name, pair.Other.Name)), Is.EqualTo((Array)new[] { ("5.png", "5.png") }));
        Assert.That(pictures.Worst.Concat(pictures.Reference).Select(one => one.Thumbnail), Has.None.Null);
        Assert.That(score.Profile, Is.Not.Null);
    }

    [Test]
    public void Pictures_of_few_images_do_not_repeat_one()
    {
        SamplePictures pictures = SamplePictures.Of([4, 1, 3, 2], new CountedImages(4, seed: 1), null, CancellationToken.None);

        Assert.That(pictures.Worst.Select(one => (one.Name, one.Raises)), Is.EqualTo((Array)new[] { ("0.png", (double?)1.0) }));
        Assert.That(pictures.Typical.Select(one => one.Name), Is.EqualTo((string[])["2.png", "3.png"]));
        Assert.That(pictures.Best.Select(one => one.Name), Is.EqualTo((string[])["1.png"]));
        Assert.That(pictures.Reference, Is.Empty);
    }

    [Test]
    public void The_middle_of_six_lies_between_two_and_two()
    {
        SamplePictures pictures = SamplePictures.Of([6, 5, 4, 3, 2, 1], new CountedImages(6, seed: 1), null, CancellationToken.None);

        Assert.That(pictures.Worst.Select(one => one.Name), Is.EqualTo((string[])["0.png", "1.png"]));
        Assert.That(pictures.Typical.Select(one => one.Name), Is.EqualTo((string[])["2.png", "3.png"]));
        Assert.That(pictures.Best.Select(one => one.Name), Is.EqualTo((string[])["5.png", "4.png"]));
    }

    [Test]
    public void An_image_that_can_no_longer_be_read_has_no_picture_and_work_can_be_stopped()
    {
        Unreadable images = new(6);
        double[] influence = [6, 5, 4, 3, 2, 1];

        SamplePictures pictures = SamplePictures.Of(influence, images, null, CancellationToken.None);

        Assert.That(pictures.Worst.Select(one => (one.Name, one.Thumbnail)), Is.EqualTo(((string, object?)[])[("0.png", null), ("1.png", null)]));
        Assert.That(
            () => SamplePictures.Of(influence, images, null, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    private static Score Compare(IImageSource generated, IImageSource reference, MeasurementOptions? options = null)
    {
        ImagesInput r = new("r", reference);
        ImagesInput g = new("g", generated);
        using Measurer measurer = Measurer.Open(options ?? Options, CancellationToken.None, g, r);
        using MeasuredSamples samples = measurer.Samples(g);
        return samples.ScoreAgainst(r);
    }

    private static FeatureStatistics Measured(IImageSource images, out float[] features)
    {
        using Extractor extractor = Protocols.Open(new ProtocolOptions("pyramid"));
        List<float> values = [];
        FeatureExtraction.Run(images, extractor, rows => values.AddRange(rows), new FeatureOptions());
        features = [.. values];
        return StatisticsOf(features, extractor.Layout.Features);
    }

    private static FeatureStatistics StatisticsOf(float[] features, int dimension)
    {
        MomentAccumulator moments = new(dimension);
        moments.Add(features);
        return moments.ToMoments().ToStatistics();
    }

    private sealed class Joined(IImageSource first, IImageSource second) : IImageSource
    {
        public string Description => "both";

        public int Count => first.Count + second.Count;

        public string NameOf(int index) => index < first.Count ? $"own {first.NameOf(index)}" : second.NameOf(index - first.Count);

        public RgbImage Decode(int index) => index < first.Count ? first.Decode(index) : second.Decode(index - first.Count);
    }

    /// <summary>Some images with one sample of the first pixel changed.</summary>
    private sealed class Altered(IImageSource source, params (int Index, int By)[] changes) : IImageSource
    {
        public string Description => "altered";

        public int Count => changes.Length;

        public string NameOf(int index) => source.NameOf(changes[index].Index);

        public RgbImage Decode(int index)
        {
            RgbImage image = source.Decode(changes[index].Index);
            image.Pixels[0] = (byte)(image.Pixels[0] > 127 ? image.Pixels[0] - changes[index].By : image.Pixels[0] + changes[index].By);
            return image;
        }
    }

    private sealed class Unreadable(int count) : IImageSource
    {
        public string Description => "gone";

        public int Count => count;

        public string NameOf(int index) => $"{index}.png";

        public RgbImage Decode(int index) => throw new ImageDecodingException("gone");
    }
}
