using GanGate.Images;
using GanGate.Models;

namespace GanGate.Features;

/// <summary>DINOv2's class token under the ways of resizing of the programs that print FD-DINOv2 (Stein et al. 2023, arXiv 2306.04675).</summary>
internal sealed class Dinov2Protocols : ProtocolFamily
{
    private const int Version = 1;
    private const string Feature = "class-token";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = WithHalves("dinov2", "dinov2-clean", "dinov2-edm2", "dinov2-torch-fidelity");

    /// <inheritdoc/>
    public override PublicModel ModelOf(string id) => PublicModel.DinoV2Large;

    /// <inheritdoc/>
    public override string EqualTo(string id) => WithoutHalf(id) switch
    {
        "dinov2" => "dgm-eval, EDM2 (pil)",
        "dinov2-clean" => "dgm-eval (clean_resize)",
        "dinov2-edm2" => "EDM2 (torch)",
        _ => "torch-fidelity",
    };

    /// <inheritdoc/>
    public override Protocol Describe(ProtocolOptions options)
    {
        Require(options);
        string hash = WeightsHashOf(options);
        return DescribeWith(options, hash, WidthOf(hash) ?? Network(options).Transformer.Width);
    }

    /// <inheritdoc/>
    public override OnnxExtractor Open(ProtocolOptions options, SessionDevice device)
    {
        Require(options);
        StoredModel weights = StoredOf(options);
        var checkpoint = Checkpoint.Read(weights.Path);
        Protocol protocol = DescribeWith(options, weights.Sha256, Dinov2.Open(checkpoint).Transformer.Width);
        OnnxNetwork network = OnnxNetwork.Open(Dinov2.Build(checkpoint, IsHalf(options.Id)), Dinov2.Size, device);
        return new OnnxExtractor(protocol, PreprocessingOf(options.Id), network, options.Threads, device: device);
    }

    /// <inheritdoc/>
    public override byte[] Export(ProtocolOptions options)
    {
        Require(options);
        return Dinov2.Build(Checkpoint.Read(StoredOf(options).Path), IsHalf(options.Id)).Serialize();
    }

    /// <inheritdoc/>
    public override bool Recognises(IReadOnlyDictionary<string, TorchTensor> checkpoint) => Dinov2.Recognises(checkpoint);

    /// <inheritdoc/>
    public override void Check(IReadOnlyDictionary<string, TorchTensor> checkpoint) => Dinov2.Build(checkpoint);

    private static Preprocessing PreprocessingOf(string id) => WithoutHalf(id) switch
    {
        "dinov2" => Preprocessing.Of(ResizeRule.Pillow, Dinov2.Size, Normalization.ImageNet),
        "dinov2-clean" => Preprocessing.Of(ResizeRule.Clean, Dinov2.Size, Normalization.ImageNet),
        "dinov2-edm2" => Preprocessing.Of(ResizeRule.TorchAntialiasBicubic, Dinov2.Size, Normalization.ImageNet),
        _ => Preprocessing.Of(ResizeRule.TensorFlow1, Dinov2.Size, Normalization.ImageNetLevels),
    };

    private static void Require(ProtocolOptions options)
    {
        if (options.Size is not null) throw Unknown($"the protocol '{options.Id}' has its own size, {Dinov2.Size}");
        if (options.Feature is not (null or Feature)) throw Unknown($"the protocol '{options.Id}' has one kind of features, '{Feature}', not '{options.Feature}'");
    }

    private Protocol DescribeWith(ProtocolOptions options, string hash, int width) => new(options.Id, Version, Dinov2.Size, Feature, width, hash)
    {
        Weights = NameOfWeights(options, hash),
    };

    private StoredModel StoredOf(ProtocolOptions options) => new ModelStore().Resolve(options.Weights ?? ModelOf(options.Id).Name);

    private (VisionTransformer Transformer, VisionTransformerNames Names, NetworkWeights Weights) Network(ProtocolOptions options) =>
        Dinov2.Open(Checkpoint.Read(StoredOf(options).Path));

    // The public files are known without being here.
    private static int? WidthOf(string hash) => hash == PublicModel.DinoV2Large.Sha256 ? 1024
        : hash == PublicModel.DinoV2Base.Sha256 ? 768
        : hash == PublicModel.DinoV2Small.Sha256 ? 384
        : null;
}
