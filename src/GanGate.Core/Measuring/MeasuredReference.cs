using GanGate.Features;
using GanGate.Metrics;

namespace GanGate.Measuring;

/// <summary>A reference that is measured once, and the scores of one set of samples after another against it.</summary>
internal sealed class MeasuredReference : IDisposable
{
    private readonly OpenedProtocol _opened;
    private readonly MeasurementOptions _options;
    private readonly MeasuredSide _side;
    private readonly CovarianceFactor _factor;
    private readonly MeasurementInput _input;

    private MeasuredReference(OpenedProtocol opened, MeasurementOptions options, MeasurementInput input, CancellationToken cancellation)
    {
        (_opened, _options, _input) = (opened, options, input);
        _side = Measure(input, keep: false, side => side, cancellation);
        _factor = CovarianceFactor.Of(_side.Statistics);
    }

    /// <summary>The protocol of all sides.</summary>
    public Protocol Protocol => _opened.Protocol;

    /// <summary>Opens the network and measures the reference.</summary>
    /// <param name="reference">Statistics or images; they stay with whoever opened them.</param>
    /// <param name="samples">What is going to be measured against it, or one like it.</param>
    /// <param name="options">How to measure.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    /// <exception cref="GanGateException">The inputs do not fit together, or the network cannot be had.</exception>
    public static MeasuredReference Open(
        MeasurementInput reference, IEnumerable<MeasurementInput> samples, MeasurementOptions options, CancellationToken cancellation)
    {
        OpenedProtocol opened = OpenedProtocol.For(options, [reference, .. samples]);
        try
        {
            opened.Warn(options);
            return new MeasuredReference(opened, options, reference, cancellation);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>The score of some samples with its error.</summary>
    /// <exception cref="GanGateException">They cannot be measured.</exception>
    public Score ScoreOf(MeasurementInput samples, CancellationToken cancellation)
    {
        _opened.Require(samples);
        return Measure(samples, keep: true, side => Compare(samples, side, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _opened.Dispose();

    private Score Compare(MeasurementInput samples, MeasuredSide side, CancellationToken cancellation)
    {
        Score score = _opened.ScoreOf(samples, side, _input, _side, _factor) with
        {
            Seconds = new StageSeconds(0, side.Run.DecodeSeconds, side.Run.NetworkSeconds, 0),
        };
        return SampleAnalysis.WithError(score, side, _side, _factor, pictures: false, cancellation);
    }

    // Features are valid while they are used here, and no longer.
    private T Measure<T>(MeasurementInput input, bool keep, Func<MeasuredSide, T> use, CancellationToken cancellation)
    {
        if (input is StatisticsInput known) return use(MeasuredSide.Of(known));

        ImagesInput images = (ImagesInput)input;
        FeatureBuffer? features = keep ? FeatureBuffer.For(images.Images.Count, Protocol.Dimension) : null;
        using ImagesMeasurement measurement = new(images, _opened.Extractor, _options, features, cancellation);
        measurement.MeasureAll();
        OpenedProtocol.Warn(_options, input);
        return use(measurement.Measured());
    }
}
