using GanGate.Features;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Settings;
using MathNet.Numerics.Distributions;

namespace GanGate.Gating;

/// <summary>The limits of a metric beside the distance. One of the two is given.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Limit">The largest value that passes, or the smallest where higher is better; null where none fails.</param>
/// <param name="Warn">The largest value that passes without a warning, or the smallest; null where none warns.</param>
internal sealed record MetricLimit(Metric Metric, double? Limit, double? Warn = null)
{
    private MetricRule Rule => MetricRule.Of(Metric);

    // What a person would change.
    private Setting Setting => Limit is null ? Rule.Warns.Setting : Rule.Fails.Setting;

    /// <summary>Applies the limits to the value; it passes at equality.</summary>
    /// <param name="name">What the metric is called.</param>
    /// <param name="value">The value; NaN fails.</param>
    public Check Judge(string name, double value) => Conclude(
        value,
        $"{name} is {ScoreFormat.Number(value)}",
        (limit, kind) => Metric.HigherIsBetter ? NumberRules.PlaceAbove(value, limit, kind) : NumberRules.PlaceBelow(value, limit, kind));

    /// <summary>Applies the limits to the worse end of a one-sided confidence interval.</summary>
    /// <param name="name">What the metric is called.</param>
    /// <param name="estimate">The value and its error.</param>
    /// <param name="alpha">The chance that the true value lies beyond that end.</param>
    /// <exception cref="GanGateException">GG2004: of so few samples the error is not known.</exception>
    public Check JudgeConfidently(string name, Estimate estimate, double alpha)
    {
        double error = estimate.StandardError ?? throw new GanGateException(
            ErrorCodes.TooFewImages, $"{Setting.Confident} needs an error, which {name} has of at least 4 images only");
        double far = -Normal.InvCDF(0, 1, alpha) * error, end = Metric.HigherIsBetter ? estimate.Value - far : estimate.Value + far;
        string text = $"{name} is {ScoreFormat.Number(estimate.Value)} and at {(Metric.HigherIsBetter ? "least" : "most")} "
            + $"{ScoreFormat.Number(end)} with a chance of error of {ScoreFormat.Probability(alpha)}";
        return Conclude(end, text, (limit, kind) => $"{SurePlace(estimate.Value, end, limit)} the {kind} of {ScoreFormat.Number(limit)}");
    }

    /// <summary>Refuses inputs that the metric cannot be measured of, before they are measured.</summary>
    /// <exception cref="GanGateException">GG2037: there are only statistics; GG3008: the protocol has no logits; GG2001: it is not that of CMMD.</exception>
    public void RequirePossible(Protocol protocol, MeasurementInput generated, MeasurementInput reference)
    {
        if (Metric == Metric.Cmmd) ClipProtocols.RequireCmmd(protocol.Id);
        if (Metric.NeedsLogits)
        {
            if (!Protocols.IsInception(protocol.Id)) throw Protocols.NoLogits(protocol.Id);
            if (generated is not ImagesInput)
            {
                throw new GanGateException(
                    ErrorCodes.MetricNeedsImages, $"{Setting} classifies the images, but '{generated.Source}' holds none: give images");
            }
        }

        if (!Metric.NeedsReferenceFeatures) return;
        foreach (MeasurementInput side in (MeasurementInput[])[generated, reference])
        {
            if (side.List is null)
            {
                throw new GanGateException(
                    ErrorCodes.MetricNeedsImages,
                    $"{Setting} compares single images, but '{side.Source}' holds only a mean and a covariance: "
                    + $"give its images, or statistics with their features ({Advice.MeasureStatistics}, {Setting.WithFeatures})");
            }

            FeatureBuffer.RequireRoom(side.List.Count, protocol.Dimension);
        }
    }

    private Check Conclude(double reached, string text, Func<double, string, string> place)
    {
        bool passed = Limit is not double limit || Keeps(reached, limit);
        bool warned = passed && Warn is double warn && !Keeps(reached, warn);
        if (Limit is double worst) text += $", {place(worst, "limit")}";
        if (Warn is double best && (warned || Limit is null)) text += $"{(Limit is null ? "," : " but")} {place(best, "warning limit")}";
        return new Check(Limit is null ? ErrorCodes.WarningLimitExceeded : Rule.Error, passed, text)
        {
            Warned = warned ? ErrorCodes.WarningLimitExceeded : null,
            Limit = Limit,
            Metric = Metric,
        };
    }

    private string SurePlace(double value, double end, double limit) => (Keeps(end, limit), Keeps(value, limit), Metric.HigherIsBetter) switch
    {
        (true, _, false) => "within",
        (true, _, true) => "not below",
        (false, true, false) => "not surely within",
        (false, true, true) => "not surely above",
        (_, _, false) => "above",
        (_, _, true) => "below",
    };

    private bool Keeps(double value, double limit) => Metric.HigherIsBetter ? value >= limit : value <= limit;
}
