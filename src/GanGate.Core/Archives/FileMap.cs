using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;

namespace GanGate.Archives;

/// <summary>
/// The bytes of a file of any size, paged in as they are read and never copied. The mapping lives for as long as any memory that was
/// handed out of it, so that nobody has to say when it ends.
/// </summary>
internal sealed unsafe class FileMap
{
    private readonly byte* _start;

    // Keeps the bytes where they are.
    private readonly object _owner;

    private FileMap(byte* start, long length, object owner)
    {
        _start = start;
        _owner = owner;
        Length = length;
    }

    /// <summary>The number of bytes.</summary>
    public long Length { get; }

    /// <summary>Maps a file.</summary>
    /// <exception cref="InvalidDataException">It is empty, a pipe or a device.</exception>
    /// <exception cref="IOException">It cannot be opened, or it is a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The system refuses access.</exception>
    /// <exception cref="GanGateException">GG2016: it is the pointer of a file in Git LFS.</exception>
    public static FileMap Open(string path)
    {
        using FileStream file = InputFile.OpenWhole(path);
        long length = file.Length;
        using MemoryMappedFile map = MemoryMappedFile.CreateFromFile(
            file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        MemoryMappedViewAccessor view = map.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = (byte*)view.SafeMemoryMappedViewHandle.DangerousGetHandle() + view.PointerOffset;
        return new FileMap(start, length, view);
    }

    /// <summary>A copy of some bytes, to be read as a file's.</summary>
    public static FileMap Of(ReadOnlySpan<byte> bytes)
    {
        // One byte more, since an empty array has no address.
        byte[] pinned = GC.AllocateUninitializedArray<byte>(bytes.Length + 1, pinned: true);
        bytes.CopyTo(pinned);
        return new FileMap((byte*)Unsafe.AsPointer(ref pinned[0]), bytes.Length, pinned);
    }

    /// <summary>A part of the bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not lie within them.</exception>
    public ReadOnlyMemory<byte> Slice(long offset, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - count);
        return new Part(this, offset, count).Memory;
    }

    /// <summary>All bytes from the front, in any order; the stream must not outlive this.</summary>
    public Stream AsStream() => new UnmanagedMemoryStream(_start, Length);

    private sealed class Part(FileMap file, long offset, int count) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => new(file._start + offset, count);

        // The handle keeps this, and so the file.
        public override MemoryHandle Pin(int elementIndex = 0) => new(file._start + offset + elementIndex, pinnable: this);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
