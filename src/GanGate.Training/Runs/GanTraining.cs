using System.Diagnostics;
using GanGate.Gating;
using GanGate.Training.Networks;
using GanGate.Training.Optimisation;

namespace GanGate.Training.Runs;

/// <summary>Trains a generator and watches its score.</summary>
public sealed class GanTraining
{
    private readonly GanRunOptions _options;
    private readonly RunFolder _folder;
    private readonly GanPlayers _players;
    private readonly GanBatch _batch;
    private readonly Sampler _sampler;
    private readonly ScoreMeter _meter;
    private readonly List<StepLosses> _losses = [];
    private readonly Stopwatch _clock = new();
    private Curve _curve;
    private double _secondsBefore;
    private long _step;

    private GanTraining(
        GanRunOptions options, RunFolder folder, GanPlayers players, GanBatch batch, Sampler sampler, ScoreMeter meter, Curve curve)
    {
        (_options, _folder, _players, _batch) = (options, folder, players, batch);
        (_sampler, _meter, _curve) = (sampler, meter, curve);
        if (options.Resume) Resume();
    }

    /// <summary>Trains until the steps are done, the score no longer falls, or it is cancelled; then a checkpoint is left to go on from.</summary>
    /// <param name="settings">Networks, rates and seed.</param>
    /// <param name="options">What to read, write and measure.</param>
    /// <param name="cancellation">Stops the training.</param>
    /// <exception cref="GanGateException">
    /// GG2060: it diverged; GG2061: there is nothing to go on with; GG2062: too few images; else as for a measurement.
    /// </exception>
    public static GanResult Run(GanSettings settings, GanRunOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(options);
        using MeasurementInput input = MeasurementInput.Open(options.Source, options.Measurement.Recurse);
        TrainingImages images = ImagesOf(input, settings, options);
        RunFolder folder = RunFolder.Open(options.Folder, options.Resume);
        int threads = options.Threads ?? Environment.ProcessorCount;
        Gan gan = Gan.Of(settings);
        using ScoreMeter meter = ScoreMeter.Open(options.Reference, images, options.Measurement, cancellation);
        using GanPlayers players = new(gan, threads);
        using Sampler sampler = new(gan, threads);
        using GanBatch batch = new(gan, images.Count, (places, values) => images.Fill(places, values));
        Curve curve = new()
        {
            Settings = settings,
            Source = options.Source,
            Images = images.Count,
            Metric = meter.Name,
            Assumptions = Assumptions.Check(
                settings.DiscriminatorRate, settings.GeneratorRate, gan.Activations, settings.WeightDecay, settings.WeightDecay),
            Points = [],
        };
        return new GanTraining(options, folder, players, batch, sampler, meter, curve).Run(cancellation);
    }

    private bool Exhausted => _options.Patience is int patience && _curve.Best is CurvePoint best
        && _curve.Points.Count(point => point.Step > best.Step) >= patience;

    private GanResult Run(CancellationToken cancellation)
    {
        long first = _step;
        if (_curve.Points.Count == 0) Evaluate(cancellation);
        while (_step < _options.Steps && !Exhausted)
        {
            if (cancellation.IsCancellationRequested) Save();
            cancellation.ThrowIfCancellationRequested();
            _clock.Start();
            _losses.Add(_players.Run(_batch, _step++));
            _clock.Stop();
            bool evaluate = _step % _options.EvalEvery == 0 || _step == _options.Steps;
            if (evaluate) Evaluate(cancellation);
            else if (_step % _options.CheckpointEvery == 0) Save();
            _options.Progress?.Report(new GanProgress(
                _step, _options.Steps, _losses[^1], (_step - first) / _clock.Elapsed.TotalSeconds, evaluate ? _curve.Points[^1] : null));
        }

        return new GanResult(_options.Folder, _step, _step < _options.Steps, _players.GigaflopsPerSecond, _curve);
    }

    private void Evaluate(CancellationToken cancellation)
    {
        SampledImages samples = _sampler.Draw(_players.State, _batch, _options.EvalSamples, cancellation);
        double score = _meter.Measure(samples);
        AtomicFile.Write(_folder.Samples(_step), stream => stream.Write(SampleSheet.Draw(samples)));
        if (!(score >= _curve.Best?.Score)) AtomicFile.Write(_folder.Generator, stream => stream.Write(_sampler.Export(_players.State)));

        StepLosses[] recent = [.. _losses.Skip((int)(_curve.Points is [.., CurvePoint last] ? last.Step : 0))];
        CurvePoint point = new(_step, Seconds, score, samples.Count, LossStatistics.Mean(recent), LossStatistics.Oscillation(recent));
        _curve = _curve with { Points = [.. _curve.Points, point] };
        JsonFile.Write(_folder.Curve, _curve, TrainingJson.Default.Curve);
        Save();
    }

    private double Seconds => _secondsBefore + _clock.Elapsed.TotalSeconds;

    private void Save() => Checkpoint.Write(_folder.Checkpoint, _players.State, new CheckpointMeta(_step, Seconds, _curve), _losses);

    private void Resume()
    {
        CheckpointMeta meta = Checkpoint.Read(_folder.Checkpoint, _players.State, _losses);
        meta.Require(_curve.Settings, _curve.Images);
        (_step, _secondsBefore, _curve) = (meta.Step, meta.Seconds, _curve with { Points = meta.Curve.Points });
    }

    private static TrainingImages ImagesOf(MeasurementInput input, GanSettings settings, GanRunOptions options)
    {
        if (input is not ImagesInput { Images: Images.IImageSource images })
        {
            throw new GanGateException(ErrorCodes.Usage, $"'{options.Source}' holds statistics: training needs images");
        }

        return images.Count >= settings.BatchSize
            ? new TrainingImages(images, settings.Size, options.Crop)
            : throw new GanGateException(
                ErrorCodes.TooFewToTrain,
                $"'{options.Source}' holds {images.Count} images, fewer than one mini-batch of {settings.BatchSize}: add images or lower --batch-size");
    }
}
