using BitMiracle.LibTiff.Classic;

namespace GanGate.Images;

/// <summary>The samples of a TIFF's pixels, of one of the kinds that Pillow reads.</summary>
/// <param name="Colours">What the first of them mean.</param>
/// <param name="Bits">The bits of each, 1 to 16.</param>
/// <param name="Count">How many a pixel has.</param>
/// <param name="Premultiplied">Whether the colours are multiplied by the sample behind them, alpha.</param>
internal sealed record TiffSamples(TiffColours Colours, int Bits, int Count, bool Premultiplied)
{
    private const int Unspecified = 0, Associated = 1, Unassociated = 2, OfCorelDraw = 999;

    /// <summary>How many of them are colours.</summary>
    public int ColourCount => Colours switch
    {
        TiffColours.Rgb or TiffColours.YCbCr => 3,
        TiffColours.Cmyk => 4,
        _ => 1,
    };

    /// <summary>Reads what a directory says of samples.</summary>
    /// <exception cref="ImageDecodingException">Pillow does not read them, or loses most of what they hold.</exception>
    public static TiffSamples Of(TiffDirectory directory, Compression compression)
    {
        TiffColours colours = compression == Compression.OJPEG
            ? TiffColours.YCbCr
            : (TiffColours)directory.Value(TiffTag.PHOTOMETRIC, (long)TiffColours.InvertedGray);
        long count = directory.Value(TiffTag.SAMPLESPERPIXEL, compression == Compression.OJPEG ? 3 : 1);
        long[] extra = Values(directory, TiffTag.EXTRASAMPLES, long.MaxValue);
        int bits = BitsOf(directory, count);
        RequireWholeNumbers(directory, count, bits);
        if (!IsKnown(colours, bits, count, extra))
        {
            throw new ImageDecodingException($"unsupported: {Describe(colours, bits, count, extra)}");
        }

        bool planar = directory.Value(TiffTag.PLANARCONFIG, 1) == 2;
        if (planar && IsMisread(colours, bits, count, compression))
        {
            throw new ImageDecodingException($"unsupported: {Describe(colours, bits, count, extra)}, in planes (Pillow misreads it)");
        }

        // A fourth sample that is not said to be anything is alpha; in packed planes Pillow takes it for premultiplied, and elsewhere not.
        bool unsaid = extra.Length == 0 && colours == TiffColours.Rgb && count == 4 && planar && compression != Compression.NONE;
        return new TiffSamples(colours, bits, (int)count, extra is [Associated, ..] || unsaid);
    }

    private static bool IsKnown(TiffColours colours, int bits, long count, long[] extra) => (colours, bits, count, extra) switch
    {
        (TiffColours.Gray, 1 or 2 or 4 or 8 or 12 or 16, 1, []) => true,
        (TiffColours.InvertedGray, 1 or 2 or 4 or 8, 1, []) => true,
        (TiffColours.Palette, 1 or 2 or 4 or 8, 1, []) => true,
        (TiffColours.Gray or TiffColours.Palette, 8, 2, [Unassociated]) => true,
        (TiffColours.Rgb, 8 or 16, 3 or 4, []) => true,
        (TiffColours.Rgb, 8 or 16, 4, [Unspecified or Associated or Unassociated]) => true,
        (TiffColours.Rgb, 8, 4, [OfCorelDraw]) => true,
        (TiffColours.Rgb, 8, 5, [Unspecified or Associated or Unassociated, Unspecified]) => true,
        (TiffColours.Rgb, 8, 6, [Unspecified or Associated or Unassociated, Unspecified, Unspecified]) => true,
        (TiffColours.Cmyk, 8 or 16, 4, []) => true,
        (TiffColours.Cmyk, 8, 5, [Unspecified]) or (TiffColours.Cmyk, 8, 6, [Unspecified, Unspecified]) => true,
        (TiffColours.YCbCr, 8, 3, []) => true,
        _ => false,
    };

    // More planes than Pillow's pixels have channels are an error there. Of planes without compression it reads bytes, whatever their samples are.
    private static bool IsMisread(TiffColours colours, int bits, long count, Compression compression) =>
        count > 4 || colours == TiffColours.YCbCr || (compression == Compression.NONE && !AreBytes(colours, bits));

    private static bool AreBytes(TiffColours colours, int bits) =>
        colours != TiffColours.InvertedGray && (bits == 8 || (bits == 1 && colours == TiffColours.Gray));

    private static int BitsOf(TiffDirectory directory, long count)
    {
        long[] bits = Values(directory, TiffTag.BITSPERSAMPLE, count);
        if (bits.Length > 1 && bits.Length < count)
        {
            throw new ImageDecodingException($"the TIFF file is damaged: it gives the bits of {bits.Length} of {count} samples");
        }

        return bits.Distinct().ToArray() switch
        {
            [] => 1,
            [long all] => (int)Math.Min(all, int.MaxValue),
            _ => throw new ImageDecodingException($"unsupported: samples of {string.Join(", ", bits.Take(8))} bits"),
        };
    }

    // Pillow clips other numbers at 0 and 255, so that little is left of them.
    private static void RequireWholeNumbers(TiffDirectory directory, long count, int bits)
    {
        foreach (long format in Values(directory, TiffTag.SAMPLEFORMAT, count))
        {
            string? kind = format switch
            {
                1 => null,
                2 => "signed",
                3 => "floating-point",
                5 => "complex signed",
                6 => "complex floating-point",
                _ => "untyped",
            };
            if (kind is not null)
            {
                throw new ImageDecodingException($"unsupported: {bits}-bit {kind} samples");
            }
        }
    }

    private static string Describe(TiffColours colours, int bits, long count, long[] extra)
    {
        string kind = colours switch
        {
            TiffColours.InvertedGray => "gray (0 is white)",
            TiffColours.Gray => "gray",
            TiffColours.Rgb => "RGB",
            TiffColours.Palette => "palette",
            (TiffColours)4 => "transparency mask",
            TiffColours.Cmyk => "CMYK",
            TiffColours.YCbCr => "YCbCr",
            TiffColours.Lab or (TiffColours)9 or (TiffColours)10 => "CIE L*a*b*",
            (TiffColours)32803 => "raw sensor (CFA)",
            (TiffColours)34892 => "linear raw",
            _ => $"PhotometricInterpretation {(long)colours}",
        };
        string samples = count == 1 ? $"one sample of {bits} {(bits == 1 ? "bit" : "bits")}" : $"{count} samples of {bits} bits";
        string extras = extra.Length == 0 ? "" : $" (ExtraSamples {string.Join(", ", extra.Take(8))})";
        return $"{kind} of {samples} a pixel{extras}";
    }

    // More than any pixel that Pillow reads has samples.
    private static long[] Values(TiffDirectory directory, TiffTag tag, long most)
    {
        long[] values = new long[Math.Min(Math.Min(directory.Count(tag), most), 16)];
        for (int i = 0; i < values.Length; i++) values[i] = directory.ValueAt(tag, i);
        return values;
    }
}
