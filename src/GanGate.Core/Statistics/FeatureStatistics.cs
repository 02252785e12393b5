using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GanGate.Features;

namespace GanGate.Statistics;

/// <summary>The Gaussian that stands for a set of images: mean and covariance of their features.</summary>
public sealed class FeatureStatistics
{
    /// <summary>Creates statistics from their parts; the arrays are taken over, not copied.</summary>
    /// <param name="mu">Mean, D values.</param>
    /// <param name="sigma">Covariance with divisor n - 1, D x D values, row by row, symmetric.</param>
    /// <param name="count">n, where known.</param>
    /// <param name="meta">Where they come from, where known.</param>
    public FeatureStatistics(double[] mu, double[] sigma, long? count = null, StatisticsMeta? meta = null)
    {
        ArgumentNullException.ThrowIfNull(mu);
        ArgumentNullException.ThrowIfNull(sigma);
        if (sigma.LongLength != (long)mu.Length * mu.Length)
        {
            throw new ArgumentException($"sigma has {sigma.LongLength} values; {mu.Length} x {mu.Length} are needed", nameof(sigma));
        }

        (Mu, Sigma, Count, Meta) = (mu, sigma, count, meta);
    }

    /// <summary>D.</summary>
    public int Dimension => Mu.Length;

#pragma warning disable CA1819 // Numeric arrays: a copy of 33 MB per access would serve nobody.
    /// <summary>Mean, D values.</summary>
    public double[] Mu { get; }

    /// <summary>Covariance with divisor n - 1, D x D values, row by row.</summary>
    public double[] Sigma { get; }
#pragma warning restore CA1819

    /// <summary>n, the number of images; null in files that do not say.</summary>
    public long? Count { get; }

    /// <summary>The features of the single images; null where they were not kept.</summary>
    public FeatureTable? Features { get; private init; }

    /// <summary>The same statistics with the features they are made of.</summary>
    internal FeatureStatistics With(FeatureTable? features) => new(Mu, Sigma, Count, Meta) { Features = features, File = File };

    /// <summary>The file that they were read from, for messages; null where there is none.</summary>
    internal string? File { get; init; }

    /// <summary>Tr S, the variances of all features together, in squared units of the features.</summary>
    internal double TotalVariance
    {
        get
        {
            double trace = 0;
            for (int i = 0; i < Dimension; i++) trace += Sigma[(i * Dimension) + i];
            return trace;
        }
    }

    /// <summary>Protocol and origin; null in other tools' files.</summary>
    public StatisticsMeta? Meta { get; }

    /// <summary>SHA-256 of mean and covariance, as "sha256:...": what a baseline knows its reference by.</summary>
    internal string Hash
    {
        get
        {
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(MemoryMarshal.AsBytes(Mu.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(Sigma.AsSpan()));
            return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }
}

/// <summary>What a statistics file says of itself, as JSON in its <c>meta</c> entry.</summary>
/// <param name="Protocol">The protocol's id.</param>
/// <param name="Fingerprint">The protocol's fingerprint; see <see cref="Protocol.Fingerprint"/>.</param>
/// <param name="Dimension">D.</param>
/// <param name="Created">When, in UTC.</param>
/// <param name="ToolVersion">The GanGate that wrote it.</param>
/// <param name="Device">What the network ran on.</param>
/// <param name="Origin">Which images of a source were taken, or how a generator made them, in words; null for all images of a source.</param>
public sealed record StatisticsMeta(
    string Protocol,
    string Fingerprint,
    int Dimension,
    DateTimeOffset Created,
    string ToolVersion,
    string? Device = null,
    string? Origin = null)
{
    /// <summary>What the statistics of several parts say, which were made under one protocol: all devices and origins there are.</summary>
    internal static StatisticsMeta OfParts(IReadOnlyList<StatisticsMeta> parts) => parts[0] with
    {
        Created = DateTimeOffset.UtcNow,
        ToolVersion = ProductVersion.Current,
        Device = Joined(parts.Select(part => part.Device), " and "),
        Origin = Joined(parts.Select(part => part.Origin), " + "),
    };

    private static string? Joined(IEnumerable<string?> stated, string by)
    {
        string[] different = [.. stated.OfType<string>().Distinct()];
        return different.Length == 0 ? null : string.Join(by, different);
    }
}
