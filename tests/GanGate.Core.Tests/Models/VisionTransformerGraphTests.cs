using System.Text.Json;
using GanGate.Archives;
using GanGate.Features;
using GanGate.Models;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Tests.Models;

public class VisionTransformerGraphTests
{
    private static readonly Lazy<OrderedDictionary<string, TorchTensor>> Small = new(() => StandInTransformer.Dinov2(384, 12));
    private static readonly Lazy<OrderedDictionary<string, TorchTensor>> Tiny = new(() => StandInTransformer.Dinov2(8, 2, patch: 4, side: 5));

    [TestCase("dgm")]
    [TestCase("dgm_clean")]
    [TestCase("edm2_torch")]
    [TestCase("torch_fidelity")]
    public void Features_of_stored_inputs_equal_the_hubs_own(string rule)
    {
        using NpzReader inputs = NpzReader.Open(Repository.Shared("reference", "vit", "golden_inputs.npz"));
        using NpzReader golden = NpzReader.Open(Repository.Shared("reference", "vit", "golden_dinov2_vits14.npz"));
        using InferenceSession session = OnnxSession.Open(Dinov2.Build(Small.Value));
        string[] names = golden.ReadText("names");
        float[] expected = golden.Read<float>(rule);
        string[] stored = [.. names.Where(name => inputs.Names.Contains($"{name}__{rule}"))];
        Assert.That(stored, Has.Length.GreaterThan(3));

        foreach (string name in stored)
        {
            float[] features = Run(session, inputs.Read<float>($"{name}__{rule}"), Dinov2.Size, VisionTransformerGraph.OutputName);
            Assert.That(
                Vectors.RelativeError(features, expected.AsSpan(Array.IndexOf(names, name) * 384, 384)), Is.LessThan(5e-6), name);
        }
    }

    [TestCase(20)]
    [TestCase(12)]
    [TestCase(8)]
    [TestCase(32)]
    public void A_tiny_network_gives_the_hubs_own_tokens_at_every_size_of_image(int size)
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(Repository.Shared("reference", "vit", "tiny_vit_expected.json")));
        JsonElement expected = file.RootElement.GetProperty($"tiny_dinov2_side{size}");
        using InferenceSession session = OnnxSession.Open(Layers(Tiny.Value, size));

        float[] input = StandInTransformer.Input($"tiny.input{size}", size);
        float[] feature = Run(session, input, size, VisionTransformerGraph.OutputName);
        float[] first = Run(session, input, size, "block 0"), second = Run(session, input, size, "block 1");

        Assert.That(Vectors.RelativeError(feature, Numbers(expected.GetProperty("feature"))), Is.LessThan(5e-6));
        Assert.That(Vectors.RelativeError(first.AsSpan(0, 8), Numbers(expected.GetProperty("class_token_after_block")[0])), Is.LessThan(5e-6));
        Assert.That(Vectors.RelativeError(second, Numbers(expected.GetProperty("class_token_after_block")[1])), Is.LessThan(5e-6));
    }

    [Test]
    public void Checkpoints_of_the_hub_and_of_Hugging_Face_make_the_same_network() =>
        Assert.That(Features(StandInTransformer.ToHuggingFace(Tiny.Value)), Is.EqualTo(Features(Tiny.Value)));

    private static float[] Features(IReadOnlyDictionary<string, TorchTensor> checkpoint)
    {
        using InferenceSession session = OnnxSession.Open(Layers(checkpoint, 12));
        return Run(session, StandInTransformer.Input("tiny.input12", 12), 12, VisionTransformerGraph.OutputName);
    }

    private static byte[] Layers(IReadOnlyDictionary<string, TorchTensor> checkpoint, int size)
    {
        (VisionTransformer transformer, VisionTransformerNames names, NetworkWeights weights) = Dinov2.Open(checkpoint, size, headWidth: 4);
        return VisionTransformerGraph.Build(transformer, names, weights, layers: true);
    }

    private static float[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetSingle())];

    private static float[] Run(InferenceSession session, float[] planes, int size, string output)
    {
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(planes, [planes.Length / (3 * size * size), 3, size, size]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, [VisionTransformerGraph.InputName], [input], [output]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
