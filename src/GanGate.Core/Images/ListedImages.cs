using GanGate.Archives;

namespace GanGate.Images;

/// <summary>The image files that a text file lists, one path a line, in the list's order; empty lines are passed over.</summary>
internal sealed class ListedImages : IImageSource
{
    /// <summary>The ending of lists.</summary>
    internal const string Extension = ".txt";

    private readonly string _folder;
    private readonly string[] _names;
    private readonly FileStamp?[] _stamps;

    private readonly StackedFiles _stacked;
    private readonly WideFiles _wide;
    private readonly int _sampleBits;

    private ListedImages(string list, string[] names, string? leftOut, int sampleBits)
    {
        (LeftOut, _stacked) = (leftOut, new StackedFiles(names.Length));
        (_wide, _sampleBits) = (new WideFiles(names.Length, sampleBits), sampleBits);
        (Description, _folder, _names) = (list, Path.GetDirectoryName(Path.GetFullPath(list))!, names);
        _stamps = Array.ConvertAll(names, name => ImageFile.StampOf(Path.Combine(_folder, name)));
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public int Count => _names.Length;

    /// <inheritdoc/>
    public string? LeftOut { get; }

    /// <inheritdoc/>
    public string? Scale => _wide.Scale;

    /// <inheritdoc/>
    public IReadOnlyList<SourceRemark> Remarks => [.. _stacked.RemarksOn(this), .. _wide.RemarksOn(this)];

    /// <summary>Reads a list; decodes no image.</summary>
    /// <param name="path">A text file in UTF-8. Relative paths in it start at its folder.</param>
    /// <param name="rules">What is left out of it; whatever else it names has to be an image.</param>
    /// <exception cref="GanGateException">
    /// The list or a file in it does not exist (GG2002), the list cannot be read (GG2012) lists nothing (GG2003) or is no UTF-8 (GG2090).
    /// </exception>
    public static ListedImages Open(string path, ImageFileRules rules)
    {
        FileSieve sieve = new(rules);
        string[] names = [.. Lines(path).Where(name => !sieve.IsExcluded(name.Replace(Path.DirectorySeparatorChar, '/')))];
        ListedImages images = new(path, names, sieve.LeftOut, rules.SampleBits);
        if (images.Count == 0)
        {
            throw new GanGateException(
                ErrorCodes.SourceEmpty,
                $"the list '{path}' names no images: it needs one path a line{(sieve.LeftOut is string leftOut ? $" ({leftOut})" : "")}");
        }

        int missing = Array.FindIndex(images._stamps, stamp => stamp is null);
        return missing < 0
            ? images
            : throw new GanGateException(
                ErrorCodes.SourceMissing, $"'{images._names[missing]}', named in the list '{path}', {Why(images.PathOf(missing)!)}");
    }

    /// <inheritdoc/>
    public string NameOf(int index) => _names[index];

    /// <inheritdoc/>
    public string? PathOf(int index) => Path.Combine(_folder, _names[index]);

    /// <inheritdoc/>
    public string? ClassOf(int index) => Path.IsPathRooted(_names[index]) ? null : ImageFolder.ClassIn(_names[index]);

    /// <inheritdoc/>
    public RgbImage Decode(int index) =>
        _wide.Note(index, _stacked.Note(index, ImageFile.Decode(PathOf(index)!, _names[index], _stamps[index], _sampleBits)));

    private static string Why(string path) => FileNames.IsLost(path) ? $"is not found: {FileNames.LostReason}" : "is not there";

    private static string[] Lines(string path)
    {
        try
        {
            return TextList.Read(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw GanGateException.Missing(path, "the list", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(ErrorCodes.SourceUnreadable, $"the list '{path}' cannot be read: {failure.Message}", failure);
        }
    }
}
