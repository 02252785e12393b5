using GanGate.Features;
using GanGate.Images;
using GanGate.Measuring;

namespace GanGate.Curves;

/// <summary>Measures checkpoints against one reference, which is measured when it is first needed, and the network opened.</summary>
internal sealed class CheckpointMeter : IDisposable
{
    private readonly CurveOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly MeasurementInput _reference;
    private readonly string _referenceKey;
    private Measurer? _measurer;
    private Protocol? _protocol;
    private long? _fewest;

    /// <summary>Opens the reference.</summary>
    /// <exception cref="GanGateException">It is missing or not valid, or no protocol is named.</exception>
    public CheckpointMeter(string reference, CurveOptions options, CancellationToken cancellation)
    {
        (_options, _cancellation) = (options, cancellation);
        _reference = MeasurementInput.Open(reference, options.Measurement.FileRules);
        _referenceKey = MeasurementKey.OfSide(_reference, cancellation);
    }

    /// <summary>Measures a run's checkpoints that were not measured before.</summary>
    /// <param name="run">The run.</param>
    /// <param name="prefix">What the names of its pictures begin with.</param>
    /// <exception cref="GanGateException">A checkpoint cannot be measured; those before it are kept.</exception>
    public EvaluatedRun Evaluate(CheckpointRun run, string prefix)
    {
        KeptCheckpoints? kept = _options.Keep ? KeptCheckpoints.Of(run.Source) : null;
        List<KeptEvaluation> evaluations = [];
        foreach (RunCheckpoint checkpoint in run.Checkpoints)
        {
            string? picture = _options.Grids is null ? null : Path.Combine(_options.Grids, $"{prefix}{checkpoint.Name}.png");
            using MeasurementInput samples = MeasurementInput.OpenSamples(checkpoint.Path, _options.Measurement with { Grid = picture });
            string own = MeasurementKey.OfSide(samples, _cancellation);
            string key = MeasurementKey.Of(samples, own, _reference, _referenceKey, _options.Measurement);
            KeptEvaluation evaluation = kept?.Find(key) ?? Measure(checkpoint, samples, key);
            kept?.Add(evaluation);
            _protocol ??= _measurer?.Protocol ?? ProtocolChoice.Of(_options.Measurement, _reference, samples).Describe();
            evaluations.Add(evaluation with
            {
                Evaluation = evaluation.Evaluation with
                {
                    Seconds = run.SecondsOf(checkpoint),
                    Picture = picture,
                    Thumbnail = _options.Thumbnails ? ThumbnailOf(samples) : null,
                },
            });
        }

        _fewest = evaluations.Select(one => one.Evaluation.Count).Append(_fewest).Min();
        return new EvaluatedRun(run.Source, _protocol!.ScoreName, [.. evaluations.Select(evaluation => evaluation.Evaluation)]);
    }

    /// <summary>Says once of all that was measured that it is of few samples.</summary>
    public void WarnOfFew()
    {
        if (_protocol is null) return;
        foreach (Warning few in FewSamples.In(_protocol, _fewest, reference: null)) _options.Measurement.Warnings?.Report(few);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _measurer?.Dispose();
        _reference.Dispose();
    }

    private static Thumbnail? ThumbnailOf(MeasurementInput samples) =>
        samples is ImagesInput images ? ImageGrid.ToThumbnail(ImageGrid.Of(images.Images)) : null;

    private KeptEvaluation Measure(RunCheckpoint checkpoint, MeasurementInput samples, string key)
    {
        if (_measurer is null)
        {
            _measurer = Measurer.Open(_options.Measurement, _cancellation, _reference, samples);
            _measurer.Warn();
        }

        using MeasuredSamples measured = _measurer.Samples(samples);
        Score score = measured.PlainScore(_reference);
        return new KeptEvaluation(key, score.Protocol.ScoreName, new Evaluation(
            checkpoint.Name, checkpoint.Step, score.Value, score.Estimate.Count, score.Estimate.StandardError, score.Estimate.Bias)
        {
            FirstOrder = score.Estimate.FirstOrder,
            SecondOrder = score.Estimate.SecondOrder,
            ThirdCumulant = score.Estimate.ThirdCumulant,
        });
    }
}
