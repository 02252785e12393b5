using BitMiracle.LibTiff.Classic;

namespace GanGate.Images;

/// <summary>TIFF, its first page, through LibTiff.</summary>
internal static class TiffDecoder
{
    // LibTiff has one handler for the whole process, and without one it writes to the console.
    static TiffDecoder() => Tiff.SetErrorHandler(new TiffErrors());

    public static RgbImage Decode(string name, ReadOnlyMemory<byte> file)
    {
        TiffFile source = new(file);
        try
        {
            using Tiff? tiff = Tiff.ClientOpen(name, "r", source, source);
            return tiff is null ? throw Failure(source) : Decode(name, tiff, source);
        }
        catch (Exception e) when (e is not (ImageDecodingException or OutOfMemoryException))
        {
            // On damaged files the library throws whatever its own code stumbles over.
            throw Failure(source, e);
        }
    }

    private static RgbImage Decode(string name, Tiff tiff, TiffFile source)
    {
        int width = tiff.GetField(TiffTag.IMAGEWIDTH)?[0].ToInt() ?? 0;
        int height = tiff.GetField(TiffTag.IMAGELENGTH)?[0].ToInt() ?? 0;
        ImageDecoder.CheckSize(width, height);

        // Called associated, alpha is not multiplied into the colours; then it is dropped.
        if (tiff.GetField(TiffTag.EXTRASAMPLES) is [FieldValue { } count, ..] && count.ToInt() > 0)
        {
            short[] kinds = new short[count.ToInt()];
            kinds[0] = (short)ExtraSample.ASSOCALPHA;
            tiff.SetField(TiffTag.EXTRASAMPLES, kinds.Length, kinds);
        }

        // Asked for in its own orientation, the image stays as it is stored.
        Orientation stored = (Orientation)(tiff.GetField(TiffTag.ORIENTATION)?[0].ToInt() ?? (int)Orientation.TOPLEFT);
        int[] raster = new int[width * height];
        if (!tiff.ReadRGBAImageOriented(width, height, raster, stored, stopOnError: true))
        {
            throw Failure(source);
        }

        byte[] pixels = GC.AllocateUninitializedArray<byte>(raster.Length * 3);
        for (int i = 0; i < raster.Length; i++)
        {
            pixels[i * 3] = (byte)Tiff.GetR(raster[i]);
            pixels[(i * 3) + 1] = (byte)Tiff.GetG(raster[i]);
            pixels[(i * 3) + 2] = (byte)Tiff.GetB(raster[i]);
        }

        return new RgbImage(name, width, height, pixels);
    }

    private static ImageDecodingException Failure(TiffFile source, Exception? inner = null) =>
        new($"the TIFF file is damaged, truncated or of an unsupported kind ({source.Error ?? inner?.Message ?? "no reason given"})", inner);

    /// <summary>A file in memory as LibTiff wants it, with the first error that LibTiff reports on it.</summary>
    private sealed class TiffFile(ReadOnlyMemory<byte> file) : TiffStream
    {
        private long _position;

        public string? Error { get; set; }

        public override int Read(object clientData, byte[] buffer, int offset, int count)
        {
            int start = (int)Math.Min(_position, file.Length);
            int read = Math.Min(count, file.Length - start);
            file.Span.Slice(start, read).CopyTo(buffer.AsSpan(offset));
            _position = start + read;
            return read;
        }

        public override long Seek(object clientData, long offset, SeekOrigin origin) => _position = Math.Max(0, offset + origin switch
        {
            SeekOrigin.Current => _position,
            SeekOrigin.End => file.Length,
            _ => 0,
        });

        public override long Size(object clientData) => file.Length;

        public override void Write(object clientData, byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Close(object clientData)
        {
        }
    }

    private sealed class TiffErrors : TiffErrorHandler
    {
        public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
            if (clientData is TiffFile file)
            {
                file.Error ??= string.Format(System.Globalization.CultureInfo.InvariantCulture, format, args);
            }
        }

        public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void WarningHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
        }
    }
}
