using GanGate.Features;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Models;
using GanGate.NUnit;

namespace GanGate.Tests;

/// <summary>Results with chosen numbers, for what a constraint makes of them.</summary>
internal static class Results
{
    public static FidResult Of(double value, string protocol = "ttur", MetricsResult? metrics = null) => new(
        new string('0', 64),
        new Score
        {
            Protocol = new Protocol(protocol, 1, 299, "2048", 2048, PublicModel.Inception.Sha256),
            Estimate = new Estimate(value, 0.2, 0.4, 10_000),
            MeanTerm = 1,
            CovarianceTerm = value - 1,
            Generated = new MeasuredSet("samples", 10_000),
            Reference = new MeasuredSet("photos.npz", 50_000),
            ReferenceHash = "sha256:reference",
            Seconds = new StageSeconds(4, 1, 2, 1),
        },
        _ => metrics is null
            ? Task.FromException<MetricsResult>(new InvalidOperationException("no other metric was to be measured"))
            : Task.FromResult(metrics));

    /// <summary>A result whose other metrics are known.</summary>
    public static FidResult WithMetrics(double kid = 0.02, double inceptionScore = 8, double precision = 0.7, double recall = 0.5)
    {
        FidResult score = Of(12);
        return Of(12, metrics: new MetricsResult
        {
            Protocol = score.Score.Protocol,
            Generated = score.Score.Generated,
            Reference = score.Score.Reference,
            Kernel = new KernelInceptionDistance(kid, new MeanAndDeviation(kid, 0.001), 100, 1000),
            InceptionScore = new InceptionScore(new(inceptionScore, 0.1), new(2, 0.1), new(992, 0.1), 10),
            PrecisionRecall = new PrecisionRecall(precision, recall, 3, 0.9, 0.8, 5),
        });
    }

    /// <summary>The message of an assertion that fails.</summary>
    public static string FailureOf(Action assertion)
    {
        using (new global::NUnit.Framework.Internal.TestExecutionContext.IsolatedContext())
        {
            return Assert.Throws<AssertionException>(() => assertion())!.Message;
        }
    }
}
