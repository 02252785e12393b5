using System.CommandLine;
using GanGate.Gating;

namespace GanGate.Tool.Commands;

/// <summary>The options that define one gate.</summary>
internal sealed class GateOptionSet
{
    private readonly Option<string?> _name = new("--name")
    {
        Description = "The gate's name in reports and baselines.",
        HelpName = "name",
    };

    private readonly Option<string?> _generated = new("--generated")
    {
        Description = "The generated images: a folder, a glob, a file of images, or an .onnx generator.",
        HelpName = "source",
    };

    private readonly Option<string[]> _reference = new("--reference")
    {
        Description = "The reference's statistics (.npz), or its images; given more than once, each is judged, in one pass.",
        HelpName = "source",
    };

    private readonly Option<double?> _maxFid = Numbers.NonNegative("--max-fid", "The largest distance that passes.");

    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = "A baseline file made by 'gangate baseline accept'.",
        HelpName = "file",
    };

    private readonly Option<string?> _maxRegression = new("--max-regression")
    {
        Description = "How far above the baseline passes: 0.5, or 5% (the default).",
        HelpName = "amount",
    };

    private readonly Option<double?> _alpha = Numbers.NonNegative(
        "--alpha", "The accepted chance of a false alarm; 0.001 by default.");

    private readonly Option<bool> _confident = new("--confident")
    {
        Description = "Pass only when the upper end of the score's confidence interval is within --max-fid.",
    };

    private readonly Option<int?> _expectCount = Numbers.Positive("--expect-count", "Warn when there is another number of generated images.");

    private readonly Option<string?> _maxCopies = new("--max-copies")
    {
        Description = "How many generated images may be copies of reference images: 10, or 1%. Needs the reference's images.",
        HelpName = "amount",
    };

    private readonly Option<bool> _early = new("--early")
    {
        Description = "Answer before all images are measured, once another verdict has a chance of --alpha at most.",
    };

    private readonly Option<bool> _perClass = new("--per-class")
    {
        Description = "Judge each class by itself: folders of images, or as the reference a folder of CLASS.npz files.",
    };

    private readonly Option<double?> _maxJsd = Numbers.NonNegative("--max-jsd", "Of texts: the largest n-gram divergence that passes.");

    private readonly Option<int?> _n = Numbers.Positive("--n", "Of texts: the length of the n-grams, 1 to 6; 4 by default.");

    private readonly Option<string?> _samples = new("--samples")
    {
        Description = "Of texts: how many generated lines are taken, from the first; 640 by default, or 'all'.",
        HelpName = "count",
    };

    private readonly Option<int?> _length = Numbers.Positive("--length", "Of texts: the characters of a line; 32 by default.");

    public void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The gate's name, whatever else is missing.</summary>
    public string NameIn(ParseResult parsed) => parsed.GetValue(_name) ?? GateDefinition.DefaultName;

    /// <summary>The gate as given.</summary>
    /// <exception cref="GanGateException">GG2001: a side is missing.</exception>
    public GateDefinition Read(ParseResult parsed) => new()
    {
        Name = NameIn(parsed),
        Generated = parsed.GetValue(_generated) ?? throw Missing(_generated),
        Reference = parsed.GetValue(_reference)?.FirstOrDefault() ?? throw Missing(_reference),
        MoreReferences = parsed.GetValue(_reference) is [_, _, ..] several ? several[1..] : null,
        MaxFid = parsed.GetValue(_maxFid),
        Baseline = parsed.GetValue(_baseline),
        MaxRegression = parsed.GetValue(_maxRegression),
        Alpha = parsed.GetValue(_alpha),
        Confident = parsed.GetValue(_confident),
        ExpectCount = parsed.GetValue(_expectCount),
        MaxCopies = parsed.GetValue(_maxCopies),
        Early = parsed.GetValue(_early),
        PerClass = parsed.GetValue(_perClass),
        MaxJsd = parsed.GetValue(_maxJsd),
        N = parsed.GetValue(_n),
        Samples = parsed.GetValue(_samples),
        Length = parsed.GetValue(_length),
    };

    /// <summary>Refuses these options beside another one that replaces them all.</summary>
    /// <exception cref="GanGateException">GG2001.</exception>
    public T RefuseWith<T>(string other, ParseResult parsed, T value)
    {
        Option[] given = [.. All.Where(option => parsed.GetResult(option) is { Implicit: false })];
        return given.Length == 0
            ? value
            : throw new GanGateException(
                ErrorCodes.Usage,
                $"{string.Join(", ", given.Select(option => option.Name))} cannot be given beside {other}: the file says it for each gate");
    }

    private Option[] All =>
    [
        _name, _generated, _reference, _maxFid, _baseline, _maxRegression, _alpha, _confident, _expectCount, _maxCopies, _early, _perClass,
        _maxJsd, _n, _samples, _length,
    ];

    private static GanGateException Missing(Option option) => new(
        ErrorCodes.Usage, $"{option.Name} is missing: give --generated and --reference, or --config");
}
