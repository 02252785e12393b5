using BitMiracle.LibTiff.Classic;

namespace GanGate.Images;

/// <summary>How a TIFF keeps its pixels: the kind of samples, and the strips or tiles ("segments") that they are cut into.</summary>
internal sealed record TiffLayout
{
    // Room for any sensible tile of a small image.
    private const long SmallSegment = 1L << 26;

    /// <summary>The image's width, before it is turned.</summary>
    public required int Width { get; init; }

    /// <summary>The image's height, before it is turned.</summary>
    public required int Height { get; init; }

    /// <summary>What the samples are.</summary>
    public required TiffSamples Samples { get; init; }

    /// <summary>How segments are packed.</summary>
    public required Compression Compression { get; init; }

    /// <summary>Whether samples are kept as differences from the pixel before.</summary>
    public required bool Differences { get; init; }

    /// <summary>Whether the bits of each byte are in reverse.</summary>
    public required bool ReversedBits { get; init; }

    /// <summary>Whether each channel has segments of its own.</summary>
    public required bool Planar { get; init; }

    /// <summary>1 to 8, as the standard numbers the ways to turn the image; others leave it as it is.</summary>
    public required int Orientation { get; init; }

    /// <summary>Whether segments are tiles: all of one size, padded beyond the image.</summary>
    public required bool Tiled { get; init; }

    /// <summary>The pixels of a segment's row.</summary>
    public required int SegmentWidth { get; init; }

    /// <summary>The rows of a segment; a last strip may have fewer.</summary>
    public required int SegmentHeight { get; init; }

    /// <summary>How many segments lie side by side.</summary>
    public int Across => ((Width - 1) / SegmentWidth) + 1;

    /// <summary>How many segments stand above each other.</summary>
    public int Down => ((Height - 1) / SegmentHeight) + 1;

    /// <summary>The samples of each pixel in one segment.</summary>
    public int SamplesTogether => Planar ? 1 : Samples.Count;

    /// <summary>The bytes of a segment's row, unpacked.</summary>
    public int RowBytes => checked((int)((((long)SegmentWidth * SamplesTogether * Samples.Bits) + 7) / 8));

    /// <summary>Reads and checks what a directory says.</summary>
    /// <exception cref="ImageDecodingException">It is of no kind that Pillow reads, or claims too much.</exception>
    public static TiffLayout Of(TiffDirectory directory)
    {
        long width = directory.Value(TiffTag.IMAGEWIDTH, 0), height = directory.Value(TiffTag.IMAGELENGTH, 0);
        ImageDecoder.CheckSize(width, height);
        Compression compression = (Compression)directory.Value(TiffTag.COMPRESSION, (long)Compression.NONE);
        RequireKnown(compression);
        TiffSamples samples = TiffSamples.Of(directory, compression);
        bool tiled = !directory.Has(TiffTag.STRIPOFFSETS) && directory.Has(TiffTag.TILEOFFSETS);
        long segmentWidth = tiled ? directory.Value(TiffTag.TILEWIDTH, 0) : width;
        long segmentHeight = tiled ? directory.Value(TiffTag.TILELENGTH, 0) : Math.Min(height, directory.Value(TiffTag.ROWSPERSTRIP, height));
        CheckSegment(segmentWidth, segmentHeight, samples.Count * (width * height));
        return new TiffLayout
        {
            Width = (int)width,
            Height = (int)height,
            Samples = samples,
            Compression = compression,
            Differences = HasDifferences(directory, compression, samples),
            ReversedBits = HasReversedBits(directory, samples),
            Planar = directory.Value(TiffTag.PLANARCONFIG, 1) == 2 && samples.Count > 1,
            Orientation = (int)Math.Min(9, directory.Value(TiffTag.ORIENTATION, 1)),
            Tiled = tiled,
            SegmentWidth = (int)segmentWidth,
            SegmentHeight = (int)segmentHeight,
        };
    }

    private static void CheckSegment(long width, long height, long imageSamples)
    {
        if (width <= 0 || height <= 0)
        {
            throw new ImageDecodingException("the TIFF file is damaged: its strips or tiles have no size");
        }

        if (width > int.MaxValue || height > int.MaxValue || width * height > Math.Max(SmallSegment, imageSamples))
        {
            throw new ImageDecodingException(FormattableString.Invariant($"tiles of {width} x {height} pixels are far larger than the image"));
        }
    }

    private static bool HasDifferences(TiffDirectory directory, Compression compression, TiffSamples samples)
    {
        long predictor = directory.Value(TiffTag.PREDICTOR, 1);
        if (predictor == 1 || compression is not (Compression.LZW or Compression.DEFLATE or Compression.ADOBE_DEFLATE))
        {
            return false;
        }

        return predictor == 2 && samples is { Bits: 8 or 16, Colours: not TiffColours.YCbCr }
            ? true
            : throw new ImageDecodingException($"unsupported: predictor {predictor} of {samples.Bits}-bit {samples.Colours} samples");
    }

    private static bool HasReversedBits(TiffDirectory directory, TiffSamples samples)
    {
        if (directory.Value(TiffTag.FILLORDER, 1) != 2)
        {
            return false;
        }

        return samples is { Bits: not 12, Count: 1 } or { Bits: 8, Count: 3, Colours: TiffColours.Rgb }
            ? true
            : throw new ImageDecodingException($"unsupported: reversed bits (FillOrder 2) of {samples.Count} samples of {samples.Bits} bits");
    }

    private static void RequireKnown(Compression compression)
    {
        string? unknown = compression switch
        {
            Compression.NONE or Compression.LZW or Compression.PACKBITS or Compression.JPEG or Compression.OJPEG => null,
            Compression.DEFLATE or Compression.ADOBE_DEFLATE or Compression.THUNDERSCAN => null,
            Compression.CCITTRLE or Compression.CCITTRLEW or Compression.CCITTFAX3 or Compression.CCITTFAX4 => null,
            (Compression)34925 => "LZMA",
            (Compression)50000 => "Zstandard",
            (Compression)50001 => "WebP",
            (Compression)34887 => "LERC",
            (Compression)34712 or (Compression)33003 or (Compression)33005 => "JPEG 2000",
            (Compression)52546 or (Compression)50002 => "JPEG XL",
            Compression.SGILOG or Compression.SGILOG24 => "SGI LogLuv",
            Compression.JBIG => "JBIG",
            _ => $"of number {(int)compression}",
        };
        if (unknown is not null)
        {
            throw new ImageDecodingException($"unsupported: TIFF compression {unknown}");
        }
    }
}
