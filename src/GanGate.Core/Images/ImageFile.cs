using System.Buffers;
using GanGate.Archives;
using Microsoft.Win32.SafeHandles;

namespace GanGate.Images;

/// <summary>Decodes image files, read into memory whole.</summary>
internal static class ImageFile
{
    // Room for an uncompressed image of 16 bits a sample at the decoder's limit of pixels.
    private const long LargestFile = 1L << 30;

    /// <summary>A file's stamp, when a source is opened; null where it cannot be had, which reading it will explain.</summary>
    public static FileStamp? StampOf(string path)
    {
        try
        {
            return FileStamp.Of(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Reads and decodes a file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="name">What the source calls it.</param>
    /// <param name="stamp">Its stamp when the source was opened, where known.</param>
    /// <param name="sampleBits">How many bits of samples of 16 bits hold a value.</param>
    /// <exception cref="ImageDecodingException">The file is gone, unreadable, broken, or no image.</exception>
    /// <exception cref="GanGateException">GG2040: it changed since. GG2016: it is the pointer of a file in Git LFS.</exception>
    public static RgbImage Decode(string path, string name, FileStamp? stamp = null, int sampleBits = WideSamples.All)
    {
        byte[]? buffer = null;
        try
        {
            // Pipes and devices have no length either; to open one could mean to wait for ever.
            if (FileStamp.Of(path).Length == 0)
            {
                stamp?.Require(path);
                throw new ImageDecodingException("the file is empty, or a pipe or a device");
            }

            using SafeFileHandle handle = File.OpenHandle(path);
            int length = CheckedLength(RandomAccess.GetLength(handle));
            buffer = ArrayPool<byte>.Shared.Rent(length);
            bool whole = IsFilled(handle, buffer.AsSpan(0, length));
            stamp?.Require(handle, path);
            if (!whole) throw new ImageDecodingException("the file became shorter while it was read");
            if (GitLfsPointer.Is(buffer.AsSpan(0, length))) throw GitLfsPointer.Error(path);
            return ImageDecoder.Decode(name, buffer.AsMemory(0, length), sampleBits);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageDecodingException(
                FileNames.IsLost(path) ? FileNames.LostReason : "the file no longer exists, or is a link to nothing", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ImageDecodingException("access to the file is denied", e);
        }
        catch (IOException e)
        {
            throw new ImageDecodingException($"the file cannot be read: {e.Message}", e);
        }
        finally
        {
            if (buffer is not null)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private static int CheckedLength(long length) => length <= LargestFile
        ? (int)length
        : throw new ImageDecodingException(FormattableString.Invariant($"{length:N0} bytes are more than the limit of {LargestFile:N0}"));

    private static bool IsFilled(SafeFileHandle handle, Span<byte> buffer)
    {
        int filled = 0;
        while (filled < buffer.Length && RandomAccess.Read(handle, buffer[filled..], filled) is > 0 and int read) filled += read;
        return filled == buffer.Length;
    }
}
