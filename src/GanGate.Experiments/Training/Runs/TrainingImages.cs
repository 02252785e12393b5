using GanGate.Images;
using GanGate.Measuring;
using GanGate.Settings;
using GanGate.Training.Networks;

namespace GanGate.Training.Runs;

/// <summary>
/// The images to learn, as the networks see them: the middle square, resized, in [-1, 1]. They are decoded when first asked for and
/// kept as bytes as long as they fit into the memory that is set aside; the order of their batches depends on the seed alone.
/// </summary>
internal sealed class TrainingImages
{
    private const long MostKeptBytes = 2L << 30;
    private const float Half = 127.5f;

    private readonly IImageSource _source;
    private readonly int? _crop;
    private readonly AntialiasedBicubic _resize;
    private readonly byte[]?[] _kept;
    private readonly bool _keep;

    /// <summary>Takes the images of a source.</summary>
    /// <param name="source">The images.</param>
    /// <param name="size">Width and height that they are brought to.</param>
    /// <param name="crop">The side of the square that is cut from the middle; null for the shorter side.</param>
    public TrainingImages(IImageSource source, int size, int? crop)
    {
        (_source, _crop, Size) = (source, crop, size);
        _resize = new AntialiasedBicubic(size, 0, 1);
        _kept = new byte[source.Count][];
        _keep = (long)source.Count * Length <= MostKeptBytes;
    }

    /// <summary>Takes the images of an input for a training.</summary>
    /// <param name="input">What is to be learnt.</param>
    /// <param name="settings">Say their size and how many a step needs.</param>
    /// <param name="crop">The side of the square that is cut from the middle; null for the shorter side.</param>
    /// <exception cref="GanGateException">GG2001: these are statistics; GG2062: there are too few.</exception>
    public static TrainingImages Of(MeasurementInput input, GanSettings settings, int? crop)
    {
        if (input is not ImagesInput { Images: IImageSource images })
        {
            throw new GanGateException(ErrorCodes.Usage, $"'{input.Source}' holds statistics: training needs images");
        }

        return images.Count >= settings.BatchSize
            ? new TrainingImages(images, settings.Size, crop)
            : throw new GanGateException(
                ErrorCodes.TooFewToTrain,
                $"'{input.Source}' holds {images.Count} images, fewer than one mini-batch of {settings.BatchSize}: add images or lower {Setting.MiniBatch}");
    }

    /// <summary>How many there are.</summary>
    public int Count => _source.Count;

    /// <summary>Their width and height.</summary>
    public int Size { get; }

    /// <summary>The values of one image.</summary>
    public int Length => 3 * Size * Size;

    /// <summary>Some images, by place, as planes in [-1, 1].</summary>
    /// <exception cref="GanGateException">GG2005: an image is corrupt.</exception>
    public void Fill(ReadOnlySpan<int> places, Span<float> batch)
    {
        int[] missing = [.. places.ToArray().Where(place => _kept[place] is null).Distinct()];
        Dictionary<int, byte[]> fresh = missing.Zip(DecodeAll(missing)).ToDictionary(pair => pair.First, pair => pair.Second);
        for (int i = 0; i < places.Length; i++)
        {
            byte[] pixels = _kept[places[i]] ?? fresh[places[i]];
            if (_keep) _kept[places[i]] = pixels;
            Span<float> image = batch.Slice(i * Length, Length);
            for (int value = 0; value < image.Length; value++) image[value] = (pixels[value] / Half) - 1;
        }
    }

    /// <summary>One image as pixels.</summary>
    public RgbImage Image(int place)
    {
        byte[] planes = _kept[place] ?? Decode(place);
        return new RgbImage(_source.NameOf(place), Size, Size, Planes.Interleave(planes, Size * Size));
    }

    // A parallel loop would wrap what it throws, and which of several came first would be chance.
    private byte[][] DecodeAll(int[] places)
    {
        byte[][] decoded = new byte[places.Length][];
        var failures = new GanGateException?[places.Length];
        Parallel.For(0, places.Length, i =>
        {
            try
            {
                decoded[i] = Decode(places[i]);
            }
            catch (GanGateException failure)
            {
                failures[i] = failure;
            }
        });
        return failures.FirstOrDefault(failure => failure is not null) is GanGateException first ? throw first : decoded;
    }

    private byte[] Decode(int place)
    {
        try
        {
            RgbImage image = CentreCrop.Of(_source.Decode(place), _crop);
            float[] planes = new float[Length];
            _resize.Apply(image, planes);
            return Array.ConvertAll(planes, value => (byte)Math.Clamp(MathF.Round(value), 0, 255));
        }
        catch (ImageDecodingException failure)
        {
            throw new GanGateException(
                ErrorCodes.CorruptImages,
                $"an image of '{_source.Description}' cannot be decoded",
                failure,
                [$"{_source.NameOf(place)}: {failure.Message}"]);
        }
    }
}
