using GanGate.Models;

namespace GanGate.Features;

/// <summary>The protocols there are: the one place that knows all their ids.</summary>
public static class Protocols
{
    /// <summary>The protocol whose network needs no model: it is built into the library.</summary>
    internal const string BuiltIn = PyramidProtocol.Id;

    /// <summary>The one to take where no published number is needed.</summary>
    internal const string Learned = ResNet18Protocol.Id;

    private static readonly InceptionProtocols Inception = new();

    private static readonly ProtocolFamily[] Families =
        [Inception, new PyramidProtocol(), new ResNet18Protocol(), new Dinov2Protocols(), new ClipProtocols()];

    /// <summary>The built-in protocols' ids, those in half precision last.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Families.SelectMany(family => family.Ids).OrderBy(ProtocolFamily.IsHalf)];

    /// <summary>Opens a protocol's network, ready to run.</summary>
    /// <exception cref="GanGateException">
    /// GG3002: no such protocol, feature or size. GG3003, GG3007: its model is not on this machine, or damaged. GG3004, GG3005: the
    /// weights are unreadable, or of another network. GG3009: a custom extractor is not valid. GG4001: ONNX Runtime cannot be loaded.
    /// GG4003, GG4014: the device is not there, or cannot be used.
    /// </exception>
    public static Extractor Open(ProtocolOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if ((options.Logits || options.Spatial) && !IsInception(options.Id))
        {
            throw NoLogits(options.Id);
        }

        return SessionDevice.Open(options.Device, options.EpLibrary, GpuRuntimes.Here, device => OpenOn(device, options));
    }

    /// <summary>The identity of a protocol, without its network: the public weights need not be on this machine.</summary>
    /// <exception cref="GanGateException">As for <see cref="Open"/>.</exception>
    public static Protocol Describe(ProtocolOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (FamilyOf(options.Id) is ProtocolFamily family) return family.Describe(options);
        using Extractor custom = Open(options);
        return custom.Protocol;
    }

    /// <summary>The network of a protocol without its preprocessing, as the bytes of an ONNX file: N x 3 x Size x Size in, N x D out.</summary>
    /// <exception cref="GanGateException">As for <see cref="Open"/>.</exception>
    public static byte[] Export(ProtocolOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return FamilyOf(options.Id)?.Export(options) ?? throw Unknown(
            $"the protocol '{options.Id}' has no network of ours to export; there are {string.Join(", ", Ids)}");
    }

    /// <summary>Makes sure that a protocol's weights are on this machine and undamaged.</summary>
    /// <exception cref="GanGateException">GG3003 or GG3007.</exception>
    internal static void RequireWeights(string id, string? weights)
    {
        if (ModelOf(id) is PublicModel model) new ModelStore().Resolve(weights ?? model.Name);
    }

    /// <summary>The public weights that a protocol runs with unless others are named; null where it needs none.</summary>
    internal static PublicModel? ModelOf(string id) => FamilyOf(id)?.ModelOf(id);

    /// <summary>How near two images lie that are the same picture (<see cref="ProtocolFamily.RepeatRadius"/>); null where nobody measured it.</summary>
    internal static double? RepeatRadiusOf(string id) => FamilyOf(id)?.RepeatRadius;

    /// <summary>The published programs whose numbers a protocol of ours gives, in words.</summary>
    internal static string EqualTo(string id) => FamilyOf(id)!.EqualTo(id);

    /// <summary>Makes sure that a weights file holds a network of one of the protocols.</summary>
    /// <exception cref="GanGateException">GG3004: it is unreadable; GG3005: it is another network's.</exception>
    internal static void CheckWeights(string path)
    {
        IReadOnlyDictionary<string, TorchTensor> checkpoint = Checkpoint.Read(path);
        (Families.FirstOrDefault(family => family.Recognises(checkpoint)) ?? Inception).Check(checkpoint);
    }

    /// <summary>Makes sure that there is a protocol of a name.</summary>
    /// <exception cref="GanGateException">GG3002: there is none.</exception>
    internal static void RequireKnown(string id)
    {
        if (FamilyOf(id) is null && !IsCustom(id)) throw NotKnown(id);
    }

    /// <summary>Whether a score is one that papers cite: an FID under one of its protocols, with the public weights.</summary>
    internal static bool IsCited(string id, int dimension, string fingerprint) => Inception.IsCited(id, dimension, fingerprint);

    /// <summary>The error that a protocol's network is no classifier.</summary>
    internal static GanGateException NoLogits(string id) => new(
        ErrorCodes.LogitsUnavailable,
        "the Inception Score and sFID exist only under the Inception protocols "
        + $"({string.Join(", ", Inception.Ids.Where(IsPublished))}), not under '{id}'");

    /// <summary>Whether a protocol is one whose score is an FID.</summary>
    internal static bool IsPublished(string id) => Inception.IsPublished(id);

    /// <summary>Whether a protocol's network is the Inception network, in single or in half precision.</summary>
    internal static bool IsInception(string id) => Inception.Ids.Contains(id);

    /// <summary>Whether an id is the path of an extractor of the user's own.</summary>
    internal static bool IsCustom(string id) => id.EndsWith(CustomExtractor.Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>A protocol's name as statistics files keep it: the id, or the file name of an extractor of the user's own.</summary>
    internal static string NameOf(string id) => IsCustom(id) ? Path.GetFileName(id) : id;

    private static OnnxExtractor OpenOn(SessionDevice device, ProtocolOptions options) =>
        FamilyOf(options.Id)?.Open(options, device)
        ?? (IsCustom(options.Id) ? OpenCustom(device, options) : throw NotKnown(options.Id));

    private static OnnxExtractor OpenCustom(SessionDevice device, ProtocolOptions options) =>
        options is { Weights: null, Feature: null, Size: null }
        ? CustomExtractor.Open(options.Id, options.Threads, device)
        : throw Unknown($"'{options.Id}' has weights of its own; its size and features are those of the .json beside it");

    private static ProtocolFamily? FamilyOf(string id) => Array.Find(Families, family => family.Ids.Contains(id));

    private static GanGateException NotKnown(string id) =>
        Unknown($"the protocol '{id}' is not known; there are {string.Join(", ", Ids)}, and paths of .onnx files");

    private static GanGateException Unknown(string message) => new(ErrorCodes.ProtocolUnknown, message);
}
