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
        using InferenceSession session = OnnxSession.Open(Dinov2.Build(Small.Value).Serialize());
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

    [TestCase("j02_444_128x96.jpg")]
    [TestCase("c02_cat_32x32.jpg")]
    public void Tokens_after_every_layer_are_the_hubs_own(string image)
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(Repository.Shared("reference", "vit", "golden_layers.json")));
        using NpzReader inputs = NpzReader.Open(Repository.Shared("reference", "vit", "golden_inputs.npz"));
        using InferenceSession session = OnnxSession.Open(Layers(Small.Value, Dinov2.Size, headWidth: 64));
        float[] input = inputs.Read<float>($"{image}__dgm");
        foreach (JsonElement layer in file.RootElement.GetProperty("dinov2_vits14").GetProperty(image).EnumerateArray().SkipLast(2))
        {
            string name = layer.GetProperty("after").GetString()!;
            float[] tokens = Run(session, input, Dinov2.Size, name == "patch_embed" ? "patches" : name.Replace("blocks.", "block ", StringComparison.Ordinal));
            float[] ends = [.. tokens[..4], .. tokens.Skip(tokens.Length - 384).Take(4)];
            double mean = tokens.Average(value => (double)value);

            Assert.That(
                Vectors.RelativeError(ends, [.. Numbers(layer.GetProperty("first_token")), .. Numbers(layer.GetProperty("last_token"))]),
                Is.LessThan(5e-6), name);
            Assert.That(mean, Is.EqualTo(layer.GetProperty("mean").GetDouble()).Within(1e-6), name);
            Assert.That(
                Math.Sqrt(tokens.Average(value => (value - mean) * (value - mean))), Is.EqualTo(layer.GetProperty("std").GetDouble()).Within(3e-6), name);
            Assert.That(tokens.Max(), Is.EqualTo(layer.GetProperty("max").GetSingle()).Within(2e-5), name);
        }
    }

    [TestCase("vits14", 384)]
    [TestCase("vitb14", 768)]
    [TestCase("vitl14", 1024)]
    public void The_position_embedding_is_resized_as_the_hub_does_bit_for_bit(string variant, int width)
    {
        using NpzReader golden = NpzReader.Open(Repository.Shared("reference", "vit", "golden_pos_embed.npz"));
        float[] expected = golden.Read<float>($"dinov2_{variant}");
        float[] resized = Dinov2Positions.Resize(StandInTransformer.Values("pos_embed", [1, 1370, width]), 37, 16);
        int columns = expected.Length / 257;

        Assert.That(Enumerable.Range(0, 257).SelectMany(row => resized.Skip(row * width).Take(columns)), Is.EqualTo(expected));
    }

    [Test]
    public void A_position_embedding_of_one_colour_keeps_it_and_one_of_its_own_size_keeps_everything()
    {
        float[] plain = Dinov2Positions.Resize([.. Enumerable.Repeat(0.75f, 2 * (1 + (7 * 7)))], 7, 3);
        float[] table = StandInTransformer.Values("pos_embed", [1, 1 + (5 * 5), 8]);

        Assert.That(plain, Has.Length.EqualTo(2 * (1 + (3 * 3))).And.All.EqualTo(0.75f).Within(1e-6));
        Assert.That(Dinov2Positions.Resize(table, 5, 5), Is.EqualTo(table));
    }

    [Test]
    public void An_image_alone_has_the_features_that_it_has_among_others()
    {
        using InferenceSession session = OnnxSession.Open(Layers(Tiny.Value, 12));
        float[] one = StandInTransformer.Input("one", 12), other = StandInTransformer.Input("other", 12);
        float[] both = Run(session, [.. one, .. other], 12, VisionTransformerGraph.OutputName);

        Assert.That(Vectors.RelativeError(both.AsSpan(0, 8), Run(session, one, 12, VisionTransformerGraph.OutputName)), Is.LessThan(1e-6));
        Assert.That(Vectors.RelativeError(both.AsSpan(8), Run(session, other, 12, VisionTransformerGraph.OutputName)), Is.LessThan(1e-6));
    }

    [Test]
    public void Half_precision_gives_nearly_the_same_features()
    {
        (VisionTransformer transformer, VisionTransformerNames names, NetworkWeights weights) = Dinov2.Open(Tiny.Value, 12, headWidth: 4);
        using InferenceSession session = OnnxSession.Open(VisionTransformerGraph.Build(transformer, names, weights, half: true).Serialize());
        float[] features = Run(session, StandInTransformer.Input("tiny.input12", 12), 12, VisionTransformerGraph.OutputName);

        Assert.That(Vectors.RelativeError(features, Features(Tiny.Value)), Is.Positive.And.LessThan(3e-3));
    }

    [Test]
    public void What_the_optimiser_fuses_changes_no_feature()
    {
        using TemporaryFolder folder = new();
        byte[] model = Dinov2.Build(Small.Value).Serialize();
        float[] input = StandInTransformer.Input("any", Dinov2.Size);
        using InferenceSession fused = OnnxSession.Open(model, null, options => options.OptimizedModelFilePath = folder["optimised.onnx"]);
        using InferenceSession plain = OnnxSession.Open(
            model, null, options => options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL);

        Assert.That(File.ReadAllBytes(folder["optimised.onnx"]).AsSpan().IndexOf("FusedMatMul"u8), Is.Positive, "scores are products with a factor");
        float[] features = Run(fused, input, Dinov2.Size, VisionTransformerGraph.OutputName);
        Assert.That(Vectors.RelativeError(features, Run(plain, input, Dinov2.Size, VisionTransformerGraph.OutputName)), Is.LessThan(1e-5));
    }

    [Test]
    public void Weights_that_stay_where_they_lie_give_the_features_of_a_whole_file()
    {
        OnnxGraph graph = Dinov2.Build(Small.Value);
        Assert.That(graph.Weights, Has.Count.EqualTo(12 * 6).And.All.Property(nameof(OnnxWeight.Values)).Property("Length").GreaterThanOrEqualTo(384 * 384));
        Assert.That(graph.SerializeWithoutWeights(), Has.Length.LessThan(4 << 20));
        float[] input = StandInTransformer.Input("any", Dinov2.Size), row = new float[384];
        using InferenceSession whole = OnnxSession.Open(graph.Serialize());
        using (OnnxNetwork network = OnnxNetwork.Open(graph, Dinov2.Size)) network.Run(input, 1, row);

        Assert.That(Vectors.RelativeError(row, Run(whole, input, Dinov2.Size, VisionTransformerGraph.OutputName)), Is.LessThan(5e-6));
    }

    [TestCase("blocks.0.norm1.weight", "it has no 'blocks.0.norm1.weight'")]
    [TestCase("blocks.1.attn.qkv.bias", "it has no 'blocks.1.attn.qkv.bias'")]
    [TestCase("patch_embed.proj.weight", "it has no 'patch_embed.proj.weight'")]
    [TestCase("norm.bias", "it has no 'norm.bias'")]
    [TestCase("pos_embed", "it has no 'pos_embed'")]
    public void An_entry_that_is_missing_is_named(string name, string reason)
    {
        OrderedDictionary<string, TorchTensor> checkpoint = new(Tiny.Value);
        checkpoint.Remove(name);
        Assert.That(() => Features(checkpoint), ThrowsMismatch(reason));
    }

    [TestCase("blocks.1.mlp.fc1.weight", new[] { 24, 8 }, "'blocks.1.mlp.fc1.weight' has the shape (24, 8), not (32, 8)")]
    [TestCase("pos_embed", new[] { 1, 27, 8 }, "'pos_embed' has the shape (1, 27, 8), which is no class token and a square")]
    [TestCase("pos_embed", new[] { 1, 26, 6 }, "'pos_embed' has the shape (1, 26, 6), not (26, 8)")]
    [TestCase("patch_embed.proj.weight", new[] { 8, 3, 5, 5 }, "'patch_embed.proj.weight' has the shape (8, 3, 5, 5), not (width, 3, 14, 14)")]
    [TestCase("register_tokens", new[] { 1, 4, 8 }, "it has register tokens, which no published distance uses")]
    public void An_entry_of_another_network_is_named_with_both_shapes(string name, int[] shape, string reason)
    {
        OrderedDictionary<string, TorchTensor> checkpoint = new(Tiny.Value) { [name] = StandInTransformer.Tensor(name + ".weight", shape) };
        Assert.That(() => Features(checkpoint), ThrowsMismatch(reason));
    }

    [Test]
    public void Values_that_are_not_finite_are_refused()
    {
        OrderedDictionary<string, TorchTensor> checkpoint = new(Tiny.Value)
        {
            ["norm.weight"] = TestTensor.Of([1, 1, 1, float.NaN, 1, 1, 1, 1], 8),
        };
        Assert.That(() => Features(checkpoint), ThrowsMismatch("'norm.weight' holds values that are not finite"));
    }

    [Test]
    public void Checkpoints_of_the_hub_and_of_Hugging_Face_make_the_same_network() =>
        Assert.That(Features(StandInTransformer.ToHuggingFace(Tiny.Value)), Is.EqualTo(Features(Tiny.Value)));

    private static NUnit.Framework.Constraints.IResolveConstraint ThrowsMismatch(string reason) =>
        Throws.TypeOf<GanGateException>()
            .With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.CheckpointMismatch)
            .And.Message.EqualTo($"the checkpoint is not one of DINOv2's networks: {reason}");

    private static float[] Features(IReadOnlyDictionary<string, TorchTensor> checkpoint)
    {
        using InferenceSession session = OnnxSession.Open(Layers(checkpoint, 12));
        return Run(session, StandInTransformer.Input("tiny.input12", 12), 12, VisionTransformerGraph.OutputName);
    }

    private static byte[] Layers(IReadOnlyDictionary<string, TorchTensor> checkpoint, int size, int headWidth = 4)
    {
        (VisionTransformer transformer, VisionTransformerNames names, NetworkWeights weights) = Dinov2.Open(checkpoint, size, headWidth);
        return VisionTransformerGraph.Build(transformer, names, weights, layers: true).Serialize();
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
