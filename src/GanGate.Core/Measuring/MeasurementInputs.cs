using GanGate.Generators;
using GanGate.Images;

namespace GanGate.Measuring;

/// <summary>The inputs of several comparisons, each opened once.</summary>
/// <param name="open">Opens a reference, or with options the samples that they select; <see cref="Of"/> but for tests.</param>
/// <param name="rules">Which files of references are their images.</param>
internal sealed class MeasurementInputs(Func<string, MeasurementOptions?, MeasurementInput> open, ImageFileRules? rules = null) : IDisposable
{
    private readonly HashSet<string> _withFeatures = [];
    private readonly Dictionary<Key, MeasurementInput> _inputs = [];

    /// <summary>Inputs as they lie on the disk.</summary>
    /// <param name="rules">Which files of references are their images.</param>
    public static MeasurementInputs Of(ImageFileRules rules) => new((source, samples) =>
        samples is null ? MeasurementInput.Open(source, rules) : MeasurementInput.OpenSamples(source, samples), rules);

    /// <summary>
    /// Says of which references the features of single images are going to be asked for, before any is opened: of a file that holds them
    /// they are read too.
    /// </summary>
    public void KeepFeaturesOf(IEnumerable<string> references) => _withFeatures.UnionWith(references);

    /// <summary>A reference: images or statistics.</summary>
    /// <exception cref="GanGateException">The source is missing, empty, unreadable or of another kind.</exception>
    public MeasurementInput Open(string source) => Once(new Key(source), () => _withFeatures.Contains(source) && rules is not null
        ? MeasurementInput.OpenForFeatures(source, rules)
        : open(source, null));

    /// <summary>The same, with rules of its own for the files of images.</summary>
    /// <exception cref="GanGateException">The source is missing, empty, unreadable or of another kind.</exception>
    public MeasurementInput Open(string source, ImageFileRules rules) =>
        Once(new Key(source, Files: rules), () => _withFeatures.Contains(source)
            ? MeasurementInput.OpenForFeatures(source, rules)
            : MeasurementInput.Open(source, rules));

    /// <summary>Samples: images, a generator or statistics. Whoever asks for the same of one source shares them.</summary>
    /// <exception cref="GanGateException">As <see cref="MeasurementInput.OpenSamples"/>.</exception>
    public MeasurementInput OpenSamples(string source, MeasurementOptions options) =>
        Once(new Key(source, Samples: true, options.Selection, options.Generator, Files: options.FileRules), () => open(source, options));

    /// <summary>The same; a folder of statistics files is a file for each class.</summary>
    /// <exception cref="GanGateException">The source is missing, empty, unreadable or of another kind.</exception>
    public MeasurementInput OpenPerClass(string source) => ClassesIn(source) ?? Open(source);

    /// <summary>The same, with rules of its own for the files of images.</summary>
    /// <exception cref="GanGateException">The source is missing, empty, unreadable or of another kind.</exception>
    public MeasurementInput OpenPerClass(string source, ImageFileRules rules) => ClassesIn(source) ?? Open(source, rules);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (MeasurementInput input in _inputs.Values) input.Dispose();
    }

    private MeasurementInput? ClassesIn(string source) => ClassStatisticsInput.IsFolder(source)
        ? Once(new Key(source, PerClass: true), () => ClassStatisticsInput.Open(source))
        : null;

    private MeasurementInput Once(Key key, Func<MeasurementInput> make)
    {
        if (_inputs.TryGetValue(key, out MeasurementInput? known)) return known;

        MeasurementInput input = make();
        _inputs.Add(key, input);
        return input;
    }

    private sealed record Key(
        string Source, bool Samples = false, ImageSelection? Selection = null, GeneratorOptions? Generator = null, bool PerClass = false,
        ImageFileRules? Files = null);
}
