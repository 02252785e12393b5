namespace GanGate.Gating;

/// <summary>The inputs of several comparisons, each opened once.</summary>
/// <param name="open">Opens a source: <see cref="MeasurementInput.Open(string, bool)"/>, but for tests.</param>
internal sealed class MeasurementInputs(Func<string, MeasurementInput> open) : IDisposable
{
    private readonly Dictionary<string, MeasurementInput> _inputs = new(StringComparer.Ordinal);

    /// <summary>Images or statistics.</summary>
    /// <exception cref="GanGateException">The source is missing, empty, unreadable or of another kind.</exception>
    public MeasurementInput Open(string source) => Once(source, open);

    /// <summary>The same; a folder of statistics files is a file for each class.</summary>
    /// <exception cref="GanGateException">The source is missing, empty, unreadable or of another kind.</exception>
    public MeasurementInput OpenPerClass(string source) => ClassStatisticsInput.IsFolder(source)
        ? Once(source + Path.DirectorySeparatorChar, _ => ClassStatisticsInput.Open(source))
        : Open(source);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (MeasurementInput input in _inputs.Values) input.Dispose();
    }

    private MeasurementInput Once(string key, Func<string, MeasurementInput> make)
    {
        if (_inputs.TryGetValue(key, out MeasurementInput? known)) return known;

        MeasurementInput input = make(key);
        _inputs.Add(key, input);
        return input;
    }
}
