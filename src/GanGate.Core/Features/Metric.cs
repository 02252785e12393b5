namespace GanGate.Features;

/// <summary>What kind of number a score is, and what it is measured of.</summary>
public sealed record Metric
{
    private Metric(string id, string samples, bool ofFeatures) => (Id, Samples, OfFeatures) = (id, samples, ofFeatures);

    /// <summary>The Fréchet Inception Distance: the Fréchet distance under a protocol that papers cite.</summary>
    public static Metric Fid { get; } = new("fid", "images", ofFeatures: true);

    /// <summary>The Fréchet distance under any other protocol.</summary>
    public static Metric Fd { get; } = new("fd", "images", ofFeatures: true);

    /// <summary>The Jensen-Shannon divergence between the n-grams of texts.</summary>
    public static Metric Jsd { get; } = new("jsd", "lines", ofFeatures: false);

    /// <summary>Its name in reports: fid, fd or jsd.</summary>
    public string Id { get; }

    /// <summary>What it counts, in words: images or lines.</summary>
    public string Samples { get; }

    /// <summary>
    /// Whether it is measured of the features of images: it then has a bias that can be told, so that unequal counts compare, and terms of
    /// the mean and of the covariance. A divergence of texts compares at equal counts only.
    /// </summary>
    public bool OfFeatures { get; }

    /// <summary>The metric of a protocol; one without features is about texts. The fingerprint tells the public weights from others.</summary>
    internal static Metric Of(string protocol, int dimension, string fingerprint) =>
        dimension == 0 ? Jsd : Protocols.IsCited(protocol, dimension, fingerprint) ? Fid : Fd;

    /// <inheritdoc/>
    public override string ToString() => Id;
}
