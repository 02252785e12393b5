using System.Numerics;

namespace GanGate.Archives;

/// <summary>Reads numpy's .npy files, which hold one array each.</summary>
internal sealed class NpyReader : IArrayReader, IDisposable
{
    /// <summary>The ending of these files.</summary>
    public const string Extension = ".npy";

    private readonly FileBytes _bytes;
    private long _position;

    private NpyReader(FileBytes bytes) => _bytes = bytes;

    /// <inheritdoc/>
    public long Remaining => _bytes.Length - _position;

    /// <summary>Whether a path has the ending of these files.</summary>
    public static bool IsNamedSo(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>The type and shape of the array, without reading it.</summary>
    /// <exception cref="GanGateException">It is missing (GG2002), empty (GG2003), cannot be read (GG2012) or is no array (GG2014).</exception>
    public static NpyHeader HeaderOf(string path) => With(path, static (_, header) => header);

    /// <summary>Reads an array of numbers, in C order.</summary>
    /// <typeparam name="T">A floating-point type takes any number, rounded; an integer type takes integers that fit.</typeparam>
    /// <exception cref="GanGateException">As above.</exception>
    public static T[] Read<T>(string path)
        where T : unmanaged, INumberBase<T> => With(path, NpyValues.Read<T>);

    /// <summary>Opens the raw elements for random access.</summary>
    /// <exception cref="GanGateException">As above.</exception>
    public static NpyBytes OpenBytes(string path)
    {
        FileBytes bytes = FileBytes.Open(path);
        try
        {
            NpyReader source = new(bytes);
            NpyHeader header = HeaderOf(path, source);
            return new NpyBytes(header, bytes, source._position);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void ReadExactly(Span<byte> buffer)
    {
        if (buffer.Length > Remaining) throw new InvalidDataException("it is cut short");
        _bytes.Read(_position, buffer);
        _position += buffer.Length;
    }

    /// <inheritdoc/>
    public void Complete()
    {
        if (Remaining > 0) throw new InvalidDataException("it holds more than it says");
    }

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();

    private static T With<T>(string path, Func<IArrayReader, NpyHeader, T> read)
    {
        using NpyReader source = new(FileBytes.Open(path));
        NpyHeader header = HeaderOf(path, source);
        try
        {
            return read(source, header);
        }
        catch (InvalidDataException failure)
        {
            throw Invalid(path, failure);
        }
        catch (IOException failure)
        {
            throw new GanGateException(ErrorCodes.SourceUnreadable, $"'{path}' cannot be read: {failure.Message}", failure);
        }
    }

    private static NpyHeader HeaderOf(string path, NpyReader source)
    {
        try
        {
            return NpyHeader.Read(source);
        }
        catch (InvalidDataException failure)
        {
            throw Invalid(path, failure);
        }
    }

    private static GanGateException Invalid(string path, InvalidDataException failure) =>
        new(ErrorCodes.ArchiveInvalid, $"'{path}' is not a usable .npy array: {failure.Message}", failure);
}
