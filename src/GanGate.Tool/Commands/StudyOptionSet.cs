using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GanGate.Disturbances;
using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Studies;

namespace GanGate.Tool.Commands;

/// <summary>The options that say what a study disturbs, and against what.</summary>
internal sealed class StudyOptionSet
{
    private readonly Option<string?> _reference = new("--reference")
    {
        Description = "Measure against this: statistics (.npz) or images; all images of the source by default.",
        HelpName = "source",
    };

    private readonly Option<string?> _contaminateWith = new("--contaminate-with")
    {
        Description = "A second set of images, for contamination; without it contamination is left out.",
        HelpName = "source",
    };

    private readonly Option<DisturbanceKind[]?> _only = new("--only")
    {
        Description = $"Only some of the disturbances: {Names}.",
        HelpName = "names",
        CustomParser = ParseNames,
    };

    private readonly (DisturbanceKind Kind, Option<double[]?> Levels)[] _levels =
        [.. DisturbanceKind.All.Select(kind => (kind, Numbers.List(
            $"--{kind.Name}", $"Levels of {kind.Title.ToLowerInvariant()} ({kind.LevelName}); {Listed(kind.PaperLevels)} by default.")))];

    private readonly Option<double?> _radius = Numbers.NonNegative(
        "--swirl-radius", "The swirl's radius in pixels; by default the paper's, 70 for images of 64 x 64 and 25 for others.");

    private readonly Option<double?> _alpha = Numbers.NonNegative(
        "--alpha", "The accepted chance that a fall or a rise is none; 0.001 by default.");

    private readonly Option<string?> _grids = new("--grids")
    {
        Description = "Put a picture of the first 16 images at each level into this folder.",
        HelpName = "folder",
    };

    private readonly SampleOptionSet _samples = new("the source's images");

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
        Alpha = Numbers.RequireAlpha(parsed.GetValue(_alpha)) ?? GatePolicy.DefaultAlpha,
        Grids = Paths.MadeFolder(parsed.GetValue(_grids)),
    };

    // Contamination needs a second set; who asks for it without one is told so.
    private (DisturbanceKind, IReadOnlyList<double>)[] Chosen(ParseResult parsed)
    {
        DisturbanceKind[]? only = parsed.GetValue(_only);
        bool contaminated = parsed.GetValue(_contaminateWith) is not null;
        return [.. _levels
            .Select(one => (one.Kind, Given: parsed.GetValue(one.Levels) is { Length: > 0 } given ? given : null))
            .Where(one => only is { Length: > 0 }
                ? only.Contains(one.Kind)
                : one.Kind != DisturbanceKind.Contamination || contaminated || one.Given is not null)
            .Select(one => (one.Kind, one.Kind.Require(one.Given ?? one.Kind.PaperLevels)))];
    }

    private static DisturbanceKind[]? ParseNames(ArgumentResult result)
    {
        string[] names = result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries);
        if (names.All(name => DisturbanceKind.All.Any(kind => kind.Name == name)))
        {
            return [.. DisturbanceKind.All.Where(kind => names.Contains(kind.Name))];
        }

        result.AddError($"--only takes some of {Names}, not '{result.Tokens[0].Value}'");
        return null;
    }

    private static string Listed(IEnumerable<double> levels) =>
        string.Join(',', levels.Select(level => level.ToString(CultureInfo.InvariantCulture)));
}
