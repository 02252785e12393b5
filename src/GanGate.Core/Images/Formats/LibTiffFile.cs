using System.Globalization;
using BitMiracle.LibTiff.Classic;

namespace GanGate.Images;

/// <summary>A file in memory as LibTiff wants it, with the first error that LibTiff reports on it.</summary>
internal sealed class LibTiffFile : TiffStream, IDisposable
{
    private readonly ReadOnlyMemory<byte> _file;
    private readonly Tiff _tiff;
    private long _position;
    private string? _error;

    // LibTiff has one handler for the whole process, and without one it writes to the console.
    static LibTiffFile() => Tiff.SetErrorHandler(new Errors());

    /// <summary>Opens the file's first directory, which has to lie in the file: LibTiff would take memory for whatever it claims.</summary>
    /// <exception cref="ImageDecodingException">LibTiff cannot.</exception>
    public LibTiffFile(ReadOnlyMemory<byte> file, TiffDirectory directory)
    {
        if (!directory.IsWhole)
        {
            throw TiffDirectory.Truncated();
        }

        _file = file;
        _tiff = Call(() => Tiff.ClientOpen("", "r", this, this)) ?? throw Failure(null);
    }

    /// <summary>Calls LibTiff.</summary>
    /// <exception cref="ImageDecodingException">It reports an error, or stumbles.</exception>
    public T Read<T>(Func<Tiff, T> read)
    {
        _error = null;
        T result = Call(() => read(_tiff));
        return _error is null ? result : throw Failure(null);
    }

    /// <summary>What to say when LibTiff could not read something; what .NET says of its stumbling helps nobody.</summary>
    public ImageDecodingException Failure(Exception? inner) =>
        new($"the TIFF file is damaged or truncated ({_error?.TrimStart(':', ' ') ?? "its strips or tiles do not unpack"})", inner);

    public override int Read(object clientData, byte[] buffer, int offset, int count)
    {
        int start = (int)Math.Min(_position, _file.Length);
        int read = Math.Min(count, _file.Length - start);
        _file.Span.Slice(start, read).CopyTo(buffer.AsSpan(offset));
        _position = start + read;
        return read;
    }

    public override long Seek(object clientData, long offset, SeekOrigin origin) => _position = Math.Max(0, offset + origin switch
    {
        SeekOrigin.Current => _position,
        SeekOrigin.End => _file.Length,
        _ => 0,
    });

    public override long Size(object clientData) => _file.Length;

    public override void Write(object clientData, byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Close(object clientData)
    {
    }

    public void Dispose() => _tiff.Dispose();

    // On damaged files the library throws whatever its own code stumbles over.
    private T Call<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception e) when (e is not (ImageDecodingException or OutOfMemoryException))
        {
            throw Failure(e);
        }
    }

    private sealed class Errors : TiffErrorHandler
    {
        public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
            if (clientData is LibTiffFile file)
            {
                file._error ??= string.Format(CultureInfo.InvariantCulture, format, args);
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
