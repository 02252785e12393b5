using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using GanGate.Disturbances;
using GanGate.Gating;
using GanGate.Reporting;
using GanGate.Studies;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate study</c>: how scores follow the paper's disturbances, without a verdict.</summary>
internal static class StudyCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(TerminalStreams streams)
    {
        Argument<string> source = new("source") { Description = "The images to disturb: a folder, a glob, a file of images, or an .onnx generator." };
        Option<string?> reference = new("--reference")
        {
            Description = "Measure against this: statistics (.npz) or images; all images of the source by default.",
            HelpName = "source",
        };
        Option<string?> contaminateWith = new("--contaminate-with")
        {
            Description = "A second set of images, for contamination; without it contamination is left out.",
            HelpName = "source",
        };
        Option<DisturbanceKind[]?> only = new("--only")
        {
            Description = $"Only some of the disturbances: {string.Join(',', DisturbanceKind.All.Select(kind => kind.Name))}.",
            HelpName = "names",
            CustomParser = ParseNames,
        };
        (DisturbanceKind Kind, Option<double[]?> Levels)[] levels = [.. DisturbanceKind.All.Select(kind => (kind, LevelsOf(kind)))];
        Option<double?> radius = Numbers.NonNegative(
            "--swirl-radius", "The swirl's radius in pixels; by default the paper's, 70 for images of 64 x 64 and 25 for others.");
        Option<double?> alpha = Numbers.NonNegative("--alpha", "The accepted chance that a fall or a rise is none; 0.001 by default.");
        Option<string?> jsonFile = Paths.JsonFile(), plot = Paths.Plot();
        Option<string?> page = new("--report")
        {
            Description = "Also write one HTML page with the charts and pictures of the disturbed images.",
            HelpName = "file.html",
        };
        Option<string?> grids = new("--grids")
        {
            Description = "Put a picture of the first 16 images at each level into this folder.",
            HelpName = "folder",
        };
        NetworkOptionSet network = new();
        SampleOptionSet samples = new("the source's images");
        Command command = new("study", "Disturb images at rising levels, as the paper does, and show how the scores follow.")
        {
            source, reference, contaminateWith, only,
        };
        foreach ((_, Option<double[]?> option) in levels) command.Options.Add(option);
        foreach (Option option in (Option[])[radius, alpha, grids, jsonFile, plot, page]) command.Options.Add(option);
        network.AddTo(command);
        samples.AddTo(command);
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            Paths.RequireDistinct(parsed, jsonFile, plot, page);
            StudyFiles files = new(
                Paths.RequireWritable(parsed.GetValue(jsonFile)),
                Paths.RequireWritable(parsed.GetValue(plot)),
                Paths.RequireWritable(parsed.GetValue(page)));
            string? others = parsed.GetValue(contaminateWith);
            StudyOptions options = new()
            {
                Reference = parsed.GetValue(reference),
                ContaminateWith = others,
                Disturbances = Chosen(parsed, levels, parsed.GetValue(only), withOthers: others is not null),
                SwirlRadius = parsed.GetValue(radius),
                Seed = samples.SeedOf(parsed),
                Alpha = Numbers.RequireAlpha(parsed.GetValue(alpha)) ?? GatePolicy.DefaultAlpha,
                Grids = Paths.MadeFolder(parsed.GetValue(grids)),
                Thumbnails = files.Page is not null,
            };
            StudyResult result = ProgressDisplay.Run(invocation, progress => StudyMeasurement.Run(
                parsed.GetRequiredValue(source),
                options with { Measurement = samples.Complete(network.Read(parsed, progress), parsed) },
                invocation.Cancellation));
            return Show(invocation, files, StudyReport.Of(result));
        });
        return command;
    }

    private static Option<double[]?> LevelsOf(DisturbanceKind kind) => Numbers.List(
        $"--{kind.Name}",
        $"Levels of {kind.Title.ToLowerInvariant()} ({kind.LevelName}); by default "
        + $"{string.Join(',', kind.PaperLevels.Select(level => level.ToString(CultureInfo.InvariantCulture)))}.");

    // Contamination needs a second set; who asks for it without one is told so.
    private static (DisturbanceKind, IReadOnlyList<double>)[] Chosen(
        ParseResult parsed, (DisturbanceKind Kind, Option<double[]?> Levels)[] levels, DisturbanceKind[]? only, bool withOthers) =>
        [.. levels
            .Select(one => (one.Kind, Given: parsed.GetValue(one.Levels) is { Length: > 0 } given ? given : null))
            .Where(one => only is { Length: > 0 }
                ? only.Contains(one.Kind)
                : one.Kind != DisturbanceKind.Contamination || withOthers || one.Given is not null)
            .Select(one => (one.Kind, one.Kind.Require(one.Given ?? one.Kind.PaperLevels)))];

    private static DisturbanceKind[]? ParseNames(ArgumentResult result)
    {
        string[] names = result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries);
        string[] known = [.. DisturbanceKind.All.Select(kind => kind.Name)];
        if (names.All(known.Contains)) return [.. DisturbanceKind.All.Where(kind => names.Contains(kind.Name))];

        result.AddError($"--only takes some of {string.Join(',', known)}, not '{result.Tokens[0].Value}'");
        return null;
    }

    private static int Show(Invocation invocation, StudyFiles files, StudyReport report)
    {
        if (files.Json is not null) AtomicFile.Write(files.Json, stream => stream.Write(Encoding.UTF8.GetBytes(report.ToJson() + "\n")));
        if (files.Plot is not null) StudyPlot.Write(files.Plot, report);
        if (files.Page is not null) StudyPage.Write(files.Page, report);

        invocation.Streams.Out.WriteLine(invocation.Json ? report.ToJson() : StudyText.Render(report));
        return 0;
    }

    private sealed record StudyFiles(string? Json, string? Plot, string? Page);
}
