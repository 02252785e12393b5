using System.Runtime.InteropServices;
using System.Text;
using GanGate.Models;

namespace GanGate.Tests.Models;

/// <summary>
/// Deterministic stand-ins for the public checkpoints of DINOv2 and CLIP's image tower, value by value as the golden features'
/// make_vit_checkpoint.py defines them, under the hubs' names: numbers as in <see cref="StandInCheckpoint"/>.
/// </summary>
internal static class StandInTransformer
{
    // The end of a name, a constant, the factor of u, and whether the factor is multiplied by sqrt(3 / fan_in).
    private static readonly (string End, double Constant, double Factor, bool IsScaled)[] Gains =
    [
        ("patch_embed.proj.weight", 0, 0.1, true), ("conv1.weight", 0, 0.1, true), ("patch_embed.proj.bias", 0, 0.02, false),
        ("attn.qkv.weight", 0, 1.5, true), ("attn.in_proj_weight", 0, 1.5, true), ("attn.qkv.bias", 0, 0.1, false),
        ("attn.in_proj_bias", 0, 0.1, false), ("attn.proj.weight", 0, 1.5, true), ("attn.out_proj.weight", 0, 0.5, true),
        ("attn.proj.bias", 0, 0.05, false), ("attn.out_proj.bias", 0, 0.02, false), ("mlp.fc1.weight", 0, 1.5, true),
        ("mlp.c_fc.weight", 0, 1.5, true), ("mlp.fc1.bias", 0, 0.1, false), ("mlp.c_fc.bias", 0, 0.1, false),
        ("mlp.fc2.weight", 0, 1.5, true), ("mlp.c_proj.weight", 0, 0.5, true), ("mlp.fc2.bias", 0, 0.05, false),
        ("mlp.c_proj.bias", 0, 0.02, false), ("ls1.gamma", 0.3, 0.2, false), ("ls2.gamma", 0.3, 0.2, false),
        ("visual.positional_embedding", 0, 0.1, false), ("visual.class_embedding", 0, 0.1, false), ("cls_token", 0, 0.1, false),
        ("pos_embed", 0, 0.1, false), ("mask_token", 0, 0.1, false), (".weight", 1, 0.2, false), (".bias", 0, 0.1, false),
    ];

    /// <summary>A whole DINOv2 under the hub's names, in the order of its file.</summary>
    public static OrderedDictionary<string, TorchTensor> Dinov2(int width, int depth, int patch = 14, int side = 37)
    {
        OrderedDictionary<string, TorchTensor> tensors = [];
        foreach ((string name, int[] shape) in Dinov2Entries(width, depth, patch, side)) tensors.Add(name, Tensor(name, shape));
        return tensors;
    }

    /// <summary>Names and shapes of a DINOv2 under the hub's names, in the order of its file.</summary>
    public static IEnumerable<(string Name, int[] Shape)> Dinov2Entries(int width, int depth, int patch = 14, int side = 37) =>
    [
        ("cls_token", [1, 1, width]), ("pos_embed", [1, (side * side) + 1, width]), ("mask_token", [1, width]),
        ("patch_embed.proj.weight", [width, 3, patch, patch]), ("patch_embed.proj.bias", [width]),
        .. Enumerable.Range(0, depth).SelectMany(block => Block($"blocks.{block}.", width)),
        ("norm.weight", [width]), ("norm.bias", [width]),
    ];

    /// <summary>The values of an entry, in C order; those that CLIP's files keep as float16 are not rounded to it.</summary>
    public static float[] Values(string name, int[] shape)
    {
        int count = shape.Aggregate(1, (product, length) => product * length);
        (_, double constant, double factor, bool isScaled) = name == "visual.proj"
            ? ("", 0, Math.Sqrt(3.0 / shape[0]), false)
            : Gains.First(gain => name.EndsWith(gain.End, StringComparison.Ordinal));
        if (isScaled) factor *= Math.Sqrt(3.0 / (count / shape[0]));
        return Uniform(name, count, u => constant + (factor * u));
    }

    /// <summary>The formula's input of the tiny networks, 3 x size x size: twice the numbers under its name.</summary>
    public static float[] Input(string name, int size) => Uniform(name, 3 * size * size, u => 2 * u);

    /// <summary>An entry as a tensor of a checkpoint.</summary>
    public static TorchTensor Tensor(string name, int[] shape) => TestTensor.Of(Values(name, shape), shape);

    /// <summary>Writes entries as a .safetensors file, one at a time.</summary>
    public static void Write(string path, IEnumerable<(string Name, int[] Shape)> entries)
    {
        StringBuilder header = new();
        long end = 0;
        foreach ((string name, int[] shape) in entries)
        {
            long start = end;
            end += sizeof(float) * shape.Aggregate(1L, (product, length) => product * length);
            header.Append(header.Length == 0 ? '{' : ',').Append(SafetensorsFile.Entry(name, "F32", $"[{string.Join(',', shape)}]", start, end));
        }

        byte[] json = Encoding.UTF8.GetBytes(header.Append('}').ToString());
        json = [.. json, .. Enumerable.Repeat((byte)' ', -json.Length & 7)];
        using FileStream file = File.Create(path);
        file.Write(BitConverter.GetBytes((long)json.Length));
        file.Write(json);
        foreach ((string name, int[] shape) in entries) file.Write(MemoryMarshal.AsBytes<float>(Values(name, shape)));
    }

    /// <summary>Values as a tensor of a checkpoint.</summary>
    public static TorchTensor Tensor(float[] values, params int[] shape) => TestTensor.Of(values, shape);

    /// <summary>A checkpoint's tensors under Hugging Face's names, qkv cut into three.</summary>
    public static OrderedDictionary<string, TorchTensor> ToHuggingFace(OrderedDictionary<string, TorchTensor> hub)
    {
        OrderedDictionary<string, TorchTensor> tensors = [];
        foreach ((string name, TorchTensor tensor) in hub)
        {
            if (!name.Contains(".attn.qkv.", StringComparison.Ordinal))
            {
                tensors.Add(HuggingFaceName(name), tensor);
                continue;
            }

            float[] values = tensor.ToArray<float>();
            int third = values.Length / 3;
            foreach ((string part, int i) in new[] { "query", "key", "value" }.Select((part, i) => (part, i)))
            {
                string renamed = HuggingFaceName(name).Replace(".attn.qkv.", $".attention.attention.{part}.", StringComparison.Ordinal);
                tensors.Add(renamed, TestTensor.Of(values.AsSpan(i * third, third), [tensor.Shape[0] / 3, .. tensor.Shape.Skip(1)]));
            }
        }

        return tensors;
    }

    private static string HuggingFaceName(string name) => name switch
    {
        "cls_token" or "mask_token" => $"embeddings.{name}",
        "pos_embed" => "embeddings.position_embeddings",
        _ when name.StartsWith("norm.", StringComparison.Ordinal) => $"layer{name}",
        _ => name.Replace("patch_embed.proj.", "embeddings.patch_embeddings.projection.", StringComparison.Ordinal)
            .Replace("blocks.", "encoder.layer.", StringComparison.Ordinal)
            .Replace(".attn.proj.", ".attention.output.dense.", StringComparison.Ordinal)
            .Replace(".ls1.gamma", ".layer_scale1.lambda1", StringComparison.Ordinal)
            .Replace(".ls2.gamma", ".layer_scale2.lambda1", StringComparison.Ordinal),
    };

    private static (string Name, int[] Shape)[] Block(string block, int width) =>
    [
        ($"{block}norm1.weight", [width]), ($"{block}norm1.bias", [width]),
        ($"{block}attn.qkv.weight", [3 * width, width]), ($"{block}attn.qkv.bias", [3 * width]),
        ($"{block}attn.proj.weight", [width, width]), ($"{block}attn.proj.bias", [width]), ($"{block}ls1.gamma", [width]),
        ($"{block}norm2.weight", [width]), ($"{block}norm2.bias", [width]),
        ($"{block}mlp.fc1.weight", [4 * width, width]), ($"{block}mlp.fc1.bias", [4 * width]),
        ($"{block}mlp.fc2.weight", [width, 4 * width]), ($"{block}mlp.fc2.bias", [width]), ($"{block}ls2.gamma", [width]),
    ];

    private static float[] Uniform(string name, int count, Func<double, double> value)
    {
        ulong seed = StandInCheckpoint.Fnv1a64(name);
        float[] values = new float[count];
        Parallel.For(0, (count + 65535) / 65536, part =>
        {
            for (int i = part * 65536; i < Math.Min(count, (part + 1) * 65536); i++) values[i] = (float)value(StandInCheckpoint.Uniform(seed, i));
        });
        return values;
    }
}
