using GanGate.Models;

namespace GanGate.Benchmarks;

/// <summary>A generator of DCGAN's size (Radford et al. 2015) with random weights: 100 numbers, five transposed convolutions, 3 x 64 x 64.</summary>
internal static class DcganFile
{
    private const int Latent = 100, Kernel = 4;
    private static readonly int[] Channels = [Latent, 512, 256, 128, 64, 3];

    /// <summary>Writes the model.</summary>
    public static void Write(string path)
    {
        OnnxGraph graph = new("dcgan");
        string value = graph.Input("z", OnnxType.Float, "N", Latent, 1, 1);
        for (int layer = 1; layer < Channels.Length; layer++)
        {
            (long stride, long pad) = layer == 1 ? (1, 0) : (2, 1);
            value = graph.Node(
                "ConvTranspose",
                [value, Weights(graph, layer)],
                OnnxAttribute.Ints("strides", stride, stride),
                OnnxAttribute.Ints("pads", pad, pad, pad, pad));
            value = layer < Channels.Length - 1 ? graph.Node("Relu", [value]) : graph.Node("Tanh", [value], "images");
        }

        graph.Output(value, OnnxType.Float, "N", 3, 64, 64);
        File.WriteAllBytes(path, graph.Serialize());
    }

    private static string Weights(OnnxGraph graph, int layer)
    {
        (int from, int to) = (Channels[layer - 1], Channels[layer]);
        float scale = MathF.Sqrt(8f / from / (layer == 1 ? 1 : Kernel));
        Random random = new(layer);
        float[] weights = [.. Enumerable.Range(0, from * to * Kernel * Kernel).Select(_ => scale * (random.NextSingle() - 0.5f))];
        return graph.Constant($"weights{layer}", weights, from, to, Kernel, Kernel);
    }
}
