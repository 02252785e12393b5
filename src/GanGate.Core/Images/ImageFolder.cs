using GanGate.Archives;

namespace GanGate.Images;

/// <summary>
/// The image files of a folder, or those that match a pattern, in natural order of their names (img2 before img10).
/// </summary>
/// <remarks>
/// A file counts as an image by its ending (<see cref="Extensions"/>, in any case); what it is, its content decides.
/// Files and folders whose names begin with a dot are passed over on every system: they are copies and
/// resource forks that other programs leave behind (._a.jpg, .thumbnails). Links are followed;
/// a folder that several links reach is read once.
/// </remarks>
internal sealed class ImageFolder : IImageSource
{
    private readonly string _folder;
    private readonly string[] _names;
    private readonly FileStamp?[] _stamps;

    private readonly IReadOnlyList<SourceRemark> _remarks;
    private readonly StackedFiles _stacked;
    private readonly WideFiles _wide;
    private readonly int _sampleBits;

    private ImageFolder(string description, string folder, string[] names, FileSieve sieve, int sampleBits)
    {
        (Description, _folder, _names) = (description, folder, names);
        (LeftOut, _remarks, _stacked) = (sieve.LeftOut, sieve.RemarksOn(description), new StackedFiles(names.Length));
        (_wide, _sampleBits) = (new WideFiles(names.Length, sampleBits), sampleBits);
        _stamps = Array.ConvertAll(names, name => ImageFile.StampOf(Path.Combine(folder, name)));
    }

    /// <summary>The endings of image files, in lower case and without the dot.</summary>
    public static IReadOnlyList<string> Extensions => ImageEndings.All;

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public int Count => _names.Length;

    /// <inheritdoc/>
    public string? LeftOut { get; }

    /// <inheritdoc/>
    public string? Scale => _wide.Scale;

    /// <inheritdoc/>
    public IReadOnlyList<SourceRemark> Remarks => [.. _remarks, .. _stacked.RemarksOn(this), .. _wide.RemarksOn(this)];

    /// <summary>Lists the images of a folder or of a pattern; decodes none.</summary>
    /// <param name="path">
    /// A folder, or a pattern such as <c>samples/*.jpg</c> or <c>samples/**/*.png</c>: <c>*</c> and <c>?</c> stand for
    /// any characters but the separator, <c>**/</c> for any folders; case does not matter in the part that holds them.
    /// </param>
    /// <param name="recurse">Whether to read the folders in the folder too; a pattern says it itself.</param>
    /// <exception cref="GanGateException">GG2002 it does not exist; GG2003 it holds no images; GG2012 it cannot be read.</exception>
    public static ImageFolder Open(string path, bool recurse = true) => Open(path, new ImageFileRules(recurse));

    /// <summary>The same, of files that rules choose.</summary>
    /// <param name="path">As above.</param>
    /// <param name="rules">Which files are images of the folder.</param>
    /// <exception cref="GanGateException">As above, and GG2052: pictures that cannot be read, where the rules make them an error.</exception>
    public static ImageFolder Open(string path, ImageFileRules rules)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(rules);
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new GanGateException(ErrorCodes.SourceMissing, "the source is not a path; name a folder of images, or a pattern such as 'samples/*.png'");
        }

        FilePattern? pattern = Directory.Exists(path) ? null : FilePattern.Parse(path);
        string folder = Path.GetFullPath(pattern?.Folder ?? path);
        if (!Directory.Exists(folder))
        {
            throw File.Exists(folder)
                ? new GanGateException(ErrorCodes.SourceUnreadable, $"'{path}' is a file; name a folder of images, or a pattern such as 'samples/*.png'")
                : GanGateException.Missing(pattern?.Folder ?? path, "the folder");
        }

        string[] files = List(path, folder, pattern?.Recurses ?? rules.Recurse);
        FileSieve sieve = new(rules, pattern);
        string[] names = [.. files.Where(sieve.Takes)];
        if (names.Length == 0)
        {
            throw new GanGateException(ErrorCodes.SourceEmpty, NoImages(path, pattern is not null, files, sieve));
        }

        Array.Sort(names, NaturalOrder.Comparer);
        return new ImageFolder(path, folder, names, sieve, rules.SampleBits);
    }

    /// <inheritdoc/>
    public string NameOf(int index) => _names[index];

    /// <inheritdoc/>
    public string? PathOf(int index) => Path.Combine(_folder, _names[index]);

    /// <inheritdoc/>
    public string? ClassOf(int index) => ClassIn(_names[index]);

    /// <inheritdoc/>
    public RgbImage Decode(int index) =>
        _wide.Note(index, _stacked.Note(index, ImageFile.Decode(Path.Combine(_folder, _names[index]), _names[index], _stamps[index], _sampleBits)));

    /// <summary>
    /// Whether a name relative to a folder is that of a file that is passed over whatever it is: it, or a folder on the way, begins with a dot.
    /// </summary>
    internal static bool IsHidden(string name) => name.StartsWith('.') || name.Contains("/.", StringComparison.Ordinal);

    /// <summary>The class in a name: its first folder; null where there is none.</summary>
    internal static string? ClassIn(string name) =>
        name.IndexOf('/', StringComparison.Ordinal) is > 0 and int end ? ClassName.Of(name[..end]) : null;

    private static string[] List(string path, string folder, bool recurse)
    {
        try
        {
            return [.. FolderTree.Files(folder, recurse)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(ErrorCodes.SourceUnreadable, $"'{path}' cannot be read: {e.Message}", e);
        }
    }

    private static string NoImages(string path, bool isPattern, string[] files, FileSieve sieve)
    {
        string what = isPattern ? $"no image matches '{path}'" : $"the folder '{path}' holds no images";
        string found = files.Length == 0 ? "it holds no files at all"
            : sieve.Unread.Length > 0 ? $"it holds {sieve.Unread}, which cannot be read: convert them to PNG"
            : sieve.LeftOut is string leftOut && files.Any(ImageEndings.IsImage) ? leftOut
            : FormattableString.Invariant($"it holds {files.Length:N0} other files, such as '{files.Min(StringComparer.Ordinal)}'");
        bool others = isPattern && sieve is { LeftOut: null, Unread: "" } && files.Any(ImageEndings.IsImage);
        return $"{what} (looked for {string.Join(' ', Extensions)}; {(others ? "other images are there" : found)})";
    }
}
