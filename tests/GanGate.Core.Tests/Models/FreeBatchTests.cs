using GanGate.Features;
using GanGate.Models;
using Microsoft.ML.OnnxRuntime;
using static GanGate.Models.OnnxAttribute;

namespace GanGate.Tests.Models;

public class FreeBatchTests
{
    private const int Side = 8;
    private const int Channels = 5;

    private static readonly byte[] OneImage = Build();

    [Test]
    public void Each_image_of_a_batch_has_the_features_that_it_has_alone()
    {
        float[] images = [.. Enumerable.Range(0, 3).SelectMany(i => TestPictures.Noise(Side, i))], rows = new float[3 * Channels];
        using OnnxNetwork network = OnnxNetwork.Open(FreeBatch.Of(OneImage, Side, Channels), Side);

        network.Run(images, 3, rows);

        Assert.That(rows, Is.EqualTo(images.Chunk(3 * Side * Side).SelectMany(Alone)).Within(1e-5f));
        Assert.That(rows[..Channels], Is.Not.EqualTo(rows[Channels..(2 * Channels)]));
    }

    [Test]
    public void Weights_are_kept_byte_for_byte()
    {
        byte[] Weights(byte[] model) => ProtoFields.Of(ProtoFields.Of(model).Single(field => field.Number == 7).Content!.Value)
            .Single(field => field.Number == 5).Content!.Value.ToArray();

        Assert.That(Weights(FreeBatch.Of(OneImage, Side, Channels)), Is.EqualTo(Weights(OneImage)));
    }

    [Test]
    public void A_model_that_is_cut_anywhere_is_refused_or_another_message()
    {
        for (int length = 0; length < OneImage.Length; length++)
        {
            byte[] cut = OneImage[..length];
            try
            {
                FreeBatch.Of(cut, Side, Channels);
            }
            catch (InvalidDataException)
            {
                // Said with the reason.
            }
        }

        Assert.That(() => FreeBatch.Of(OneImage.AsMemory(0, OneImage.Length / 2), Side, Channels), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void A_length_beyond_the_end_is_refused() =>
        Assert.That(() => ProtoFields.Of((byte[])[0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]).ToArray(), Throws.TypeOf<InvalidDataException>());

    private static float[] Alone(float[] image)
    {
        using InferenceSession session = OnnxSession.Open(OneImage);
        using RunOptions run = new();
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(image, [1, 3, Side, Side]);
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, ["pixels"], [input], ["pooled"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    // As exporters of one image at a time write it: 1 x 3 x 8 x 8 in, 1 x 5 x 1 x 1 out.
    private static byte[] Build()
    {
        OnnxGraph graph = new("one", opset: 8);
        string pixels = graph.Input("pixels", OnnxType.Float, 1, 3, Side, Side);
        float[] weights = [.. Enumerable.Range(0, Channels * 3 * 9).Select(i => (float)Math.Sin(i))];
        string maps = graph.Node("Conv", [pixels, graph.Constant("weights", weights, Channels, 3, 3, 3)], Ints("kernel_shape", 3, 3));
        graph.Node("AveragePool", [graph.Node("Relu", [maps])], "pooled", Ints("kernel_shape", Side - 2, Side - 2));
        graph.Output("pooled", OnnxType.Float, 1, Channels, 1, 1);
        return graph.Serialize();
    }
}
