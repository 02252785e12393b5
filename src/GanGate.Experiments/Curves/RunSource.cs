using System.Globalization;
using GanGate.Settings;

namespace GanGate.Curves;

/// <summary>A run as it was given: a training that measured itself, or checkpoints to be measured.</summary>
/// <param name="Source">What the user called it.</param>
internal abstract record RunSource(string Source)
{
    /// <summary>Opens a run; measures nothing.</summary>
    /// <param name="source">A run's folder, or the curve.json of a training.</param>
    /// <param name="measure">Whether its checkpoints are wanted, also where it measured itself.</param>
    /// <exception cref="GanGateException">
    /// GG2002: it does not exist; GG2092: it holds no checkpoints; GG2094: its curve.json is not valid; GG2001: there is no reference.
    /// </exception>
    public static RunSource Open(string source, bool measure)
    {
        string own = Directory.Exists(source) ? Path.Combine(source, TrainingCurve.FileName) : source;
        if (!Path.Exists(source)) throw GanGateException.Missing(source, "the run");
        if (measure && Directory.Exists(source)) return new CheckpointRun(source, RunCheckpoint.In(source));

        return File.Exists(own)
            ? new EvaluatedSource(source, Read(source, own))
            : throw new GanGateException(
                ErrorCodes.Usage,
                $"the run '{source}' has no curve of its own ({TrainingCurve.FileName}): say with {Setting.Reference} what to measure against");
    }

    private static EvaluatedRun Read(string source, string path)
    {
        TrainingCurve curve = JsonFile.Read(path, CurveJson.Default.TrainingCurve, ErrorCodes.CurveInvalid, "curve");
        if (curve.Schema != TrainingCurve.CurrentSchema)
        {
            throw Invalid(path, $"has schema '{curve.Schema}', this version reads '{TrainingCurve.CurrentSchema}'");
        }

        if (curve.Points.Count == 0) throw Invalid(path, "has no points");
        if (!curve.Points.All(IsPossible)) throw Invalid(path, "has an impossible point");

        return curve.Points.Zip(curve.Points.Skip(1)).All(pair => pair.First.Step < pair.Second.Step)
            ? new EvaluatedRun(source, curve.Metric, [.. curve.Points.Select(point => EvaluationOf(point, path))])
            : throw Invalid(path, "has points whose steps do not rise");
    }

    private static Evaluation EvaluationOf(TrainingPoint point, string path) => new(
        FormattableString.Invariant($"step {point.Step}"),
        point.Step,
        point.Score,
        point.Samples,
        point.StandardError,
        point.Bias,
        point.Seconds)
    {
        Picture = PictureOf(Path.GetDirectoryName(path)!, point.Step),
    };

    private static string? PictureOf(string folder, long step)
    {
        string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"samples-{step:D7}.png"));
        return File.Exists(path) ? path : null;
    }

    private static bool IsPossible(TrainingPoint? point) =>
        point is not null && double.IsFinite(point.Score) && double.IsFinite(point.Seconds) && point.Samples > 0 && point.Step >= 0
        && double.IsFinite(point.Bias ?? 0) && double.IsFinite(point.StandardError ?? 0) && !(point.StandardError < 0);

    private static GanGateException Invalid(string path, string what) => new(ErrorCodes.CurveInvalid, $"the curve '{path}' {what}");
}

/// <summary>A training that measured itself.</summary>
internal sealed record EvaluatedSource(string Source, EvaluatedRun Run) : RunSource(Source);

/// <summary>Checkpoints to be measured.</summary>
internal sealed record CheckpointRun(string Source, IReadOnlyList<RunCheckpoint> Checkpoints) : RunSource(Source)
{
    /// <summary>Seconds since the first checkpoint by the times of the files; null where they were copied and say nothing.</summary>
    public double? SecondsOf(RunCheckpoint checkpoint) =>
        Checkpoints.Zip(Checkpoints.Skip(1)).All(pair => pair.First.Written < pair.Second.Written)
            ? (checkpoint.Written - Checkpoints[0].Written).TotalSeconds
            : null;
}
