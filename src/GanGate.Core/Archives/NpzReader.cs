using System.IO.Compression;
using System.Numerics;
using Microsoft.Win32.SafeHandles;

namespace GanGate.Archives;

/// <summary>
/// Reads numpy's .npz archives, stored or deflated; an array is read only when asked for. Every error names file, entry and reason.
/// For one thread at a time; <see cref="OpenBytes"/> gives what several threads may share.
/// </summary>
internal sealed class NpzReader : IDisposable
{
    private const string Extension = ".npy";

    private readonly string _path;
    private readonly FileStream _file;
    private readonly ZipArchive _archive;
    private readonly OrderedDictionary<string, ZipArchiveEntry> _entries = [];

    private NpzReader(string path, FileStream file)
    {
        (_path, _file) = (path, file);
        _archive = new ZipArchive(file, ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in _archive.Entries)
        {
            if (entry.FullName.EndsWith(Extension, StringComparison.Ordinal)
                && !_entries.TryAdd(entry.FullName[..^Extension.Length], entry))
            {
                throw new InvalidDataException($"it holds two entries named '{entry.FullName}'");
            }
        }
    }

    /// <summary>The names of the arrays, without ".npy", in the order of the file.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Opens an archive.</summary>
    /// <exception cref="GanGateException">It is missing (GG2002), cannot be read (GG2012) or is no such archive (GG2014).</exception>
    public static NpzReader Open(string path)
    {
        if (!File.Exists(path))
        {
            throw Directory.Exists(path)
                ? new GanGateException(ErrorCodes.SourceUnreadable, $"'{path}' is a folder, not a .npz archive")
                : GanGateException.Missing(path);
        }

        FileStream? file = null;
        try
        {
            // Unbuffered: arrays are read in large pieces straight to where they go.
            file = InputFile.OpenWhole(path);
            return new NpzReader(path, file);
        }
        catch (Exception exception)
        {
            file?.Dispose();
            throw Explain(exception, path, null);
        }
    }

    /// <summary>Whether there is an array of this name.</summary>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>The type and shape of an array, without reading it.</summary>
    /// <exception cref="GanGateException">It is missing or not valid (GG2014).</exception>
    public NpyHeader HeaderOf(string name) => With(name, static (_, header) => header);

    /// <summary>The same; null where there is no such array, or none that this can read: an entry of another program, say.</summary>
    public NpyHeader? TryHeaderOf(string name)
    {
        try
        {
            return Contains(name) ? HeaderOf(name) : null;
        }
        catch (GanGateException failure) when (failure.Error == ErrorCodes.ArchiveInvalid)
        {
            return null;
        }
    }

    /// <summary>What the archive holds, for messages: names with types and shapes.</summary>
    public string Contents() => Names.Count == 0
        ? "no arrays"
        : "only " + string.Join(", ", Names.Take(10).Select(name => TryHeaderOf(name) is NpyHeader header ? $"{name} {header}" : name));

    /// <summary>Reads an array of numbers, in C order.</summary>
    /// <typeparam name="T">A floating-point type takes any number, rounded; an integer type takes integers that fit.</typeparam>
    /// <exception cref="GanGateException">It is missing or not valid (GG2014).</exception>
    public T[] Read<T>(string name)
        where T : unmanaged, INumberBase<T>
        => With(name, NpyValues.Read<T>);

    /// <summary>Reads an array of text, in file order.</summary>
    /// <exception cref="GanGateException">It is missing or not valid (GG2014).</exception>
    public string[] ReadText(string name) => With(name, NpyValues.ReadText);

    /// <summary>
    /// Opens the raw elements of an array for random access: in place where they are stored as they are (their checksum is then not
    /// checked), else unpacked to a temporary file that goes away with the result.
    /// </summary>
    /// <exception cref="GanGateException">It is missing or not valid (GG2014).</exception>
    public NpyBytes OpenBytes(string name) => With(name, (source, header) => OpenInPlace(name, source, header) ?? Unpack(source, header));

    /// <inheritdoc/>
    public void Dispose()
    {
        _archive.Dispose();
        _file.Dispose();
    }

    private NpyBytes? OpenInPlace(string name, ZipEntryReader source, NpyHeader header)
    {
        // Of a stored entry, what was read last ends where the file stands; the bytes there prove it, being those of the entry's head.
        int headLength = checked((int)source.Position);
        long start = _file.Position - headLength;
        if (_entries[name].CompressedLength != source.Length || start < 0)
        {
            return null;
        }

        byte[] head = new byte[headLength];
        using (ZipEntryReader again = new(_entries[name]))
        {
            again.ReadExactly(head);
        }

        // The path may lead to another file by now.
        byte[] there = new byte[headLength];
        SafeFileHandle file = File.OpenHandle(_path, options: FileOptions.RandomAccess);
        try
        {
            FileStamp.Of(_file.SafeFileHandle).Require(file, _path);
            if (RandomAccess.Read(file, there, start) == headLength && there.AsSpan().SequenceEqual(head))
            {
                return new NpyBytes(header, new FileBytes(_path, file, start + headLength));
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }

        file.Dispose();
        return null;
    }

    private NpyBytes Unpack(ZipEntryReader source, NpyHeader header)
    {
        FileBytes bytes = FileBytes.Unpack(_path, source.ReadExactly, header.ByteCount);
        try
        {
            source.Complete();
            return new NpyBytes(header, bytes, origin: FileStamp.Of(_file.SafeFileHandle));
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private T With<T>(string name, Func<ZipEntryReader, NpyHeader, T> read)
    {
        try
        {
            if (!_entries.TryGetValue(name, out ZipArchiveEntry? entry))
            {
                string names = Names.Count == 0 ? "nothing" : string.Join(", ", Names.Take(10));
                throw new InvalidDataException($"there is no such entry; the file holds {names}");
            }

            using ZipEntryReader source = new(entry);
            return read(source, NpyHeader.Read(source));
        }
        catch (Exception exception)
        {
            throw Explain(exception, _path, name);
        }
    }

    private static GanGateException Explain(Exception exception, string path, string? entry)
    {
        string where = entry is null ? $"'{path}'" : $"'{path}', entry '{entry}'";
        return exception switch
        {
            GanGateException known => known,
            InvalidDataException when entry is not null => new(ErrorCodes.ArchiveInvalid, $"{where}: {exception.Message}", exception),
            InvalidDataException => new(ErrorCodes.ArchiveInvalid, $"{where} is not a .npz archive: {exception.Message}", exception),
            IOException or UnauthorizedAccessException
                => new(ErrorCodes.SourceUnreadable, $"{where} cannot be read: {exception.Message}", exception),
            // What the archive classes throw when the numbers in an archive make no sense.
            _ => new(ErrorCodes.ArchiveInvalid, $"{where} is damaged: {exception.Message}", exception),
        };
    }
}
