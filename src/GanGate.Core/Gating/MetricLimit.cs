using GanGate.Features;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Settings;
using MathNet.Numerics.Distributions;

namespace GanGate.Gating;

/// <summary>A limit of a metric beside the distance.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Limit">The largest value that passes, or the smallest where higher is better.</param>
internal sealed record MetricLimit(Metric Metric, double Limit)
{
    private MetricRule Rule => MetricRule.Of(Metric);

    /// <summary>Applies the limit to the value; it passes at equality.</summary>
    /// <param name="name">What the metric is called.</param>
    /// <param name="value">The value; NaN fails.</param>
    public Check Judge(string name, double value) => Named(Metric.HigherIsBetter
        ? NumberRules.AtLeast(Rule.Error, name, value, Limit)
        : NumberRules.AtMost(Rule.Error, name, value, Limit));

    /// <summary>Applies the limit to the worse end of a one-sided confidence interval.</summary>
    /// <param name="name">What the metric is called.</param>
    /// <param name="estimate">The value and its error.</param>
    /// <param name="alpha">The chance that the true value lies beyond that end.</param>
    /// <exception cref="GanGateException">GG2004: of so few samples the error is not known.</exception>
    public Check JudgeConfidently(string name, Estimate estimate, double alpha)
    {
        double error = estimate.StandardError ?? throw new GanGateException(
            ErrorCodes.TooFewImages, $"{Setting.Confident} needs an error, which {name} has of at least 4 images only");
        double far = -Normal.InvCDF(0, 1, alpha) * error, end = Metric.HigherIsBetter ? estimate.Value - far : estimate.Value + far;
        bool passed = Keeps(end);
        string position = (passed, Keeps(estimate.Value), Metric.HigherIsBetter) switch
        {
            (true, _, false) => "within",
            (true, _, true) => "not below",
            (false, true, false) => "not surely within",
            (false, true, true) => "not surely above",
            (_, _, false) => "above",
            (_, _, true) => "below",
        };
        string text = $"{name} is {ScoreFormat.Number(estimate.Value)} and at {(Metric.HigherIsBetter ? "least" : "most")} "
            + $"{ScoreFormat.Number(end)} with a chance of error of {ScoreFormat.Probability(alpha)}, {position} the limit of {ScoreFormat.Number(Limit)}";
        return Named(new Check(Rule.Error, passed, text));
    }

    /// <summary>Refuses inputs that the metric cannot be measured of, before they are measured.</summary>
    /// <exception cref="GanGateException">GG2037: there are only statistics; GG3008: the protocol has no logits.</exception>
    public void RequirePossible(Protocol protocol, MeasurementInput generated, MeasurementInput reference)
    {
        if (Metric.NeedsLogits)
        {
            if (!Protocols.IsInception(protocol.Id)) throw Protocols.NoLogits(protocol.Id);
            if (generated is not ImagesInput)
            {
                throw new GanGateException(
                    ErrorCodes.MetricNeedsImages, $"{Rule.Setting} classifies the images, but '{generated.Source}' holds none: give images");
            }
        }

        if (!Metric.NeedsReferenceFeatures) return;
        foreach (MeasurementInput side in (MeasurementInput[])[generated, reference])
        {
            if (side.List is null)
            {
                throw new GanGateException(
                    ErrorCodes.MetricNeedsImages,
                    $"{Rule.Setting} compares single images, but '{side.Source}' holds only a mean and a covariance: "
                    + $"give its images, or statistics with their features ({Advice.MeasureStatistics}, {Setting.WithFeatures})");
            }

            FeatureBuffer.RequireRoom(side.List.Count, protocol.Dimension);
        }
    }

    private bool Keeps(double value) => Metric.HigherIsBetter ? value >= Limit : value <= Limit;

    private Check Named(Check check) => check with { Limit = Limit, Metric = Metric };
}
