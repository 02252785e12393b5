using System.Security.Cryptography;
using System.Text.Json;
using GanGate.Archives;
using GanGate.Features;
using GanGate.Models;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Tests.Models;

public class ClipTests
{
    private static readonly VisionTransformer Tiny = Clip.Tower(width: 8, depth: 2, heads: 2, patch: 4, size: 16, projection: 6);

    [TestCase("tiny_clip.pt")]
    [TestCase("tiny_clip.safetensors")]
    [TestCase("tiny_clip_torchscript.pt")]
    [TestCase("tiny_clip_hf.safetensors")]
    public void A_tiny_network_of_every_kind_of_file_gives_the_programs_own_tokens(string file)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Repository.Shared("reference", "vit", "tiny_vit_expected.json")));
        JsonElement expected = json.RootElement.GetProperty("tiny_clip");
        OrderedDictionary<string, TorchTensor> checkpoint = Checkpoint.Read(Repository.Shared("reference", "vit", file));
        float[] input = StandInTransformer.Input("tiny.input16", 16);

        using InferenceSession session = OnnxSession.Open(Clip.Build(Tiny, checkpoint, layers: true).Serialize());
        foreach ((string output, JsonElement array) in new[]
        {
            ("block 0", expected.GetProperty("class_token_after_block")[0]), ("block 1", expected.GetProperty("class_token_after_block")[1]),
            (VisionTransformerGraph.OutputName, expected.GetProperty("feature")),
        })
        {
            float[] numbers = Numbers(array);
            Assert.That(Vectors.RelativeError(Run(session, input, 16, output).AsSpan(0, numbers.Length), numbers), Is.LessThan(5e-6), output);
        }

        using InferenceSession unit = OnnxSession.Open(Clip.Build(Tiny with { UnitLength = true }, checkpoint).Serialize());
        float[] normalised = Run(unit, input, 16, VisionTransformerGraph.OutputName);
        Assert.That(Vectors.RelativeError(normalised, Numbers(expected.GetProperty("normalised"))), Is.LessThan(5e-6));
    }

    [Test]
    public void Features_of_stored_inputs_equal_the_programs_own()
    {
        using NpzReader inputs = NpzReader.Open(Repository.Shared("reference", "vit", "golden_inputs.npz"));
        using NpzReader golden = NpzReader.Open(Repository.Shared("reference", "vit", "golden_clip_fid.npz"));
        using InferenceSession session = OnnxSession.Open(Clip.Build(Clip.Base, StandInClip.Of(Clip.Base)).Serialize());
        string[] names = golden.ReadText("names");
        float[] expected = golden.Read<float>("clip_fid");
        string[] stored = [.. names.Where(name => inputs.Names.Contains($"{name}__clip_fid"))];
        Assert.That(stored, Has.Length.GreaterThan(3));

        foreach (string name in stored)
        {
            float[] features = Run(session, inputs.Read<float>($"{name}__clip_fid"), 224, VisionTransformerGraph.OutputName);
            Assert.That(Vectors.RelativeError(features, expected.AsSpan(Array.IndexOf(names, name) * 512, 512)), Is.LessThan(5e-6), name);
        }
    }

    [Test]
    public void The_stand_in_has_the_bytes_of_its_formula()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        int entries = 0;
        foreach ((string name, int[] shape, bool isHalf) in StandInClip.Entries(Clip.Base))
        {
            hash.AppendData(StandInClip.Bytes(name, shape, isHalf));
            entries++;
        }

        Assert.That(entries, Is.EqualTo(152));
        Assert.That(
            Convert.ToHexStringLower(hash.GetHashAndReset()), Is.EqualTo("91d840ffbc1afbfbda6a8686a9a0ca505497226900010316925cee968bf4cb69"));
    }

    [Test]
    public void Another_network_is_refused_by_the_first_entry_that_does_not_fit()
    {
        OrderedDictionary<string, TorchTensor> tiny = StandInClip.Of(Tiny), part = StandInClip.Of(Tiny);
        part.Remove("visual.transformer.resblocks.1.mlp.c_fc.bias");

        Assert.That(() => Clip.Build(Tiny, part), Refused("it has no 'visual.transformer.resblocks.1.mlp.c_fc.bias'"));
        Assert.That(() => Clip.Build(Tiny with { Size = 20 }, tiny), Refused("'visual.positional_embedding' has the shape (17, 8), not (26, 8)"));
        Assert.That(() => Clip.Build(Clip.Large336, tiny), Refused("'visual.conv1.weight' has the shape (8, 3, 4, 4), not (1024, 3, 14, 14)"));
        Assert.That(() => Clip.Build(Tiny, new OrderedDictionary<string, TorchTensor>()), Refused("it has no 'visual.conv1.weight'"));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refused(string reason) =>
        Throws.TypeOf<GanGateException>().With.Message.Contains(reason)
            .And.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.CheckpointMismatch);

    private static float[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetSingle())];

    private static float[] Run(InferenceSession session, float[] planes, int size, string output)
    {
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(planes, [1, 3, size, size]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, [VisionTransformerGraph.InputName], [input], [output]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
