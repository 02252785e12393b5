using System.Diagnostics;
using GanGate.Features;
using GanGate.Images;
using GanGate.Metrics;

namespace GanGate.Measuring;

/// <summary>
/// One pass of the network over generated images, which are then held against any number of references; each reference is measured once
/// too, and each pair is compared once however many rules it is judged by.
/// </summary>
internal sealed class MeasurementPass : IDisposable
{
    private readonly MeasurementOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly Stopwatch _total = Stopwatch.StartNew();
    private readonly OpenedProtocol _opened;
    private readonly MeasurementInput _generated;
    private readonly Dictionary<MeasurementInput, (MeasuredSide Side, CovarianceFactor Factor)> _references = [];
    private readonly Dictionary<(MeasurementInput Reference, string? Class), Score> _scores = [];
    private readonly List<ImagesMeasurement> _kept = [];
    private ImagesMeasurement? _images;
    private bool _shuffled;

    /// <summary>Opens the network; measures nothing yet. The inputs stay with whoever opened them.</summary>
    /// <param name="generated">The generated images, or their statistics.</param>
    /// <param name="references">Every reference that will be asked for; protocols are compared with theirs.</param>
    /// <param name="options">How to measure.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    /// <exception cref="GanGateException">The inputs do not fit together, or the network cannot be had.</exception>
    public MeasurementPass(
        MeasurementInput generated, IEnumerable<MeasurementInput> references, MeasurementOptions options, CancellationToken cancellation)
    {
        (_generated, _options, _cancellation) = (generated, options, cancellation);
        _opened = OpenedProtocol.For(options, [generated, .. references.Select(reference => reference.Stated)]);
    }

    /// <summary>Takes the generated images in a random order: the first ones are a sample of all. To be said before any is measured.</summary>
    public void Shuffle() => _shuffled = true;

    /// <summary>The protocol of all sides.</summary>
    public Protocol Protocol => _opened.Protocol;

    /// <summary>The score of all generated images, or of those of one class, against a reference.</summary>
    /// <exception cref="GanGateException">The images cannot be measured.</exception>
    public Score ScoreAgainst(MeasurementInput reference, string? ofClass = null)
    {
        if (_scores.TryGetValue((reference, ofClass), out Score? known)) return known;

        (MeasuredSide r, CovarianceFactor? factor) = Reference(reference, ofClass);
        MeasuredSide g = Generated(ofClass);
        Score score = Compare(g, r, reference, factor ?? CovarianceFactor.Of(r.Statistics), analysed: true) with { Class = ofClass };
        _scores.Add((reference, ofClass), score);
        return score;
    }

    /// <summary>The score of the first images, with its error; what else is wrong with them is not looked for.</summary>
    public Score ScoreOfFirst(int count, MeasurementInput reference)
    {
        // The reference first, as always: it is the one that more often cannot be measured.
        (MeasuredSide r, CovarianceFactor? factor) = Reference(reference, ofClass: null);
        Images.MeasureUpTo(count);
        return Compare(Images.Measured(), r, reference, factor!, analysed: false);
    }

    /// <summary>The score of the first images with what else is wrong with them.</summary>
    public Score WithRepeats(Score score, MeasurementInput reference)
    {
        MeasuredSide r = _references[reference].Side;
        return Analysed(score, Images.Measured(), r);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _kept.ForEach(images => images.Dispose());
        _images?.Dispose();
        _opened.Dispose();
    }

    private ImagesMeasurement Images => _images ??= NewImages((ImagesInput)_generated);

    private ImagesMeasurement NewImages(ImagesInput input)
    {
        // A generator's first samples are a random part of all as they are, and it makes them in blocks.
        IImageSource images = input.Images;
        bool shuffled = _shuffled && input.Generator is null;
        return Measuring(
            shuffled ? input with { Images = new SelectedImages(images, EarlyPlan.Order(images.Count)) } : input, keep: true);
    }

    private ImagesMeasurement Measuring(ImagesInput input, bool keep)
    {
        FeatureBuffer? features = keep ? FeatureBuffer.For(input.Images.Count, Protocol.Dimension) : null;
        return new ImagesMeasurement(input, _opened.Extractor, _options, features, _cancellation);
    }

    private MeasuredSide Generated(string? ofClass)
    {
        if (_generated is StatisticsInput known) return MeasuredSide.Of(known);

        Images.MeasureAll();
        MeasuredSide all = Images.Measured();
        return ofClass is null ? all : all.OfClass(ofClass);
    }

    private (MeasuredSide Side, CovarianceFactor? Factor) Reference(MeasurementInput reference, string? ofClass)
    {
        if (reference is ClassStatisticsInput classes) return (new MeasuredSide(classes.Read(ofClass!).Statistics), null);

        if (!_references.TryGetValue(reference, out (MeasuredSide Side, CovarianceFactor Factor) measured))
        {
            MeasuredSide side = MeasureReference(reference);
            measured = (side, CovarianceFactor.Of(side.Statistics));
            _references.Add(reference, measured);
        }

        return ofClass is null ? measured : (measured.Side.OfClass(ofClass), null);
    }

    private MeasuredSide MeasureReference(MeasurementInput reference)
    {
        if (reference is StatisticsInput known) return MeasuredSide.Of(known);

        ImagesInput images = (ImagesInput)reference;
        return _options.ReferenceCache is string folder
            ? new MeasuredSide(new ReferenceCache(folder).Take(images, Protocol, () => MeasureImages(images, keep: false).Statistics, _cancellation))
            : MeasureImages(images, keep: _generated.List is not null);
    }

    private MeasuredSide MeasureImages(ImagesInput images, bool keep)
    {
        ImagesMeasurement measurement = Measuring(images, keep);
        _kept.Add(measurement);
        measurement.MeasureAll();
        return measurement.Measured();
    }

    private Score Compare(MeasuredSide g, MeasuredSide r, MeasurementInput reference, CovarianceFactor factor, bool analysed)
    {
        Stopwatch distanceTime = Stopwatch.StartNew();
        Score score = _opened.ScoreOf(_generated, g, reference, r, factor);
        distanceTime.Stop();
        _cancellation.ThrowIfCancellationRequested();
        Stopwatch errorTime = Stopwatch.StartNew();
        score = SampleAnalysis.WithError(score, g, r, factor, _options.Pictures, _cancellation);
        score = analysed ? Analysed(score, g, r) : score;
        _cancellation.ThrowIfCancellationRequested();
        return score with
        {
            Seconds = new StageSeconds(
                _total.Elapsed.TotalSeconds,
                r.Run.DecodeSeconds + g.Run.DecodeSeconds,
                r.Run.NetworkSeconds + g.Run.NetworkSeconds,
                distanceTime.Elapsed.TotalSeconds,
                errorTime.Elapsed.TotalSeconds),
        };
    }

    private Score Analysed(Score score, MeasuredSide g, MeasuredSide r)
    {
        Score analysed = SampleAnalysis.WithRepeats(score, g, r, _cancellation);
        return _options.Pictures ? analysed with { Profile = DistanceProfile.Of(g.Statistics, r.Statistics) } : analysed;
    }
}
