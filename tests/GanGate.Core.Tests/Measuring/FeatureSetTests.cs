using GanGate.Images;
using GanGate.Measuring;
using GanGate.Statistics;
using GanGate.Tests.Gating;

namespace GanGate.Tests.Measuring;

public class FeatureSetTests
{
    [Test]
    public void Many_classes_merge_the_whole_once_and_ask_each_image_once_for_its_class()
    {
        const int Classes = 20, Count = 100;
        AskedImages images = new(Count, Classes);
        float[] features = [.. Enumerable.Range(0, Count * 2).Select(value => (float)((value * value) % 17))];
        int merged = 0;
        FeatureSet all = new(() =>
        {
            merged++;
            return StatisticsOf(features);
        })
        {
            Images = images,
            Features = features,
        };

        for (int one = 0; one < Classes; one++)
        {
            FeatureSet own = all.OfClass($"class{one}");
            int[] rows = [.. Enumerable.Range(0, Count).Where(row => row % Classes == one)];
            float[] expected = [.. rows.SelectMany(row => features[(2 * row)..((2 * row) + 2)])];

            Assert.That(own.Features!.Value.ToArray(), Is.EqualTo(expected));
            Assert.That(own.Statistics.Sigma, Is.EqualTo(StatisticsOf(expected).Sigma));
            Assert.That(Enumerable.Range(0, own.Images!.Count).Select(own.Images.NameOf), Is.EqualTo(rows.Select(images.NameOf)));
        }

        Assert.That((merged, images.Asked), Is.EqualTo((1, Count)));
    }

    [Test]
    public void Moments_and_their_factor_are_made_once()
    {
        int made = 0;
        FeatureSet set = new(() =>
        {
            made++;
            return StatisticsOf([1, 2, 3, 5, 8, 13]);
        });

        Assert.That(made, Is.Zero);
        object first = set.Factor;
        Assert.That(set.Factor, Is.SameAs(first));
        Assert.That(made, Is.EqualTo(1));
        Assert.That((set.Rows("x", CancellationToken.None), set.Images), Is.EqualTo(((object?)null, (object?)null)));
    }

    private static FeatureStatistics StatisticsOf(float[] features)
    {
        MomentAccumulator moments = new(2);
        moments.Add(features);
        return moments.ToMoments().ToStatistics();
    }

    private sealed class AskedImages(int count, int classes) : IImageSource
    {
        private readonly CountedImages _images = new(count, seed: 1, classes: classes);

        public int Asked { get; private set; }

        public string Description => _images.Description;

        public int Count => _images.Count;

        public string NameOf(int index) => _images.NameOf(index);

        public string? ClassOf(int index)
        {
            Asked++;
            return _images.ClassOf(index);
        }

        public RgbImage Decode(int index) => _images.Decode(index);
    }
}
