using System.Globalization;
using GanGate.Archives;

namespace GanGate.Images;

/// <summary>
/// The binary batches of CIFAR-10 and CIFAR-100 (Krizhevsky 2009): records of one label byte (CIFAR-10) or a coarse and a fine one
/// (CIFAR-100), then 32 x 32 red, green and blue samples. Classes are named by batches.meta.txt or fine_label_names.txt beside them.
/// </summary>
internal sealed class CifarImages : IImageSource, IDisposable
{
    private const int Side = 32;
    private const int PlaneLength = Side * Side;
    private const int ImageLength = 3 * PlaneLength;
    private const int MostLabels10 = 10;

    private readonly (string Name, FileBytes Bytes)[] _files;
    private readonly byte[][] _labels;
    private readonly int _labelLength;
    private readonly string[] _classes;
    private readonly int[] _firsts;

    private CifarImages(string description, string folder, (string Name, FileBytes Bytes)[] files)
    {
        (Description, _files) = (description, files);
        if (files.Length > 1 && files.FirstOrDefault(file => file.Bytes.Length == 0) is { Name: string empty })
        {
            throw Invalid(description, $"'{empty}' is empty");
        }

        _labelLength = Array.TrueForAll(files, file => IsMadeOf(file.Bytes, 1)) ? 1
            : Array.TrueForAll(files, file => IsMadeOf(file.Bytes, 2)) ? 2
            : throw Invalid(description, $"its length is no multiple of {ImageLength + 1} (CIFAR-10) or {ImageLength + 2} bytes (CIFAR-100)");
        _labels = Array.ConvertAll(files, file => LabelsOf(file.Bytes));
        _firsts = new int[files.Length];
        long count = _labels.Sum(labels => (long)labels.Length);
        Count = count <= Array.MaxLength ? (int)count : throw Invalid(description, $"it holds {count} images, more than can be counted");
        for (int file = 1; file < files.Length; file++) _firsts[file] = _firsts[file - 1] + _labels[file - 1].Length;
        string names = Path.Combine(folder, _labelLength == 1 ? SideFiles.Classes10 : SideFiles.Classes100);
        Files = [.. files.Select(file => Path.Combine(folder, file.Name))];
        _classes = ClassesIn(names);
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Whether a folder holds batches.</summary>
    internal static bool AreIn(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*" + SideFiles.Batch).Any();

    /// <summary>Opens batches.</summary>
    /// <param name="path">A .bin file, a folder of them, or a pattern such as <c>cifar/data_batch_*.bin</c>.</param>
    /// <exception cref="GanGateException">
    /// It is missing (GG2002), cannot be read (GG2012), matches nothing (GG2003) or is no batch (GG2041).
    /// </exception>
    public static CifarImages Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        FilePattern? pattern = Directory.Exists(path) || File.Exists(path) ? null : FilePattern.Parse(path);
        string folder = pattern?.Folder ?? (Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!);
        string[] names = File.Exists(path) ? [Path.GetFileName(path)] : NamesIn(path, folder, pattern);
        List<(string Name, FileBytes Bytes)> files = [];
        try
        {
            foreach (string name in names) files.Add((name, FileBytes.Open(Path.Combine(folder, name))));
            CifarImages images = new(path, folder, [.. files]);
            return images.Count > 0 ? images : throw new GanGateException(ErrorCodes.SourceEmpty, $"'{path}' holds no images");
        }
        catch
        {
            files.ForEach(file => file.Bytes.Dispose());
            throw;
        }
    }

    /// <inheritdoc/>
    public string NameOf(int index)
    {
        (int file, int record) = Locate(index);
        return string.Create(CultureInfo.InvariantCulture, $"{_files[file].Name}[{record}]");
    }

    /// <inheritdoc/>
    public string? ClassOf(int index)
    {
        (int file, int record) = Locate(index);
        int label = _labels[file][record];
        return label < _classes.Length ? _classes[label] : label.ToString(CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public RgbImage Decode(int index)
    {
        (int file, int record) = Locate(index);
        byte[] planes = new byte[ImageLength], pixels = new byte[ImageLength];
        try
        {
            _files[file].Bytes.Read(((long)record * (_labelLength + ImageLength)) + _labelLength, planes);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            throw new ImageDecodingException(failure.Message, failure);
        }

        for (int i = 0; i < ImageLength; i++) pixels[i] = planes[(i % 3 * PlaneLength) + (i / 3)];
        return new RgbImage(NameOf(index), Side, Side, pixels);
    }

    /// <inheritdoc/>
    public void RequireUnchanged()
    {
        foreach ((FileBytes bytes, string path) in _files.Select(file => file.Bytes).Zip(Files)) bytes.RequireUnchanged(path);
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_files, file => file.Bytes.Dispose());

    private static string[] ClassesIn(string path)
    {
        try
        {
            return File.Exists(path) ? Array.ConvertAll(TextList.Read(path), ClassName.Of) : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(ErrorCodes.SourceUnreadable, $"'{path}' cannot be read: {failure.Message}", failure);
        }
    }

    private static string[] NamesIn(string path, string folder, FilePattern? pattern)
    {
        if (!Directory.Exists(folder) || (pattern is null && !Directory.Exists(path)))
        {
            throw GanGateException.Missing(path);
        }

        string[] names;
        try
        {
            IEnumerable<string> files = FolderTree.Files(Path.GetFullPath(folder), recurse: false);
            names = [.. files.Where(name => pattern?.Matches(name) ?? name.EndsWith(SideFiles.Batch))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(ErrorCodes.SourceUnreadable, $"'{path}' cannot be read: {failure.Message}", failure);
        }

        if (names.Length == 0) throw new GanGateException(ErrorCodes.SourceEmpty, $"no batch of CIFAR matches '{path}'");
        Array.Sort(names, NaturalOrder.Comparer);
        return names;
    }

    private (int File, int Record) Locate(int index)
    {
        int file = Array.BinarySearch(_firsts, index);
        file = file >= 0 ? file : ~file - 1;
        return (file, index - _firsts[file]);
    }

    // Few lengths are multiples of both records; of those, the labels of CIFAR-10 end at 9.
    private static bool IsMadeOf(FileBytes bytes, int labelLength)
    {
        int record = labelLength + ImageLength;
        if (bytes.Length % record != 0) return false;
        if (labelLength > 1 || bytes.Length % (ImageLength + 2) != 0) return true;
        byte[] label = new byte[1];
        for (long offset = 0; offset < bytes.Length; offset += record)
        {
            bytes.Read(offset, label);
            if (label[0] >= MostLabels10) return false;
        }

        return true;
    }

    // The fine label of CIFAR-100 is the second.
    private byte[] LabelsOf(FileBytes bytes)
    {
        int record = _labelLength + ImageLength;
        long count = bytes.Length / record;
        byte[] labels = count <= Array.MaxLength ? new byte[count] : throw Invalid(Description, $"it holds {count} images, more than can be counted");
        for (int i = 0; i < labels.Length; i++) bytes.Read(((long)i * record) + _labelLength - 1, labels.AsSpan(i, 1));
        return labels;
    }

    private static GanGateException Invalid(string path, string reason) =>
        new(ErrorCodes.ImageFileInvalid, $"'{path}' holds no binary batches of CIFAR: {reason}");
}
