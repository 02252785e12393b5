using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace GanGate.Images;

/// <summary>PNG, JPEG, WebP, BMP and GIF, through Skia's codecs (libpng, libjpeg-turbo, libwebp).</summary>
internal static class SkiaDecoder
{
    public static RgbImage Decode(string name, ReadOnlySpan<byte> file)
    {
        try
        {
            return DecodeBytes(name, file);
        }
        catch (Exception exception) when (NativeLibrary.IsLoadFailure(exception))
        {
            throw NativeLibrary.Missing("SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies (on Linux)", exception);
        }
    }

    private static unsafe RgbImage DecodeBytes(string name, ReadOnlySpan<byte> file)
    {
        fixed (byte* bytes = file)
        {
            using SKData data = SKData.Create((nint)bytes, file.Length);
            using SKMemoryStream stream = new(data);
            using SKCodec? codec = SKCodec.Create(stream, out SKCodecResult result);
            if (codec is null)
            {
                throw Failure(result);
            }

            ImageDecoder.CheckSize(codec.Info.Width, codec.Info.Height);
            return Decode(name, codec);
        }
    }

    private static unsafe RgbImage Decode(string name, SKCodec codec)
    {
        // No colour space: no colour management. Unpremultiplied: the colours under alpha stay as they are.
        SKImageInfo info = new(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, null);
        byte[] rgba = ArrayPool<byte>.Shared.Rent(info.BytesSize);
        try
        {
            fixed (byte* pixels = rgba)
            {
                SKCodecResult result = codec.GetPixels(info, (nint)pixels);
                if (result != SKCodecResult.Success)
                {
                    throw Failure(result);
                }
            }

            return new RgbImage(name, info.Width, info.Height, DropAlpha(rgba.AsSpan(0, info.BytesSize)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rgba);
        }
    }

    private static byte[] DropAlpha(ReadOnlySpan<byte> rgba)
    {
        ReadOnlySpan<uint> source = MemoryMarshal.Cast<byte, uint>(rgba);
        byte[] rgb = GC.AllocateUninitializedArray<byte>(source.Length * 3);

        // Four bytes at a time, the fourth overwritten by the next pixel; the last pixel has no room for it.
        for (int i = 0; i < source.Length - 1; i++)
        {
            Unsafe.WriteUnaligned(ref rgb[i * 3], source[i]);
        }

        rgba[^4..^1].CopyTo(rgb.AsSpan(rgb.Length - 3));
        return rgb;
    }

    private static ImageDecodingException Failure(SKCodecResult result) => new(result switch
    {
        SKCodecResult.IncompleteInput => "the file is truncated",
        SKCodecResult.ErrorInInput => "the data are damaged",
        SKCodecResult.Unimplemented => "its variant of the format is not supported",
        _ => "the header is damaged",
    });
}
