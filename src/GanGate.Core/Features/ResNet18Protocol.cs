using GanGate.Images;
using GanGate.Models;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>
/// ResNet18 with the weights of ImageNet, from a package of ML.NET: learned features wherever a package feed can be reached. Images are squashed to
/// 224 x 224 (antialiased bicubic); the channels' order and the mean image are those of the package.
/// </summary>
internal sealed class ResNet18Protocol : ProtocolFamily
{
    /// <summary>Its id.</summary>
    public const string Id = "resnet18";

    private const int Version = 1;
    private const int Size = 224;
    private const int Dimension = 512;
    private const string Feature = "512";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [Id];

    /// <inheritdoc/>
    public override double? RepeatRadius => 0.3;

    /// <inheritdoc/>
    public override PublicModel ModelOf(string id) => PublicModel.ResNet18;

    /// <inheritdoc/>
    public override string EqualTo(string id) => "nothing else: learned, from a package feed";

    /// <inheritdoc/>
    public override Protocol Describe(ProtocolOptions options)
    {
        if (options.Weights is not null || options.Feature is not (null or Feature) || options.Size is not null)
        {
            throw Unknown($"the protocol '{Id}' has weights, a size and features of its own, and no choice of others");
        }

        return new Protocol(Id, Version, Size, Feature, Dimension, PublicModel.ResNet18.Sha256);
    }

    /// <inheritdoc/>
    public override OnnxExtractor Open(ProtocolOptions options, SessionDevice device)
    {
        Protocol protocol = Describe(options);
        byte[] model = Export(options);
        string preprocessing = new ModelStore().Resolve(PublicModel.ResNet18Preprocessing.Name).Path;
        return new OnnxExtractor(
            protocol,
            new MeanImage(new AntialiasedBicubic(Size, 0, 1), PreparedBlack(preprocessing)),
            OnnxNetwork.Open(model, Size, device),
            options.Threads,
            device: device);
    }

    /// <inheritdoc/>
    public override byte[] Export(ProtocolOptions options)
    {
        Describe(options);
        return FreeBatch.Of(File.ReadAllBytes(new ModelStore().Resolve(PublicModel.ResNet18.Name).Path), Size, Dimension);
    }

    /// <summary>A black image as the package's own preprocessing leaves it: minus the mean image, planes B, G, R.</summary>
    internal static float[] PreparedBlack(string preprocessing)
    {
        using InferenceSession session = OnnxSession.Open(preprocessing);
        using RunOptions run = new();
        using OrtValue black = OrtValue.CreateTensorValueFromMemory(new float[3 * Size * Size], [1, 3, Size, Size]);
        using IDisposableReadOnlyCollection<OrtValue> prepared = session.Run(run, session.InputNames, [black], session.OutputNames);
        return prepared[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
