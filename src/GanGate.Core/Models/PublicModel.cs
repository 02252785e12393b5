using GanGate.Settings;

namespace GanGate.Models;

/// <summary>A weights file that is published once and for all, and how to know it.</summary>
/// <param name="Name">What the store and <c>--weights</c> call it.</param>
/// <param name="FileName">The file's published name.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256, lower-case hex.</param>
/// <param name="Sources">Where it is published, in the order to try; empty for what is in a package.</param>
internal sealed record PublicModel(string Name, string FileName, long Size, string Sha256, IReadOnlyList<Uri> Sources)
{
    /// <summary>
    /// The Inception network of 2015-12-05 on which the FID is defined, as the authors of pytorch-fid converted it; torch-fidelity
    /// publishes the same bytes.
    /// </summary>
    public static PublicModel Inception { get; } = new(
        "inception",
        "pt_inception-2015-12-05-6726825d.pth",
        95_628_359,
        "6726825d0af5f729cebd5821db510b11b1cfad8faad88a03f1befd49fb9129b2",
        [
            new Uri("https://github.com/mseitzer/pytorch-fid/releases/download/fid_weights/pt_inception-2015-12-05-6726825d.pth"),
            new Uri("https://github.com/toshas/torch-fidelity/releases/download/v0.2.0/weights-inception-2015-12-05-6726825d.pth"),
        ])
    {
        Network = "Inception",
    };

    /// <summary>DINOv2's ViT-S/14 without registers, of its authors.</summary>
    public static PublicModel DinoV2Small { get; } = DinoV2(
        "vits14", 88_283_115, "b938bf1bc15cd2ec0feacfe3a1bb553fe8ea9ca46a7e1d8d00217f29aef60cd9");

    /// <summary>DINOv2's ViT-B/14.</summary>
    public static PublicModel DinoV2Base { get; } = DinoV2(
        "vitb14", 346_378_731, "0b8b82f85de91b424aded121c7e1dcc2b7bc6d0adeea651bf73a13307fad8c73");

    /// <summary>DINOv2's ViT-L/14, which papers print.</summary>
    public static PublicModel DinoV2Large { get; } = DinoV2(
        "vitl14", 1_217_586_395, "d5383ea8f4877b2472eb973e0fd72d557c7da5d3611bd527ceeb1d7162cbf428");

    /// <summary>CLIP's ViT-B/32 of OpenAI; the address holds the hash that its own loader checks.</summary>
    public static PublicModel ClipBase { get; } = Clip(
        "clip-vit-b-32", "ViT-B-32.pt", 353_976_522, "40d365715913c9da98579312b702a82c18be219cc2a73407c4526f58eba950af");

    /// <summary>CLIP's ViT-L/14 at 336 pixels.</summary>
    public static PublicModel ClipLarge { get; } = Clip(
        "clip-vit-l-14-336", "ViT-L-14-336px.pt", 934_088_680, "3035c92b350959924f9f00213499208652fc7ea050643e8b385c2dac08641f02");

    /// <summary>What images go through before ResNet18: its order of the channels and its mean image.</summary>
    public static PublicModel ResNet18Preprocessing { get; } = OfResNet18(
        "resnet18-preprocessing",
        "ResNetPrepOnnx/ResNetPreprocess.onnx",
        602_584,
        "84bf8def78d0befaa3f6e73745d57d7016c6a192ead76f79686bd438c1047004");

    /// <summary>ResNet18 trained on ImageNet, as a package of ML.NET carries it.</summary>
    public static PublicModel ResNet18 { get; } = OfResNet18(
        "resnet18",
        "ResNet18Onnx/ResNet18.onnx",
        63_653_533,
        "e2552f19db2dfdb01b3669537b6a0f1b44da38d18279535492ed5dfc2ef1ff8f") with
    {
        Needs = [ResNet18Preprocessing],
    };

    /// <summary>All of them; the first is what is meant where none is named.</summary>
    public static IReadOnlyList<PublicModel> All { get; } = [Inception, DinoV2Small, DinoV2Base, DinoV2Large, ClipBase, ClipLarge, ResNet18, ResNet18Preprocessing];

    /// <summary>A shorter name that the store takes too, among the weights of one kind of network.</summary>
    public string ShortName { get; init; } = Name;

    /// <summary>Whose weights they are, in messages: Inception.</summary>
    public string Network { get; init; } = Name;

    /// <summary>Whether the hash is from public lists, since the authors publish none.</summary>
    public bool HashIsFromLists { get; init; }

    /// <summary>Where it lies in a package of a feed; null for a file that has addresses.</summary>
    public PackageFile? Package { get; init; }

    /// <summary>What brings it, where that is no fetch of weights.</summary>
    public Advice? Bring { get; init; }

    /// <summary>Other files without which it is of no use.</summary>
    public IReadOnlyList<PublicModel> Needs { get; init; } = [];

    /// <summary>Where to find it by hand, in words.</summary>
    public string Published => Package is PackageFile package
        ? $"the file is {package.Path} of the package {package.Id} {package.Version}; a project that references GanGate.ResNet18 has it after a restore"
        : $"the file is published at {Sources[0]}";

    private static PublicModel OfResNet18(string name, string path, long size, string sha256) => new(
        name, Path.GetFileName(path), size, sha256, [])
    {
        Network = "ResNet18",
        Package = new PackageFile("Microsoft.ML.DnnImageFeaturizer.ResNet18", "0.23.1", "tools/DnnImageModels/" + path),
    };

    private static PublicModel DinoV2(string variant, long size, string sha256) => new(
        $"dinov2-{variant}",
        $"dinov2_{variant}_pretrain.pth",
        size,
        sha256,
        [new Uri($"https://dl.fbaipublicfiles.com/dinov2/dinov2_{variant}/dinov2_{variant}_pretrain.pth")])
    {
        ShortName = variant,
        Network = $"DINOv2 {variant}",
        HashIsFromLists = true,
    };

    private static PublicModel Clip(string name, string file, long size, string sha256) => new(
        name, file, size, sha256, [new Uri($"https://openaipublic.azureedge.net/clip/models/{sha256}/{file}")])
    {
        Network = $"CLIP {Path.GetFileNameWithoutExtension(file)}",
    };
}
