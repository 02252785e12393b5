namespace GanGate.Features;

/// <summary>What kind of number a score is, and what it is measured of.</summary>
public sealed record Metric
{
    private readonly string _other;

    private Metric(string id, string published, string other, string samples = "images", bool ofFeatures = true) =>
        (Id, Published, _other, Samples, OfFeatures) = (id, published, other, samples, ofFeatures);

    /// <summary>The Fréchet Inception Distance: the Fréchet distance under a protocol that papers cite.</summary>
    public static Metric Fid { get; } = new("fid", "FID", "FD");

    /// <summary>The Fréchet distance under any other protocol.</summary>
    public static Metric Fd { get; } = new("fd", "FD", "FD");

    /// <summary>The Jensen-Shannon divergence between the n-grams of texts.</summary>
    public static Metric Jsd { get; } = new("jsd", "JSD", "JSD", "lines", ofFeatures: false);

    /// <summary>The Kernel Inception Distance.</summary>
    internal static Metric Kid { get; } = new("kid", "KID", "KD") { NeedsReferenceFeatures = true };

    /// <summary>CMMD, a maximum mean discrepancy of CLIP's embeddings: the score of its own protocol, and nothing under any other.</summary>
    internal static Metric Cmmd { get; } = new("cmmd", "CMMD", "CMMD") { NeedsReferenceFeatures = true };

    /// <summary>The Inception Score.</summary>
    internal static Metric InceptionScore { get; } = new("inceptionScore", "Inception Score", "Inception Score")
    {
        NeedsLogits = true,
        HigherIsBetter = true,
    };

    /// <summary>The part of the generated images that are like the reference.</summary>
    internal static Metric Precision { get; } = OfNeighbours("precision", "Precision");

    /// <summary>The part of the reference that the generated images reach.</summary>
    internal static Metric Recall { get; } = OfNeighbours("recall", "Recall");

    /// <summary>How densely the reference lies around the generated images.</summary>
    internal static Metric Density { get; } = OfNeighbours("density", "Density");

    /// <summary>The part of the reference with a generated image near.</summary>
    internal static Metric Coverage { get; } = OfNeighbours("coverage", "Coverage");

    /// <summary>All that can be asked for beside the distance of a gate of images, in the order in which they are shown.</summary>
    internal static IReadOnlyList<Metric> BesideDistance { get; } = [Kid, InceptionScore, Precision, Recall, Density, Coverage];

    /// <summary>Its name in reports: fid, fd, cmmd or jsd; kid, inceptionScore, precision, recall, density, coverage.</summary>
    public string Id { get; }

    /// <summary>What it counts, in words: images or lines.</summary>
    public string Samples { get; }

    /// <summary>
    /// Whether it is measured of the features of images: it then has a bias that can be told, so that unequal counts compare, and terms of
    /// the mean and of the covariance. A divergence of texts compares at equal counts only.
    /// </summary>
    public bool OfFeatures { get; }

    /// <summary>Its name in papers: KID.</summary>
    internal string Published { get; }

    /// <summary>Whether it is the Fréchet distance, by one of its two names.</summary>
    internal bool IsFrechet => this == Fid || this == Fd;

    /// <summary>Whether a higher value is a better one.</summary>
    internal bool HigherIsBetter { get; private init; }

    /// <summary>Whether it needs the features of each image on both sides, and not only their moments.</summary>
    internal bool NeedsReferenceFeatures { get; private init; }

    /// <summary>Whether it needs the classifier's logits of each generated image; the reference is nothing to it.</summary>
    internal bool NeedsLogits { get; private init; }

    /// <summary>The metric of a name in a report or a baseline that a gate may have a rule of; null for none.</summary>
    internal static Metric? Find(string id) => BesideDistance.Append(Cmmd).FirstOrDefault(metric => metric.Id == id);

    /// <summary>The metric of a protocol; one without features is about texts. The fingerprint tells the public weights from others.</summary>
    internal static Metric Of(string protocol, int dimension, string fingerprint) =>
        dimension == 0 ? Jsd
        : ClipProtocols.IsCmmd(protocol) ? Cmmd
        : Protocols.IsCited(protocol, dimension, fingerprint) ? Fid
        : Fd;

    /// <summary>What it is called under a protocol: KID, or KD (pyramid).</summary>
    internal string NameUnder(Protocol protocol) =>
        this == Cmmd && protocol.Extractor == ClipProtocols.Cmmd ? Published : protocol.NameOf(Published, _other);

    /// <summary>The same in a few letters, where the protocol is named elsewhere: KID, or KD.</summary>
    internal string NameBeside(Metric distance) => distance == Fid ? Published : _other;

    /// <inheritdoc/>
    public override string ToString() => Id;

    private static Metric OfNeighbours(string id, string name) => new(id, name, name) { NeedsReferenceFeatures = true, HigherIsBetter = true };
}
