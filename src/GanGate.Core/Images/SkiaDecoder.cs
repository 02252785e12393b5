using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SkiaSharp;

namespace GanGate.Images;

/// <summary>PNG, JPEG, WebP, BMP and GIF, through Skia's codecs (libpng, libjpeg-turbo, libwebp).</summary>
internal static class SkiaDecoder
{
    /// <summary>Decodes a file.</summary>
    /// <exception cref="ImageDecodingException">The message is the reason.</exception>
    public static RgbImage Decode(string name, ReadOnlySpan<byte> file)
    {
        byte[] rgb = [];
        (int width, int height) = Decode(file, ref rgb);
        return new RgbImage(name, width, height, rgb);
    }

    /// <summary>Decodes a file into memory that is at hand.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="rgb">Receives three bytes for each pixel; replaced where it is too small for them.</param>
    /// <returns>The image's size.</returns>
    /// <exception cref="ImageDecodingException">The message is the reason.</exception>
    public static (int Width, int Height) Decode(ReadOnlySpan<byte> file, ref byte[] rgb)
    {
        try
        {
            return DecodeBytes(file, ref rgb);
        }
        catch (Exception exception) when (NativeLibrary.IsLoadFailure(exception))
        {
            throw NativeLibrary.Missing("SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies (on Linux)", exception);
        }
    }

    private static unsafe (int Width, int Height) DecodeBytes(ReadOnlySpan<byte> file, ref byte[] rgb)
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
            return Decode(codec, ref rgb);
        }
    }

    private static unsafe (int Width, int Height) Decode(SKCodec codec, ref byte[] rgb)
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

            int length = info.Width * info.Height * 3;
            rgb = rgb.Length < length ? GC.AllocateUninitializedArray<byte>(length) : rgb;
            DropAlpha(rgba.AsSpan(0, info.BytesSize), rgb.AsSpan(0, length));
            return (info.Width, info.Height);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rgba);
        }
    }

    private static void DropAlpha(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        ref byte source = ref MemoryMarshal.GetReference(rgba), target = ref MemoryMarshal.GetReference(rgb);
        int pixels = rgba.Length / 4, i = 0;

        // Four pixels at a time, and behind their twelve bytes four that the next ones overwrite; the last pixels have no room for them.
        Vector128<byte> colours = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 0, 0, 0, 0);
        for (; i < pixels - 5; i += 4)
        {
            Vector128<byte> four = Vector128.LoadUnsafe(ref source, (nuint)i * 4);
            Vector128.Shuffle(four, colours).StoreUnsafe(ref target, (nuint)i * 3);
        }

        for (; i < pixels; i++) rgba.Slice(i * 4, 3).CopyTo(rgb[(i * 3)..]);
    }

    private static ImageDecodingException Failure(SKCodecResult result) => new(result switch
    {
        SKCodecResult.IncompleteInput => "the file is truncated",
        SKCodecResult.ErrorInInput => "the data are damaged",
        SKCodecResult.Unimplemented => "its variant of the format is not supported",
        _ => "the header is damaged",
    });
}
