using System.Globalization;
using GanGate.Images;
using GanGate.Models;

namespace GanGate.Features;

/// <summary>The Inception network of 2015-12-05 under the ways of resizing that papers cite: their scores are FIDs.</summary>
internal sealed class InceptionProtocols : ProtocolFamily
{
    private const int Version = 1;
    private const string DefaultFeature = "2048";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = WithHalves("ttur", "pytorch-fid", "clean", "torchmetrics");

    /// <inheritdoc/>
    public override bool HasLogits => true;

    /// <summary>Whether a protocol's score is an FID, with the public weights: it computes in single precision.</summary>
    public bool IsPublished(string id) => Ids.Contains(id) && !IsHalf(id);

    /// <summary>Whether a score is one that papers cite: under one of these protocols, with the public weights.</summary>
    public bool IsCited(string id, int dimension, string fingerprint) => IsPublished(id)
        && fingerprint == Protocol.Hash(
            id, Version, InceptionV3Graph.Size, dimension.ToString(CultureInfo.InvariantCulture), PublicModel.Inception.Sha256);

    /// <inheritdoc/>
    public override PublicModel ModelOf(string id) => PublicModel.Inception;

    /// <inheritdoc/>
    public override string EqualTo(string id) => WithoutHalf(id) switch
    {
        "ttur" => "bioinf-jku/TTUR, torch-fidelity, EDM, StyleGAN3",
        "pytorch-fid" => "pytorch-fid",
        "torchmetrics" => "torchmetrics since 1.8",
        _ => "clean-fid",
    };

    /// <inheritdoc/>
    public override Protocol Describe(ProtocolOptions options) => DescribeWith(options, WeightsHashOf(options));

    /// <inheritdoc/>
    public override OnnxExtractor Open(ProtocolOptions options, SessionDevice device)
    {
        // What is asked for comes before what is here.
        List<InceptionOutput> outputs = [FeatureOf(options)];
        StoredModel weights = new ModelStore().Resolve(options.Weights);
        Protocol protocol = DescribeWith(options, weights.Sha256);
        if (options.Logits) outputs.Add(InceptionOutput.LogitsUnbiased);
        if (options.Spatial) outputs.Add(InceptionOutput.Spatial);

        byte[] model = InceptionV3Graph.BuildRow(Checkpoint.Read(weights.Path), IsHalf(options.Id), outputs);
        var layout = new RowLayout(
            protocol.Dimension,
            options.Logits ? InceptionV3Graph.DimensionOf(InceptionOutput.LogitsUnbiased) : 0,
            options.Spatial ? InceptionV3Graph.DimensionOf(InceptionOutput.Spatial) : 0);
        OnnxNetwork network = OnnxNetwork.Open(model, InceptionV3Graph.Size, device);
        return new OnnxExtractor(protocol, PreprocessingOf(options.Id), network, options.Threads, layout, device);
    }

    /// <inheritdoc/>
    public override byte[] Export(ProtocolOptions options) => InceptionV3Graph.Build(
        Checkpoint.Read(new ModelStore().Resolve(options.Weights).Path), IsHalf(options.Id), FeatureOf(options));

    /// <inheritdoc/>
    public override bool Recognises(IReadOnlyDictionary<string, TorchTensor> checkpoint) => checkpoint.ContainsKey("Conv2d_1a_3x3.conv.weight");

    /// <inheritdoc/>
    public override void Check(IReadOnlyDictionary<string, TorchTensor> checkpoint) =>
        InceptionV3Graph.Build(checkpoint, half: false, InceptionOutput.Logits);

    private static Preprocessing PreprocessingOf(string id) => WithoutHalf(id) switch
    {
        "ttur" => new TensorFlowBilinear(InceptionV3Graph.Size),
        "pytorch-fid" => new TorchBilinear(InceptionV3Graph.Size),
        "torchmetrics" => Preprocessing.Of(ResizeRule.TorchAntialias, InceptionV3Graph.Size, Normalization.Inception),
        _ => new AntialiasedBicubic(InceptionV3Graph.Size, 128, 128),
    };

    private Protocol DescribeWith(ProtocolOptions options, string weightsHash)
    {
        if (options.Size is not null) throw Unknown($"the protocol '{options.Id}' has its own size, {InceptionV3Graph.Size}");
        string feature = options.Feature ?? DefaultFeature;
        return new Protocol(
            options.Id, Version, InceptionV3Graph.Size, feature, InceptionV3Graph.DimensionOf(FeatureOf(options)), weightsHash)
        {
            Weights = NameOfWeights(options, weightsHash),
        };
    }

    private static InceptionOutput FeatureOf(ProtocolOptions options) => (options.Feature ?? DefaultFeature) switch
    {
        "64" => InceptionOutput.Features64,
        "192" => InceptionOutput.Features192,
        "768" => InceptionOutput.Features768,
        DefaultFeature => InceptionOutput.Features2048,
        string other => throw Unknown($"the protocol '{options.Id}' has the features 64, 192, 768 and 2048, not '{other}'"),
    };
}
