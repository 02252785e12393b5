using System.Diagnostics;
using GanGate.Metrics;

namespace GanGate.Training.Runs;

/// <summary>One training: steps, evaluations and checkpoints in turn.</summary>
internal sealed class GanLoop
{
    private readonly GanRunOptions _options;
    private readonly RunFolder _folder;
    private readonly GanPlayers _players;
    private readonly GanBatch _batch;
    private readonly IGanWatch _watch;
    private readonly TrainingData _data;
    private readonly List<StepLosses> _losses = [];
    private readonly Stopwatch _clock = new();
    private Curve _curve;
    private double _secondsBefore;
    private long _step;

    /// <summary>Starts at the beginning, or at the folder's checkpoint.</summary>
    /// <param name="options">Steps and when to look.</param>
    /// <param name="folder">Receives the files.</param>
    /// <param name="players">The networks.</param>
    /// <param name="batch">The data.</param>
    /// <param name="watch">Measures.</param>
    /// <param name="data">What it learns from and is measured by.</param>
    /// <param name="curve">What is known before the first step.</param>
    /// <exception cref="GanGateException">GG2061: the checkpoint cannot be used.</exception>
    public GanLoop(
        GanRunOptions options, RunFolder folder, GanPlayers players, GanBatch batch, IGanWatch watch, TrainingData data, Curve curve)
    {
        (_options, _folder, _players, _batch, _watch, _data, _curve) = (options, folder, players, batch, watch, data, curve);
        if (options.Resume) Resume();
    }

    private bool Exhausted => _options.Patience is int patience && _curve.Best is CurvePoint best
        && _curve.Points.Count(point => point.Step > best.Step) >= patience;

    private bool IsDue => _step % _options.EvalEvery == 0 || _step == _options.Steps;

    // At the start, or where the training was stopped during an evaluation.
    private bool IsUnseen => _curve.Points is not [.., CurvePoint last] || (IsDue && last.Step < _step);

    /// <summary>Trains until the steps are done, the score no longer falls, or it is cancelled; then a checkpoint is left.</summary>
    /// <exception cref="GanGateException">GG2060: it diverged.</exception>
    public GanResult Run(CancellationToken cancellation)
    {
        long first = _step;
        if (IsUnseen) Evaluate(cancellation);
        while (_step < _options.Steps && !Exhausted)
        {
            if (cancellation.IsCancellationRequested) Save();
            cancellation.ThrowIfCancellationRequested();
            _clock.Start();
            _losses.Add(_players.Run(_batch, _step++));
            _clock.Stop();
            bool evaluate = IsDue;
            if (evaluate) Evaluate(cancellation);
            else if (_step % _options.CheckpointEvery == 0) Save();
            _options.Progress?.Report(new GanProgress(
                _step, _options.Steps, _losses[^1], (_step - first) / _clock.Elapsed.TotalSeconds, evaluate ? _curve.Points[^1] : null));
        }

        return new GanResult(_options.Folder, _step, _step < _options.Steps, _players.GigaflopsPerSecond, _curve);
    }

    // Between two checkpoints, so that whatever ends an evaluation loses no step.
    private void Evaluate(CancellationToken cancellation)
    {
        Save();
        Estimate score = _watch.Look(_players.State, _batch, _step, cancellation);
        if (!(score.Value >= _curve.Best?.Score)) AtomicFile.Write(_folder.Generator, stream => stream.Write(_watch.Export(_players.State)));

        StepLosses[] recent = [.. _losses.Skip((int)(_curve.Points is [.., CurvePoint last] ? last.Step : 0))];
        CurvePoint point = new(_step, Seconds, score.Value, (int)score.Count!.Value, LossStatistics.Mean(recent), LossStatistics.Oscillation(recent))
        {
            StandardError = score.StandardError,
            Bias = score.Bias,
        };
        _curve = _curve with { Points = [.. _curve.Points, point] };
        JsonFile.Write(_folder.Curve, _curve, TrainingJson.Default.Curve);
        Save();
    }

    private double Seconds => _secondsBefore + _clock.Elapsed.TotalSeconds;

    private void Save() => Checkpoint.Write(_folder.Checkpoint, _players.State, new CheckpointMeta(_step, Seconds, _curve, _data), _losses);

    private void Resume()
    {
        CheckpointMeta meta = Checkpoint.Read(
            _folder.Checkpoint, found => found.Require(_curve, _data, _options.EvalSamples), _players.State, _losses);
        (_step, _secondsBefore, _curve) = (meta.Step, meta.Seconds, _curve with { Points = meta.Curve.Points });
    }
}
