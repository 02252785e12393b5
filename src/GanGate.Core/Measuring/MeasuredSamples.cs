using System.Diagnostics;
using GanGate.Features;
using GanGate.Images;

namespace GanGate.Measuring;

/// <summary>
/// One set of samples in one pass of the network, held against any number of references; each pair is compared once, however many rules
/// it is judged by.
/// </summary>
/// <param name="measurer">The network and the references.</param>
/// <param name="samples">The samples, or their statistics; they stay with whoever opened them.</param>
/// <param name="parts">What is kept of their features.</param>
/// <param name="options">How to measure.</param>
/// <param name="cancellation">Stops the measurement.</param>
internal sealed class MeasuredSamples(
    Measurer measurer, MeasurementInput samples, FeatureParts parts, MeasurementOptions options, CancellationToken cancellation) : IDisposable
{
    private readonly Stopwatch _total = Stopwatch.StartNew();
    private readonly Dictionary<(MeasurementInput Reference, string? Class), Score> _scores = [];
    private readonly Dictionary<MeasurementInput, Comparison> _looks = [];
    private FeaturePass? _pass;
    private bool _shuffled;

    /// <summary>The protocol of all sides.</summary>
    public Protocol Protocol => measurer.Protocol;

    /// <summary>All samples, measured.</summary>
    /// <exception cref="GanGateException">They cannot be measured.</exception>
    public FeatureSet All => samples is StatisticsInput known ? FeatureSet.Of(known, parts) : Pass.MeasureUpTo();

    /// <summary>Takes the samples in a random order: the first ones are a sample of all. To be said before any is measured.</summary>
    public void Shuffle() => _shuffled = true;

    /// <summary>All samples beside a reference, for any metric.</summary>
    /// <exception cref="GanGateException">One of the two cannot be measured.</exception>
    public Comparison Against(MeasurementInput? reference, FeatureParts ofReference)
    {
        // The reference first: it is the one that more often cannot be measured.
        FeatureSet? known = reference is null ? null : measurer.Reference(reference, ofReference);
        return new Comparison(All, known, cancellation);
    }

    /// <summary>The score of all samples, or of those of one class, against a reference, with all that is wrong with them.</summary>
    /// <param name="reference">What they are held against.</param>
    /// <param name="ofClass">The class; null for all.</param>
    /// <param name="metrics">What else is measured; all that will be asked for, since a comparison is made once.</param>
    /// <exception cref="GanGateException">The images cannot be measured.</exception>
    public Score ScoreAgainst(MeasurementInput reference, string? ofClass = null, params IEnumerable<Metric> metrics)
    {
        if (_scores.TryGetValue((reference, ofClass), out Score? known)) return known;

        FeatureSet r = reference is ClassStatisticsInput classes
            ? FeatureSet.Of(classes.Read(ofClass!), parts)
            : measurer.Reference(reference, OfReference);
        FeatureSet g = All;
        if (ofClass is not null) g = g.OfClass(ofClass);
        if (ofClass is not null && reference is not ClassStatisticsInput) r = r.OfClass(ofClass);
        Comparison compared = new(g, r, cancellation);
        Score score = Compare(compared, reference, analysed: true) with { Class = ofClass };
        if (metrics.Any()) score = score with { Metrics = metrics.Distinct().ToDictionary(metric => metric.Id, compared.EstimateOf) };
        _scores.Add((reference, ofClass), score);
        return score;
    }

    /// <summary>The score of the first samples, with its error; what else is wrong with them is not looked for.</summary>
    public Score ScoreOfFirst(int count, MeasurementInput reference)
    {
        FeatureSet r = measurer.Reference(reference, OfReference);
        _looks[reference] = new Comparison(Pass.MeasureUpTo(count), r, cancellation);
        return Compare(_looks[reference], reference, analysed: false);
    }

    /// <summary>The score of all samples with its error; what else is wrong with them is not looked for.</summary>
    /// <exception cref="GanGateException">The images cannot be measured.</exception>
    public Score PlainScore(MeasurementInput reference) => Compare(Against(reference, FeatureParts.Moments), reference, analysed: false);

    /// <summary>The last <see cref="ScoreOfFirst"/> with what else is wrong with the samples.</summary>
    public Score WithFindings(Score score, MeasurementInput reference) => SampleFindings.Of(score, _looks[reference], options.Pictures, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _pass?.Dispose();

    // The reference's own features are compared with the samples' one by one, where those are at hand.
    private FeatureParts OfReference => samples.List is null ? FeatureParts.Moments : FeatureParts.Rows;

    private FeaturePass Pass => _pass ??= measurer.Pass(Ordered((ImagesInput)samples), parts);

    // A generator's first samples are a random part of all as they are, and it makes them in blocks.
    private ImagesInput Ordered(ImagesInput input) => _shuffled && input.Generator is null
        ? input with { Images = new SelectedImages(input.Images, EarlyPlan.Order(input.Images.Count)) }
        : input;

    private Score Compare(Comparison compared, MeasurementInput reference, bool analysed)
    {
        Stopwatch distanceTime = Stopwatch.StartNew();
        _ = compared.Value;
        distanceTime.Stop();
        cancellation.ThrowIfCancellationRequested();
        Stopwatch errorTime = Stopwatch.StartNew();
        Score score = Score.Of(compared, measurer, samples, reference);
        cancellation.ThrowIfCancellationRequested();
        if (analysed) score = SampleFindings.Of(score, compared, options.Pictures, cancellation);
        cancellation.ThrowIfCancellationRequested();
        (FeatureRun g, FeatureRun r) = (compared.Generated.Run, compared.Reference.Run);
        return score with
        {
            Seconds = new StageSeconds(
                _total.Elapsed.TotalSeconds,
                r.DecodeSeconds + g.DecodeSeconds,
                r.NetworkSeconds + g.NetworkSeconds,
                distanceTime.Elapsed.TotalSeconds,
                errorTime.Elapsed.TotalSeconds),
        };
    }
}
