using System.CommandLine;
using System.Globalization;
using GanGate.Disturbances;
using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Settings;
using GanGate.Studies;

namespace GanGate.Tool.Commands;

/// <summary>The options that say what a study disturbs, and against what.</summary>
internal sealed class StudyOptionSet
{
    private readonly Option<string?> _reference =
        Setting.Reference.ToText("Measure against this: statistics (.npz) or images; all images of the source by default.");

    private readonly Option<string?> _contaminateWith = Setting.ContaminateWith.ToText();
    private readonly Option<DisturbanceKind[]?> _only = Setting.Only.ToParsed(
        ParseNames, $"takes some of {Names}", $"Only some of the disturbances: {Names}.");

    private readonly (DisturbanceKind Kind, Option<double[]?> Levels)[] _levels =
        [.. DisturbanceKind.All.Select(kind => (kind, Setting.LevelsOf(kind.Name).ToNumbers(
            $"Levels of {kind.Title.ToLowerInvariant()} ({kind.LevelName}); {Listed(kind.PaperLevels)} by default.")))];

    private readonly Option<double?> _radius = Setting.SwirlRadius.ToNumber();
    private readonly Option<double?> _alpha = Setting.Alpha.ToNumber("The accepted chance that a fall or a rise is none.");
    private readonly Option<string?> _grids = Setting.Grids.ToText();
    private readonly SampleOptionSet _samples = new();

    private static string Names => string.Join(',', DisturbanceKind.All.Select(kind => kind.Name));

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        IEnumerable<Option> levels = _levels.Select(one => one.Levels);
        foreach (Option option in (Option[])[_reference, _contaminateWith, _only, .. levels, _radius, _alpha, _grids])
        {
            command.Options.Add(option);
        }

        _samples.AddTo(command);
    }

    /// <summary>The options as given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="measurement">How to measure.</param>
    /// <exception cref="GanGateException">GG2001: they are not possible; GG2010: the folder cannot be made.</exception>
    public StudyOptions Read(ParseResult parsed, MeasurementOptions measurement) => new()
    {
        Measurement = _samples.Complete(measurement, parsed),
        Reference = parsed.GetValue(_reference),
        ContaminateWith = parsed.GetValue(_contaminateWith),
        Disturbances = Chosen(parsed),
        SwirlRadius = parsed.GetValue(_radius),
        Seed = _samples.SeedOf(parsed),
        Alpha = RequireAlpha(parsed.GetValue(_alpha)) ?? GatePolicy.DefaultAlpha,
        Grids = Paths.MadeFolder(parsed.GetValue(_grids)),
    };

    /// <summary>Makes sure that a chance is one that can be accepted.</summary>
    /// <exception cref="GanGateException">GG2001.</exception>
    public static double? RequireAlpha(double? alpha) => alpha is null or (> 0 and <= 0.5)
        ? alpha
        : throw new GanGateException(ErrorCodes.Usage, $"{Setting.Alpha} must be above 0 and at most 0.5");

    // Contamination needs a second set; who asks for it without one is told so.
    private (DisturbanceKind, IReadOnlyList<double>)[] Chosen(ParseResult parsed)
    {
        DisturbanceKind[]? only = parsed.GetValue(_only);
        if (only is { Length: > 0 })
        {
            Sentence left = $"{Setting.Only} leaves it out";
            parsed.Refuse(left, _levels.Where(one => !only.Contains(one.Kind)).Select(one => one.Levels));
            if (!only.Contains(DisturbanceKind.Contamination)) parsed.Refuse(left, _contaminateWith);
            if (only.All(kind => kind.Name != "swirl")) parsed.Refuse(left, _radius);
        }

        bool contaminated = parsed.GetValue(_contaminateWith) is not null;
        return [.. _levels
            .Select(one => (one.Kind, Given: parsed.GetValue(one.Levels) is { Length: > 0 } given ? given : null))
            .Where(one => only is { Length: > 0 }
                ? only.Contains(one.Kind)
                : one.Kind != DisturbanceKind.Contamination || contaminated || one.Given is not null)
            .Select(one => (one.Kind, one.Kind.Require(one.Given ?? one.Kind.PaperLevels)))];
    }

    private static DisturbanceKind[]? ParseNames(string text)
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries);
        return names.All(name => DisturbanceKind.All.Any(kind => kind.Name == name))
            ? [.. DisturbanceKind.All.Where(kind => names.Contains(kind.Name))]
            : null;
    }

    private static string Listed(IEnumerable<double> levels) =>
        string.Join(',', levels.Select(level => level.ToString(CultureInfo.InvariantCulture)));
}
