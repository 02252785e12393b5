using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GanGate.Models;

namespace GanGate.Features;

/// <summary>
/// An extractor with its exact preprocessing. Statistics made under different protocols are never compared.
/// </summary>
/// <param name="Id">ttur, pytorch-fid, clean (with -float16 in half precision), pyramid, the file name of a custom extractor, or of texts jsd and the length of n-grams: jsd-4.</param>
/// <param name="Version">Raised when the same id would give other features.</param>
/// <param name="Size">Width and height of the network's input, in pixels; the characters of a line of text.</param>
/// <param name="Feature">Which of the network's outputs: 64, 192, 768, 2048, or pyramid.</param>
/// <param name="Dimension">D, the number of features per image; 0 for texts.</param>
/// <param name="WeightsHash">SHA-256 of the network's weights (lower-case hex), or "built-in".</param>
public sealed record Protocol(string Id, int Version, int Size, string Feature, int Dimension, string WeightsHash)
{
    /// <summary>SHA-256 over canonical JSON of everything that decides the features, as "sha256:...".</summary>
    public string Fingerprint => Hash(Id, Version, Size, Feature, WeightsHash);

    /// <summary>What weights of one's own are called: their name in the store, or their file's; null for other weights. No part of the fingerprint.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Weights { get; init; }

    /// <summary>
    /// What a score under this protocol is called: only the Inception protocols give an FID, in single precision and with the public weights,
    /// and only cmmd gives CMMD.
    /// </summary>
    [JsonIgnore]
    public string ScoreName => Metric == Metric.Jsd ? Id.ToUpperInvariant() : Metric.NameUnder(this);

    /// <summary>What kind of number a score under this protocol is.</summary>
    [JsonIgnore]
    public Metric Metric => Metric.Of(Id, Dimension, Fingerprint);

    /// <summary>The extractor in a few words: pyramid; with weights of one's own ttur, mine.</summary>
    [JsonIgnore]
    internal string Extractor => OwnWeights is string weights ? $"{Id}, {weights}" : Id;

    // Without a name the first digits of the hash tell them from others.
    private string? OwnWeights => Protocols.ModelOf(Id) is not PublicModel model || WeightsHash == model.Sha256 ? null
        : Weights ?? $"weights {WeightsHash[..Math.Min(8, WeightsHash.Length)]}";

    /// <summary>The name of a metric: that of papers under a protocol that they cite, else one that says what was measured.</summary>
    /// <param name="published">KID.</param>
    /// <param name="other">KD.</param>
    internal string NameOf(string published, string other) => Metric == Metric.Fid ? published : $"{other} ({Extractor})";

    internal static string Hash(string id, int version, int size, string feature, string weightsHash)
    {
        // Canonical: keys in ordinal order, no white space.
        string json = new JsonObject
        {
            ["feature"] = feature,
            ["protocol"] = id,
            ["size"] = size,
            ["version"] = version,
            ["weights"] = weightsHash,
        }.ToJsonString();
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
    }
}
