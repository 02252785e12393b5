using GanGate.Features;
using GanGate.Models;
using GanGate.Tests.Models;

namespace GanGate.Tests.Features;

public class OnnxExtractorTests
{
    private const int Side = 64;
    private const int Count = 37;

    private static readonly float[] Batch =
        [.. Enumerable.Range(0, Count).SelectMany(i => i % 2 == 0 ? TestPictures.Painted(Side, i) : TestPictures.Noise(Side, i))];

    [Test]
    public void Rows_do_not_depend_on_the_batch_size([Values(1, 7, 16)] int size)
    {
        using OnnxExtractor extractor = Extractors.Pyramid(Side);
        float[] whole = Rows(extractor, Batch, Count);
        float[] parts = [.. Batch.Chunk(size * InputLength).SelectMany(part => Rows(extractor, part, part.Length / InputLength))];

        Assert.That(parts, Is.EqualTo(whole).Within(1e-4).Percent);
    }

    [Test]
    public void Rows_are_the_same_bits_for_any_number_of_threads([Values(2, 5)] int threads)
    {
        using OnnxExtractor one = Extractors.Pyramid(Side, 1), several = Extractors.Pyramid(Side, threads);

        Assert.That(Rows(several, Batch, Count), Is.EqualTo(Rows(one, Batch, Count)));
    }

    [Test]
    public void Rows_are_the_same_bits_when_run_again()
    {
        using OnnxExtractor extractor = Extractors.Pyramid(Side);

        float[] first = Rows(extractor, Batch, Count), second = Rows(extractor, Batch, Count);

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void A_permuted_batch_gives_permuted_rows()
    {
        using OnnxExtractor extractor = Extractors.Pyramid(Side);
        int[] order = [.. Enumerable.Range(0, Count)];
        new Random(3).Shuffle(order);
        float[][] images = [.. Batch.Chunk(InputLength)], rows = [.. Rows(extractor, Batch, Count).Chunk(PyramidGraph.Dimension)];

        float[] permuted = Rows(extractor, [.. order.SelectMany(i => images[i])], Count);

        Assert.That(permuted, Is.EqualTo(order.SelectMany(i => rows[i])).Within(1e-4).Percent);
    }

    private static int InputLength => 3 * Side * Side;

    private static float[] Rows(Extractor extractor, float[] planes, int count)
    {
        var rows = new float[count * extractor.Protocol.Dimension];
        extractor.Run(planes, count, rows);
        return rows;
    }
}
