using GanGate.Disturbances;
using GanGate.Images;
using GanGate.Measuring;

namespace GanGate.Studies;

/// <summary>
/// The experiment of Figure 3 of Heusel et al. 2017 (arXiv 1706.08500) on any images: disturbs them at rising levels and measures each.
/// </summary>
public static class StudyMeasurement
{
    // Two rows: a page shows a picture for each level.
    private const int ShownImages = 16;

    /// <summary>Runs a study.</summary>
    /// <param name="source">The images: a folder, a glob, a file of images, or a generator.</param>
    /// <param name="options">Which disturbances, against what, and how.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="GanGateException">
    /// GG2001: the source holds statistics, levels are not possible, or contamination has no second set; GG2100: that set has too few
    /// images; and all that can be wrong with a measurement.
    /// </exception>
    public static StudyResult Run(string source, StudyOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach ((DisturbanceKind kind, IReadOnlyList<double> levels) in options.Disturbances) kind.Require(levels);
        using MeasurementInput samples = MeasurementInput.OpenSamples(source, options.Measurement, preferImages: true);
        if (samples is not ImagesInput images)
        {
            throw new GanGateException(ErrorCodes.Usage, $"'{source}' holds statistics, and no images that could be disturbed");
        }

        using MeasurementInput reference = MeasurementInput.Open(options.Reference ?? source, options.Measurement.FileRules);
        using ImagesInput? others = OthersOf(options);
        using StudyMeter meter = new(reference, images, options.Measurement, cancellation);
        DisturbanceOptions disturbed = OptionsOf(images, others, options, cancellation);
        PlannedDisturbance[] planned = [.. options.Disturbances.Select(one => PlannedDisturbance.Of(one.Kind, one.Levels, disturbed))];
        LevelScores scores = new(meter, images, options);
        StudiedDisturbance[] studied = [.. planned.Select(one => Sum(one.Kind, scores.Of(one), options.Alpha))];
        MeasurementInput[] measured = others is null ? [samples, reference] : [samples, reference, others];
        foreach (Warning remark in Measurer.RemarksOn(measured)) options.Measurement.Warnings?.Report(remark);
        foreach (Warning few in FewSamples.In(meter.Protocol, images.Images.Count, meter.ReferenceCount)) options.Measurement.Warnings?.Report(few);
        return new StudyResult(
            meter.Protocol,
            MeasuredSet.Of(images, images.Images.Count),
            new MeasuredSet(reference.Source, meter.ReferenceCount),
            options.Seed,
            studied);
    }

    private static ImagesInput? OthersOf(StudyOptions options)
    {
        if (options.ContaminateWith is not string path) return null;
        MeasurementInput input = MeasurementInput.OpenForFeatures(path, options.Measurement.FileRules);
        return input as ImagesInput
            ?? throw new GanGateException(ErrorCodes.Usage, $"'{path}' holds statistics, and no images to contaminate with");
    }

    private static DisturbanceOptions OptionsOf(
        ImagesInput images, ImagesInput? others, StudyOptions options, CancellationToken cancellation) => new(images.Images)
        {
            Others = others?.Images,
            Seed = options.Seed,
            SwirlRadius = options.SwirlRadius,
            Threads = options.Measurement.Threads ?? Environment.ProcessorCount,
            Cancellation = cancellation,
        };

    private static StudiedDisturbance Sum(DisturbanceKind kind, StudiedLevel[] levels, double alpha)
    {
        if (levels.Max(level => level.InceptionScore) is double best)
        {
            levels = [.. levels.Select(level => level with { InceptionDistance = best - level.InceptionScore })];
        }

        return new StudiedDisturbance(
            kind.Name,
            kind.Title,
            kind.LevelName,
            levels,
            Trend.Of([.. levels.Select(level => level.DistancePoint)], alpha),
            levels[0].InceptionDistance is null ? null : Trend.Of([.. levels.Select(level => level.InceptionPoint)], alpha));
    }

    /// <summary>What is going to be measured; that it can be is known before anything is.</summary>
    private sealed record PlannedDisturbance(DisturbanceKind Kind, IReadOnlyList<(double Level, IImageSource Images)> Sets)
    {
        public static PlannedDisturbance Of(DisturbanceKind kind, IReadOnlyList<double> levels, DisturbanceOptions options)
        {
            Disturbance disturbance = Disturbance.Of(kind, options);
            return new PlannedDisturbance(kind, [.. levels.Select(level => (level, disturbance.At(level)))]);
        }
    }

    /// <summary>Scores disturbed sets; the undisturbed one, with which disturbances begin, only once.</summary>
    private sealed class LevelScores(StudyMeter meter, ImagesInput undisturbed, StudyOptions options)
    {
        private StudiedLevel? _undisturbed;

        public StudiedLevel[] Of(PlannedDisturbance planned) => [.. planned.Sets.Select(set => set.Level == 0
            ? _undisturbed ??= Score(set.Images, 0, undisturbed.Source, "undisturbed.png")
            : Score(set.Images, set.Level, Named($"{planned.Kind.Name} {set.Level}"), Named($"{planned.Kind.Name}-{set.Level}.png")))];

        private StudiedLevel Score(IImageSource images, double level, string name, string file)
        {
            string? picture = options.Grids is null ? null : Path.Combine(options.Grids, file);
            if (picture is not null) ImageGrid.Write(picture, images, ShownImages);
            Thumbnail? thumbnail = options.Thumbnails ? ImageGrid.ToThumbnail(ImageGrid.Of(images, ShownImages)) : null;
            return meter.Score(images, level, name) with { Picture = picture, Thumbnail = thumbnail };
        }

        private static string Named(FormattableString name) => FormattableString.Invariant(name);
    }
}
