using System.Runtime.InteropServices;
using System.Text;
using GanGate.Models;

namespace GanGate.Tests.Models;

/// <summary>
/// The deterministic stand-ins for CLIP's image towers under OpenAI's names, in the order of the golden features' make_vit_checkpoint.py:
/// convolution, linear layers and projection as float16, as in the public files.
/// </summary>
internal static class StandInClip
{
    /// <summary>Name, shape and whether it is float16 of every entry of the image tower.</summary>
    public static IEnumerable<(string Name, int[] Shape, bool IsHalf)> Entries(VisionTransformer tower)
    {
        int width = tower.Width;
        yield return ("visual.class_embedding", [width], false);
        yield return ("visual.positional_embedding", [tower.Tokens, width], false);
        yield return ("visual.proj", [width, tower.Projection], true);
        yield return ("visual.conv1.weight", [width, 3, tower.Patch, tower.Patch], true);
        foreach (string part in (string[])["weight", "bias"]) yield return ($"visual.ln_pre.{part}", [width], false);
        for (int block = 0; block < tower.Depth; block++)
        {
            foreach ((string name, int[] shape, bool isHalf) in Block($"visual.transformer.resblocks.{block}.", width)) yield return (name, shape, isHalf);
        }

        foreach (string part in (string[])["weight", "bias"]) yield return ($"visual.ln_post.{part}", [width], false);
    }

    /// <summary>The image tower as a checkpoint.</summary>
    public static OrderedDictionary<string, TorchTensor> Of(VisionTransformer tower)
    {
        OrderedDictionary<string, TorchTensor> tensors = [];
        foreach ((string name, int[] shape, bool isHalf) in Entries(tower)) tensors.Add(name, TestTensor.Of(Values(name, shape, isHalf), shape));
        return tensors;
    }

    /// <summary>The bytes of an entry as a public file has them.</summary>
    public static byte[] Bytes(string name, int[] shape, bool isHalf) => isHalf
        ? MemoryMarshal.AsBytes<Half>(Array.ConvertAll(Values(name, shape, isHalf), value => (Half)value)).ToArray()
        : MemoryMarshal.AsBytes<float>(Values(name, shape, isHalf)).ToArray();

    /// <summary>Writes the image tower as a .safetensors file, an entry at a time.</summary>
    public static void Write(string path, VisionTransformer tower)
    {
        StringBuilder header = new();
        long end = 0;
        foreach ((string name, int[] shape, bool isHalf) in Entries(tower))
        {
            long start = end;
            end += (isHalf ? 2 : sizeof(float)) * shape.Aggregate(1L, (product, length) => product * length);
            header.Append(header.Length == 0 ? '{' : ',')
                .Append(SafetensorsFile.Entry(name, isHalf ? "F16" : "F32", $"[{string.Join(',', shape)}]", start, end));
        }

        byte[] json = Encoding.UTF8.GetBytes(header.Append('}').ToString());
        json = [.. json, .. Enumerable.Repeat((byte)' ', -json.Length & 7)];
        using FileStream file = File.Create(path);
        file.Write(BitConverter.GetBytes((long)json.Length));
        file.Write(json);
        foreach ((string name, int[] shape, bool isHalf) in Entries(tower)) file.Write(Bytes(name, shape, isHalf));
    }

    private static float[] Values(string name, int[] shape, bool isHalf)
    {
        float[] values = StandInTransformer.Values(name, shape);
        return isHalf ? Array.ConvertAll(values, value => (float)(Half)value) : values;
    }

    private static (string Name, int[] Shape, bool IsHalf)[] Block(string block, int width) =>
    [
        ($"{block}attn.in_proj_weight", [3 * width, width], true), ($"{block}attn.in_proj_bias", [3 * width], true),
        ($"{block}attn.out_proj.weight", [width, width], true), ($"{block}attn.out_proj.bias", [width], true),
        ($"{block}ln_1.weight", [width], false), ($"{block}ln_1.bias", [width], false),
        ($"{block}mlp.c_fc.weight", [4 * width, width], true), ($"{block}mlp.c_fc.bias", [4 * width], true),
        ($"{block}mlp.c_proj.weight", [width, 4 * width], true), ($"{block}mlp.c_proj.bias", [width], true),
        ($"{block}ln_2.weight", [width], false), ($"{block}ln_2.bias", [width], false),
    ];
}
