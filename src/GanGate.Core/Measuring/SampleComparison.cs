using GanGate.Features;
using GanGate.Generators;
using GanGate.Settings;

namespace GanGate.Measuring;

/// <summary>Measures which of two sets of samples is nearer to a reference, by more than chance.</summary>
internal static class SampleComparison
{
    /// <summary>Compares two sets of samples.</summary>
    /// <param name="a">Images, a generator, or statistics; without features no error is known, and so no chance.</param>
    /// <param name="b">The same.</param>
    /// <param name="reference">Statistics or images.</param>
    /// <param name="metrics">Metrics beside the distance; null for all that the three hold enough for.</param>
    /// <param name="alpha">The accepted chance that a metric calls one better although none is.</param>
    /// <param name="options">How to measure; which samples are taken holds for both sets.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="GanGateException">
    /// GG2001: a source does not hold what a metric needs. GG2015: no metric compares the counts. GG3008: the protocol has no logits. And all
    /// that can be wrong with sources.
    /// </exception>
    public static ComparedSamples Measure(
        string a,
        string b,
        string reference,
        IReadOnlyList<Metric>? metrics,
        double alpha,
        MeasurementOptions options,
        CancellationToken cancellation = default)
    {
        List<MeasurementInput> inputs = [];
        try
        {
            foreach (string source in (string[])[a, b])
            {
                inputs.Add(MeasurementInput.OpenSamples(source, OptionsOf(source, a, b, options), preferImages: true));
            }

            inputs.Add(MeasurementInput.OpenForFeatures(reference, options.FileRules));
            metrics?.ToList().ForEach(metric => Require(metric, inputs));
            return Measure(inputs[0], inputs[1], inputs[2], metrics, alpha, options, cancellation);
        }
        finally
        {
            inputs.ForEach(input => input.Dispose());
        }
    }

    private static ComparedSamples Measure(
        MeasurementInput a,
        MeasurementInput b,
        MeasurementInput reference,
        IReadOnlyList<Metric>? metrics,
        double alpha,
        MeasurementOptions options,
        CancellationToken cancellation)
    {
        ProtocolChoice choice = ProtocolChoice.Of(options, a, b, reference);
        if (metrics?.Contains(Metric.Cmmd) == true) ClipProtocols.RequireCmmd(choice.Id);
        Metric[] wanted = [.. Metric.BesideDistance.Where(metric => metrics?.Contains(metric) ?? CanHave(metric, choice, a, b, reference))];
        FeatureParts parts = FeatureParts.Rows | (wanted.Any(metric => metric.NeedsLogits) ? FeatureParts.Logits : FeatureParts.Moments);
        FeatureParts ofReference = wanted.Any(metric => metric.NeedsReferenceFeatures) ? FeatureParts.Rows : FeatureParts.Moments;
        using Measurer measurer = Measurer.Open(choice, parts, options, cancellation, a, b, reference);
        measurer.Warn();
        RequireRoom(measurer.Protocol, ofReference == FeatureParts.Rows ? [a, b, reference] : [a, b]);
        using MeasuredSamples ofA = measurer.Samples(a, parts), ofB = measurer.Samples(b, parts);
        Comparison first = ofA.Against(reference, ofReference), second = ofB.Against(reference, ofReference);
        ComparedMetric[] compared = [.. wanted.Prepend(measurer.Protocol.Metric).Select(metric =>
            ComparedMetric.Of(metric, measurer.Protocol, first.EstimateOf(metric), second.EstimateOf(metric), alpha))];
        Warn(measurer, compared[0], first.Reference.Statistics.Count, options);
        measurer.WarnOf(a, b, reference);
        if (compared.All(metric => metric.Obstacle is not null)) throw new GanGateException(ErrorCodes.CountsNotComparable, compared[0].Obstacle!);
        return new ComparedSamples
        {
            Protocol = measurer.Protocol,
            A = MeasuredSet.Of(a, first.Generated.Statistics.Count),
            B = MeasuredSet.Of(b, second.Generated.Statistics.Count),
            Reference = new MeasuredSet(reference.Source, first.Reference.Statistics.Count) { LeftOut = reference.LeftOut },
            Alpha = alpha,
            Metrics = compared,
        };
    }

    private static bool CanHave(Metric metric, ProtocolChoice choice, MeasurementInput a, MeasurementInput b, MeasurementInput reference) =>
        metric.NeedsLogits ? choice.IsInception && a is ImagesInput && b is ImagesInput
        : a.List is not null && b.List is not null && reference.List is not null;

    private static void Require(Metric metric, IReadOnlyList<MeasurementInput> inputs)
    {
        foreach (MeasurementInput input in metric.NeedsLogits ? inputs.Take(2) : inputs)
        {
            if (metric.NeedsLogits && input is not ImagesInput)
            {
                throw new GanGateException(ErrorCodes.Usage, $"'{input.Source}' holds statistics, and no images: {metric.Id} needs images");
            }

            if (input.List is null)
            {
                throw new GanGateException(
                    ErrorCodes.Usage,
                    $"'{input.Source}' holds only a mean and a covariance: {metric.Id} needs its images, or statistics with {Setting.WithFeatures}");
            }
        }
    }

    private static void RequireRoom(Protocol protocol, IEnumerable<MeasurementInput> inputs)
    {
        foreach (MeasurementInput input in inputs) FeatureBuffer.RequireRoom(input.List?.Count ?? 0, protocol.Dimension);
    }

    private static void Warn(Measurer measurer, ComparedMetric distance, long? reference, MeasurementOptions options)
    {
        measurer.WarnOfFew(distance.A.Count < distance.B.Count ? distance.A.Count : distance.B.Count, reference);
        if (distance.CountWarning(measurer.Protocol) is Warning differ) options.Warnings?.Report(differ);
    }

    // How generators are sampled is nothing to a set of images beside one.
    private static MeasurementOptions OptionsOf(string source, string a, string b, MeasurementOptions options) =>
        !IsGenerator(source) && (IsGenerator(a) || IsGenerator(b)) ? options with { Generator = null } : options;

    private static bool IsGenerator(string source) => source.EndsWith(GeneratedImages.Extension, StringComparison.OrdinalIgnoreCase);
}
