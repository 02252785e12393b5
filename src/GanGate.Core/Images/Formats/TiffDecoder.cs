using BitMiracle.LibTiff.Classic;

namespace GanGate.Images;

/// <summary>
/// TIFF, its first page, as Pillow reads it: kinds of samples that Pillow refuses, or of which it leaves little, are refused. LibTiff unpacks
/// what the runtime and Skia do not.
/// </summary>
internal static class TiffDecoder
{
    /// <summary>Decodes a file.</summary>
    /// <param name="name">The image's name.</param>
    /// <param name="file">The whole file.</param>
    /// <param name="sampleBits">How many bits of samples of 16 bits hold a value.</param>
    /// <exception cref="ImageDecodingException">The message is the reason.</exception>
    public static RgbImage Decode(string name, ReadOnlyMemory<byte> file, int sampleBits)
    {
        TiffDirectory directory = TiffDirectory.Read(file);
        TiffLayout layout = TiffLayout.Of(directory);
        WideSamples? wide = layout.Samples.Bits == 16 ? new WideSamples(sampleBits) : null;
        byte[] pixels = layout is { Samples.Colours: TiffColours.YCbCr, Compression: not Compression.JPEG }
            ? ReadWithLibrary(file, directory, layout)
            : Read(file, directory, layout, wide);
        RgbImage image = new(name, layout.Width, layout.Height, pixels) { LargestOf16Bits = wide?.Largest };
        return TiffOrientation.Turn(image, layout.Orientation);
    }

    private static byte[] Read(ReadOnlyMemory<byte> file, TiffDirectory directory, TiffLayout layout, WideSamples? wide)
    {
        using TiffSegments segments = new(file, directory, layout);
        segments.RequireRoom();
        TiffPixels colours = new(layout.Samples, Palette(directory, layout.Samples), wide, segments.BigEndian);
        byte[] pixels = GC.AllocateUninitializedArray<byte>(layout.Width * layout.Height * 3);
        byte[] together = [];
        for (int index = 0; index < layout.Across * layout.Down; index++)
        {
            int left = index % layout.Across * layout.SegmentWidth, top = index / layout.Across * layout.SegmentHeight;
            int rows = Math.Min(layout.SegmentHeight, layout.Height - top), columns = Math.Min(layout.SegmentWidth, layout.Width - left);
            ReadOnlySpan<byte> segment = layout.Planar ? Interleaved(segments, layout, index, rows, ref together) : segments.Read(index, rows);
            int rowBytes = segment.Length / rows;
            for (int row = 0; row < rows; row++)
            {
                int start = (((top + row) * layout.Width) + left) * 3;
                colours.Convert(segment.Slice(row * rowBytes, rowBytes), pixels.AsSpan(start, columns * 3));
            }
        }

        return pixels;
    }

    /// <summary>Puts the samples of each pixel together, which stand in segments of their own.</summary>
    private static Span<byte> Interleaved(TiffSegments segments, TiffLayout layout, int index, int rows, ref byte[] together)
    {
        int channels = layout.Samples.Count, size = layout.Samples.Bits / 8;
        int length = checked(rows * layout.RowBytes * channels);
        if (together.Length < length)
        {
            together = GC.AllocateUninitializedArray<byte>(length);
        }

        for (int channel = 0; channel < channels; channel++)
        {
            ReadOnlySpan<byte> plane = segments.Read((channel * layout.Across * layout.Down) + index, rows);
            for (int from = 0, to = channel * size; from < plane.Length; from += size, to += channels * size)
            {
                together[to] = plane[from];
                if (size == 2) together[to + 1] = plane[from + 1];
            }
        }

        return together.AsSpan(0, length);
    }

    /// <summary>256 colours of three bytes, the upper 8 bits of each.</summary>
    private static byte[]? Palette(TiffDirectory directory, TiffSamples samples)
    {
        if (samples.Colours != TiffColours.Palette)
        {
            return null;
        }

        long values = directory.Count(TiffTag.COLORMAP);
        int count = (int)(values / 3);
        if (values % 3 != 0 || count < 1 << samples.Bits || count > 256)
        {
            throw new ImageDecodingException($"the TIFF file is damaged: {values} values are no palette of {1 << samples.Bits} colours");
        }

        byte[] palette = new byte[256 * 3];
        long brightest = 0;
        for (int i = 0; i < values; i++)
        {
            long value = directory.ValueAt(TiffTag.COLORMAP, i);
            brightest = Math.Max(brightest, value);
            palette[(i % count * 3) + (i / count)] = (byte)(value >> 8);
        }

        return brightest is 0 or > 255
            ? palette
            : throw new ImageDecodingException("unsupported: a palette of 8-bit colours, where TIFF has 16 bits (Pillow reads it as black)");
    }

    /// <summary>YCbCr that is no JPEG of today goes through LibTiff's own RGBA reader, as it does in Pillow.</summary>
    private static byte[] ReadWithLibrary(ReadOnlyMemory<byte> file, TiffDirectory directory, TiffLayout layout)
    {
        if (layout.Compression == Compression.NONE)
        {
            throw new ImageDecodingException("unsupported: YCbCr without compression (Pillow misreads it)");
        }

        using TiffSegments segments = new(file, directory, layout);
        for (int index = 0; index < layout.Across * layout.Down; index++)
        {
            segments.RequireInside(index);
        }

        // Asked for in its own orientation, the image stays as it is stored.
        using LibTiffFile library = new(file, directory);
        int[] raster = new int[layout.Width * layout.Height];
        bool read = library.Read(tiff => tiff.ReadRGBAImageOriented(
            layout.Width, layout.Height, raster, (Orientation)(tiff.GetField(TiffTag.ORIENTATION)?[0].ToInt() ?? 1), stopOnError: true));
        if (!read)
        {
            throw library.Failure(null);
        }

        byte[] pixels = GC.AllocateUninitializedArray<byte>(raster.Length * 3);
        for (int i = 0; i < raster.Length; i++)
        {
            pixels[i * 3] = (byte)Tiff.GetR(raster[i]);
            pixels[(i * 3) + 1] = (byte)Tiff.GetG(raster[i]);
            pixels[(i * 3) + 2] = (byte)Tiff.GetB(raster[i]);
        }

        return pixels;
    }
}
