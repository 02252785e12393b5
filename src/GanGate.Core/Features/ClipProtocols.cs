using GanGate.Images;
using GanGate.Models;
using GanGate.Settings;

namespace GanGate.Features;

/// <summary>
/// CLIP's embeddings of images as the programs that print CLIP-FID (Kynkäänniemi et al. 2023, arXiv 2203.06026) and CMMD (Jayasumana et
/// al. 2024, arXiv 2401.09603) take them.
/// </summary>
internal sealed class ClipProtocols : ProtocolFamily
{
    /// <summary>The protocol whose score is CMMD.</summary>
    public const string Cmmd = "cmmd";

    private const int Version = 1;
    private const string Feature = "embedding";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = WithHalves("clip-fid", Cmmd);

    /// <summary>Whether a protocol's score is CMMD and no Fréchet distance, in single or in half precision.</summary>
    public static bool IsCmmd(string id) => WithoutHalf(id) == Cmmd;

    /// <summary>Makes sure that CMMD is asked for under its protocol.</summary>
    /// <exception cref="GanGateException">GG2001: it is not.</exception>
    public static void RequireCmmd(string id)
    {
        if (!IsCmmd(id)) throw new GanGateException(ErrorCodes.Usage, $"CMMD is measured under the protocol '{Cmmd}' ({Setting.Protocol}), not under '{id}'");
    }

    /// <inheritdoc/>
    public override PublicModel ModelOf(string id) => IsCmmd(id) ? PublicModel.ClipLarge : PublicModel.ClipBase;

    /// <inheritdoc/>
    public override string EqualTo(string id) => IsCmmd(id) ? "google-research cmmd, cmmd-pytorch" : "clean-fid (clip_vit_b_32)";

    /// <inheritdoc/>
    public override Protocol Describe(ProtocolOptions options)
    {
        Require(options);
        return DescribeWith(options, WeightsHashOf(options));
    }

    /// <inheritdoc/>
    public override OnnxExtractor Open(ProtocolOptions options, SessionDevice device)
    {
        Require(options);
        StoredModel weights = StoredOf(options);
        Protocol protocol = DescribeWith(options, weights.Sha256);
        OnnxNetwork network = OnnxNetwork.Open(Network(options, weights), protocol.Size, device);
        return new OnnxExtractor(protocol, PreprocessingOf(options.Id), network, options.Threads, device: device);
    }

    /// <inheritdoc/>
    public override byte[] Export(ProtocolOptions options)
    {
        Require(options);
        return Network(options, StoredOf(options)).Serialize();
    }

    /// <inheritdoc/>
    public override bool Recognises(IReadOnlyDictionary<string, TorchTensor> checkpoint) => Clip.Recognises(checkpoint);

    /// <inheritdoc/>
    public override void Check(IReadOnlyDictionary<string, TorchTensor> checkpoint)
    {
        // Which of the two it is to be is known from the number of positions alone.
        string positions = Clip.OpenAiNames.Positions, others = Clip.HuggingFaceNames.Positions;
        bool isLarge = (checkpoint.GetValueOrDefault(positions) ?? checkpoint.GetValueOrDefault(others))?.Shape is [577, _];
        Clip.Build(isLarge ? Clip.Large336 : Clip.Base, checkpoint);
    }

    private static VisionTransformer TowerOf(string id) => IsCmmd(id) ? Clip.Large336 : Clip.Base;

    private static OnnxGraph Network(ProtocolOptions options, StoredModel weights) =>
        Clip.Build(TowerOf(options.Id), Checkpoint.Read(weights.Path), IsHalf(options.Id));

    private static Preprocessing PreprocessingOf(string id) => Preprocessing.Of(
        ResizeRule.Pillow, TowerOf(id).Size, Normalization.OpenAi, IsCmmd(id) ? Crop.CentreSquare : Crop.ShorterSide);

    private static void Require(ProtocolOptions options)
    {
        if (options.Size is not null) throw Unknown($"the protocol '{options.Id}' has its own size, {TowerOf(options.Id).Size}");
        if (options.Feature is not (null or Feature))
        {
            throw Unknown($"the protocol '{options.Id}' has one kind of features, '{Feature}', not '{options.Feature}'");
        }
    }

    private StoredModel StoredOf(ProtocolOptions options) => new ModelStore().Resolve(options.Weights ?? ModelOf(options.Id).Name);

    private Protocol DescribeWith(ProtocolOptions options, string hash)
    {
        VisionTransformer tower = TowerOf(options.Id);
        return new Protocol(options.Id, Version, tower.Size, Feature, tower.Dimension, hash) { Weights = NameOfWeights(options, hash) };
    }
}
