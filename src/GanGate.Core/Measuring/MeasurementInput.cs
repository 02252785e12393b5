using GanGate.Features;
using GanGate.Generators;
using GanGate.Images;
using GanGate.Settings;
using GanGate.Statistics;

namespace GanGate.Measuring;

/// <summary>One side of a measurement as it was given: images to be measured, or statistics that were.</summary>
/// <param name="Source">What the user called it.</param>
internal abstract record MeasurementInput(string Source) : IDisposable
{
    /// <summary>The input that says under which protocol it was measured.</summary>
    public virtual MeasurementInput Stated => this;

    /// <summary>The images whose features are at hand or can be measured; null where only a mean and a covariance are.</summary>
    public abstract IImageList? List { get; }

    /// <summary>What was left out of the images by patterns, in words; null where nothing was to be.</summary>
    public string? LeftOut => List?.LeftOut;

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    /// <summary>Opens a source: a statistics file, or images.</summary>
    /// <exception cref="GanGateException">It is missing, empty, unreadable or of another kind.</exception>
    public static MeasurementInput Open(string source, ImageFileRules rules) => Open(source, rules, preferImages: false);

    /// <inheritdoc cref="Open(string, ImageFileRules)"/>
    public static MeasurementInput Open(string source, bool recurse) => Open(source, new ImageFileRules(recurse));

    /// <summary>The same; of an archive that holds both, the images.</summary>
    /// <exception cref="GanGateException">It is missing, empty, unreadable or of another kind.</exception>
    public static MeasurementInput OpenForFeatures(string source, ImageFileRules rules) => Open(source, rules, preferImages: true);

    /// <inheritdoc cref="OpenForFeatures(string, ImageFileRules)"/>
    public static MeasurementInput OpenForFeatures(string source, bool recurse) => OpenForFeatures(source, new ImageFileRules(recurse));

    /// <summary>Opens the samples that are measured: statistics, an ONNX generator, or the images of a source that are selected.</summary>
    /// <param name="source">Where they are.</param>
    /// <param name="options">Says which images are taken, how a generator is sampled, and where a grid of them goes.</param>
    /// <param name="preferImages">Whether to take the images of an archive that holds both.</param>
    /// <exception cref="GanGateException">
    /// As for <see cref="Open(string, ImageFileRules)"/>, and what is wrong with a selection, a generator or a grid.
    /// </exception>
    public static MeasurementInput OpenSamples(string source, MeasurementOptions options, bool preferImages = false)
    {
        bool generator = IsGenerator(source);
        if (generator != options.Generator is not null)
        {
            throw generator
                ? new GanGateException(ErrorCodes.Usage, $"'{source}' is a generator: say how many samples to make with {Setting.Num}")
                : new GanGateException(
                    ErrorCodes.Usage, $"'{source}' is no generator (.onnx), so {Setting.Num} and its like have no effect");
        }

        if (!generator && HoldsStatistics(source, preferImages))
        {
            return options is { Selection: null, Grid: null }
                ? new StatisticsInput(source, StatisticsFile.ReadWithFeatures(source))
                : throw new GanGateException(
                    ErrorCodes.Usage, $"'{source}' holds statistics, and no images: "
                        + $"{Setting.Limit}, {Setting.Sample}, {Setting.Class} and {Setting.Grid} need images");
        }

        IImageSource images = generator
            ? SessionDevice.Open(
                options.Device,
                options.EpLibrary,
                GpuRuntimes.Here,
                device => GeneratedImages.Open(source, options.Generator!, options.Threads ?? 0, device))
            : ImageSources.Open(source, options.FileRules);
        ImagesInput input = new(source, images);
        try
        {
            input = input with { Images = RequireTwo(options.Selection?.Apply(images) ?? images), Selection = options.Selection };
            if (options.Grid is not null) ImageGrid.Write(options.Grid, input.Images);
            return input;
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }

    private static MeasurementInput Open(string source, ImageFileRules rules, bool preferImages)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (IsGenerator(source))
        {
            throw new GanGateException(
                ErrorCodes.Usage,
                $"'{source}' is a generator, which cannot be a reference as it is: measure it first with {Advice.MeasureStatistics with { Argument = source }} ({Setting.Num})");
        }

        return HoldsStatistics(source, preferImages)
            ? new StatisticsInput(source, StatisticsOf(source, preferImages))
            : new ImagesInput(source, RequireTwo(ImageSources.Open(source, rules)));
    }

    // A score that is no Fréchet distance is nothing without the features.
    private static FeatureStatistics StatisticsOf(string source, bool withFeatures)
    {
        FeatureStatistics statistics = withFeatures ? StatisticsFile.ReadWithFeatures(source) : StatisticsFile.Read(source);
        return !withFeatures && statistics.Meta is { } meta && ClipProtocols.IsCmmd(meta.Protocol) ? StatisticsFile.ReadWithFeatures(source) : statistics;
    }

    // guided-diffusion's reference batches hold both; what was measured once need not be measured again.
    private static bool HoldsStatistics(string source, bool preferImages) =>
        (source.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) || source.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
        && !Directory.Exists(source) && !((preferImages || !StatisticsFile.IsStatistics(source)) && NpzImages.IsImages(source));

    private static bool IsGenerator(string source) =>
        source.EndsWith(GeneratedImages.Extension, StringComparison.OrdinalIgnoreCase) && !Directory.Exists(source);

    private static IImageSource RequireTwo(IImageSource images) => images.Count >= 2
        ? images
        : throw new GanGateException(
            ErrorCodes.TooFewImages, $"'{images.Description}' gives only 1 image: a covariance needs at least 2, a useful score thousands");
}

/// <summary>Images to be measured.</summary>
internal sealed record ImagesInput(string Source, IImageSource Images) : MeasurementInput(Source)
{
    /// <inheritdoc/>
    public override IImageList? List => Images;

    /// <summary>Which of the source's images these are; null for all.</summary>
    public ImageSelection? Selection { get; init; }

    /// <summary>How a generator made them; null where none did.</summary>
    public GeneratorRecord? Generator => (Opened as GeneratedImages)?.Record;

    /// <summary>Selection, what was left out, the scale of samples and the generator in words, with the hash of its model; null for all images of a source.</summary>
    public string? Origin
    {
        get
        {
            object?[] parts = [Selection, Images.LeftOut, Images.Scale, Generator is null ? null : $"{Generator}, model {Generator.Model}"];
            return parts.OfType<object>().Any() ? string.Join("; ", parts.OfType<object>()) : null;
        }
    }

    /// <summary>What there is to say of the images beside their score.</summary>
    public IEnumerable<Warning> Remarks => Images.Remarks.Select(remark => new Warning(remark.Error, remark.Sentence));

    private IImageSource Opened
    {
        get
        {
            IImageSource images = Images;
            while (images is SelectedImages selected) images = selected.Source;
            return images;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        (Opened as IDisposable)?.Dispose();
        base.Dispose();
    }
}

/// <summary>Statistics that were measured before.</summary>
internal sealed record StatisticsInput(string Source, FeatureStatistics Statistics) : MeasurementInput(Source)
{
    /// <inheritdoc/>
    public override IImageList? List => Statistics.Features is FeatureTable features ? new NamedImages(Source, features.Names) : null;
}
