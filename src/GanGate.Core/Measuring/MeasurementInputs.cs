using GanGate.Generators;
using GanGate.Images;

namespace GanGate.Measuring;

/// <summary>The inputs of several comparisons, each opened once.</summary>
/// <param name="open">Opens a reference, or with options the samples that they select; <see cref="Of"/> but for tests.</param>
internal sealed class MeasurementInputs(Func<string, MeasurementOptions?, MeasurementInput> open) : IDisposable
{
    private readonly Dictionary<Key, MeasurementInput> _inputs = [];

    /// <summary>Inputs as they lie on the disk.</summary>
    /// <param name="recurse">Whether folders of references are searched below their first level.</param>
    public static MeasurementInputs Of(bool recurse) => new((source, samples) =>
        samples is null ? MeasurementInput.Open(source, recurse) : MeasurementInput.OpenSamples(source, samples));

    /// <summary>A reference: images or statistics.</summary>
    /// <exception cref="GanGateException">The source is missing, empty, unreadable or of another kind.</exception>
    public MeasurementInput Open(string source) => Once(new Key(source), () => open(source, null));

    /// <summary>Samples: images, a generator or statistics. Whoever asks for the same of one source shares them.</summary>
    /// <exception cref="GanGateException">As <see cref="MeasurementInput.OpenSamples"/>.</exception>
    public MeasurementInput OpenSamples(string source, MeasurementOptions options) =>
        Once(new Key(source, Samples: true, options.Selection, options.Generator), () => open(source, options));

    /// <summary>The same; a folder of statistics files is a file for each class.</summary>
    /// <exception cref="GanGateException">The source is missing, empty, unreadable or of another kind.</exception>
    public MeasurementInput OpenPerClass(string source) => ClassStatisticsInput.IsFolder(source)
        ? Once(new Key(source, PerClass: true), () => ClassStatisticsInput.Open(source))
        : Open(source);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (MeasurementInput input in _inputs.Values) input.Dispose();
    }

    private MeasurementInput Once(Key key, Func<MeasurementInput> make)
    {
        if (_inputs.TryGetValue(key, out MeasurementInput? known)) return known;

        MeasurementInput input = make();
        _inputs.Add(key, input);
        return input;
    }

    private sealed record Key(
        string Source, bool Samples = false, ImageSelection? Selection = null, GeneratorOptions? Generator = null, bool PerClass = false);
}
