using GanGate.Features;
using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Models;

namespace GanGate.Tests.Measuring;

/// <summary>Scores for tests of what comes after the measurement.</summary>
internal static class Scores
{
    public static readonly Protocol Ttur = new("ttur", 1, 299, "2048", 2048, PublicModel.Inception.Sha256);

    public static readonly Protocol Pyramid = new("pyramid", 1, 64, "pyramid", 212, "built-in");

    public static Score Of(
        double value,
        long? count = 10_000,
        Protocol? protocol = null,
        string? referenceHash = "sha256:reference",
        double? error = null,
        double bias = 0)
    {
        return new Score
        {
            Protocol = protocol ?? Ttur,
            Estimate = new Estimate(value, error, error is null ? null : bias, count),
            MeanTerm = value / 4,
            CovarianceTerm = value * 3 / 4,
            Generated = new MeasuredSet("samples", count),
            Reference = new MeasuredSet("photos.npz", 50_000),
            ReferenceHash = referenceHash,
            Seconds = new StageSeconds(4, 1, 2, 1),
            Created = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        };
    }

    public static BaselineEntry Baseline(params double[] values) => new(
        ProtocolIdentity.Of(Ttur),
        new BaselineReference("sha256:reference", 50_000),
        [.. values.Select(value => new BaselineRun(value, 10_000, DateTimeOffset.UnixEpoch, "1.0.0"))]);

    /// <summary>A baseline whose runs have an error and a bias.</summary>
    public static BaselineEntry Baseline(double error, double bias, long count, params double[] values) => Baseline(values) with
    {
        Runs = [.. values.Select((value, day) => new BaselineRun(value, count, DateTimeOffset.UnixEpoch.AddDays(day), "1.0.0", bias, error))],
    };
}
