using GanGate.Features;
using GanGate.Models;
using GanGate.Tests.Models;
using Microsoft.ML.OnnxRuntime;

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

    [Test]
    public void Rows_that_are_written_where_they_lie_have_the_bits_of_a_plain_run()
    {
        byte[] model = PyramidGraph.Build(Side);
        using InferenceSession session = OnnxSession.Open(model);
        using OnnxNetwork network = OnnxNetwork.Open(model, Side);
        using RunOptions options = new();
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(Batch, [Count, 3, Side, Side]);
        using IDisposableReadOnlyCollection<OrtValue> plain = session.Run(options, session.InputNames, [input], session.OutputNames);
        float[] rows = new float[Count * PyramidGraph.Dimension];

        network.Run(Batch, Count, rows);

        Assert.That(rows, Is.EqualTo(plain[0].GetTensorDataAsSpan<float>().ToArray()));
    }

    [Test]
    public void The_large_slices_of_a_gpu_give_the_rows_of_the_processors_small_ones()
    {
        SessionDevice gpu = new("cuda:0");
        OnnxNetwork network = OnnxNetwork.Open(PyramidGraph.Build(Side), Side, gpu);
        using OnnxExtractor small = Extractors.Pyramid(Side);
        using OnnxExtractor large = new(small.Protocol, small.Preprocessing, network, device: gpu);

        Assert.That(Rows(large, Batch, Count), Is.EqualTo(Rows(small, Batch, Count)).Within(1e-4).Percent);
        Assert.That((large.Device, large.SmallestBatch), Is.EqualTo(("cuda:0", 64)));
    }

    [Test]
    public void Memory_that_a_provider_has_takes_the_input_and_one_without_it_does_without()
    {
        using InferenceSession session = OnnxSession.Open(PyramidGraph.Build(Side));
        using OnnxExtractor extractor = Extractors.Pyramid(Side);
        using RunOptions options = new();
        using PinnedInput pinned = PinnedInput.Of(session, [3, Side, Side], OrtMemoryInfo.allocatorCPU)!;
        foreach (int count in (int[])[Count, 2, 2, 5])
        {
            float[] images = Batch[^(count * InputLength)..];
            OrtValue input = pinned.Fill(images, count);
            using IDisposableReadOnlyCollection<OrtValue> output = session.Run(options, session.InputNames, [input], session.OutputNames);

            Assert.That(output[0].GetTensorDataAsSpan<float>().ToArray(), Is.EqualTo(Rows(extractor, images, count)).Within(1e-4).Percent);
        }

        Assert.That(PinnedInput.Of(session, [3, Side, Side]), Is.Null);
    }

    private static int InputLength => 3 * Side * Side;

    private static float[] Rows(Extractor extractor, float[] planes, int count)
    {
        var rows = new float[count * extractor.Protocol.Dimension];
        extractor.Run(planes, count, rows);
        return rows;
    }
}
