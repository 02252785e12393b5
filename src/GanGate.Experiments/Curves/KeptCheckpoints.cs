using GanGate.Settings;

namespace GanGate.Curves;

/// <summary>The evaluations that are kept in a run's folder.</summary>
internal sealed class KeptCheckpoints
{
    private readonly string _path;
    private readonly Dictionary<string, KeptEvaluation> _evaluations;

    private KeptCheckpoints(string path, IEnumerable<KeptEvaluation> evaluations) =>
        (_path, _evaluations) = (path, evaluations.ToDictionary(evaluation => evaluation.Key, StringComparer.Ordinal));

    /// <summary>Reads what is kept of a run.</summary>
    /// <exception cref="GanGateException">GG2094: the file holds something else; GG2010: it could not be written.</exception>
    public static KeptCheckpoints Of(string folder)
    {
        string path = Path.Combine(folder, KeptCurve.FileName);
        AtomicFile.RequireWritable(path);
        if (!File.Exists(path)) return new KeptCheckpoints(path, []);

        KeptCurve kept = JsonFile.Read(path, CurveJson.Default.KeptCurve, ErrorCodes.CurveInvalid, "kept curve");
        bool valid = kept.Evaluations.All(one => one?.Evaluation is { } evaluation && double.IsFinite(evaluation.Value));
        return kept.Schema == KeptCurve.CurrentSchema && valid
            ? new KeptCheckpoints(path, kept.Evaluations.DistinctBy(evaluation => evaluation.Key))
            : throw new GanGateException(
                ErrorCodes.CurveInvalid, $"'{path}' is not what an earlier {Advice.MeasureCurve} kept: move it away, or measure with {Setting.NoKeep}");
    }

    /// <summary>An evaluation that was kept; null where there is none.</summary>
    public KeptEvaluation? Find(string key) => _evaluations.GetValueOrDefault(key);

    /// <summary>Keeps an evaluation, in place of an older one of the same checkpoint.</summary>
    public void Add(KeptEvaluation evaluation)
    {
        if (_evaluations.ContainsKey(evaluation.Key)) return;

        string? stale = _evaluations.Values.FirstOrDefault(one => NameOf(one) == NameOf(evaluation))?.Key;
        if (stale is not null) _evaluations.Remove(stale);
        _evaluations.Add(evaluation.Key, evaluation);
        IEnumerable<KeptEvaluation> ordered = _evaluations.Values.OrderBy(one => one.Evaluation.Step);
        JsonFile.Write(_path, new KeptCurve(KeptCurve.CurrentSchema, [.. ordered]), CurveJson.Default.KeptCurve);
    }

    private static (string, string) NameOf(KeptEvaluation one) => (one.Metric, one.Evaluation.Checkpoint);
}
