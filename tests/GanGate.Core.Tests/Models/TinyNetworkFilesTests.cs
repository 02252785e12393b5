using System.Security.Cryptography;
using GanGate.Models;

namespace GanGate.Tests.Models;

/// <summary>Small vision transformers as PyTorch, TorchScript and safetensors wrote them.</summary>
public class TinyNetworkFilesTests
{
    private const string Dinov2Hash = "b1c1529e472978b107aea3dc0ac8701b26ebc349ced6b63bc0809a64d772daa7";
    private const string ClipHash = "527160dbcc52e1876aa8591e5a1b06f1bc9291ad584ef6a65c54d823d7d27d69";

    [TestCase("tiny_dinov2.pth")]
    [TestCase("tiny_dinov2.safetensors")]
    public void DINOv2_has_the_bytes_of_its_formula_in_every_kind_of_file(string file) =>
        Assert.That(HashOf(Read(file), Read("tiny_dinov2.pth").Keys), Is.EqualTo(Dinov2Hash));

    [TestCase("tiny_clip.pt")]
    [TestCase("tiny_clip.safetensors")]
    [TestCase("tiny_clip_torchscript.pt")]
    public void CLIP_has_the_bytes_of_its_formula_in_every_kind_of_file(string file) =>
        Assert.That(HashOf(Read(file), Read("tiny_clip.pt").Keys.Where(name => name.StartsWith("visual.", StringComparison.Ordinal))), Is.EqualTo(ClipHash));

    [Test]
    public void A_TorchScript_archive_has_the_entries_of_the_plain_state_dictionary()
    {
        OrderedDictionary<string, TorchTensor> plain = Read("tiny_clip.pt"), script = Read("tiny_clip_torchscript.pt");

        Assert.That(script.Keys, Is.EquivalentTo(plain.Keys));
        foreach ((string name, TorchTensor tensor) in plain)
        {
            Assert.That(script[name].ElementType, Is.EqualTo(tensor.ElementType), name);
            Assert.That(script[name].Shape, Is.EqualTo(tensor.Shape), name);
            Assert.That(script[name].ToArray<double>(), Is.EqualTo(tensor.ToArray<double>()), name);
        }
    }

    [Test]
    public void Hugging_Face_keeps_the_same_numbers_under_other_names()
    {
        OrderedDictionary<string, TorchTensor> hub = Read("tiny_dinov2.pth"), other = Read("tiny_dinov2_hf.safetensors");

        Assert.That(
            other["embeddings.position_embeddings"].ToArray<float>(), Is.EqualTo(hub["pos_embed"].ToArray<float>()));
        Assert.That(
            Read("tiny_clip_hf.safetensors").Keys, Does.Contain("vision_model.pre_layrnorm.weight").And.Contain("visual_projection.weight"));
    }

    private static OrderedDictionary<string, TorchTensor> Read(string file) => Checkpoint.Read(Repository.Shared("reference", "vit", file));

    private static string HashOf(OrderedDictionary<string, TorchTensor> tensors, IEnumerable<string> order)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string name in order)
        {
            TorchTensor tensor = tensors[name];
            foreach (float value in tensor.ToArray<float>())
            {
                hash.AppendData(tensor.ElementType == TorchElementType.Float16 ? BitConverter.GetBytes((Half)value) : BitConverter.GetBytes(value));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
