using GanGate.Images;

namespace GanGate.MSBuild;

/// <summary>
/// The files behind a value of a gate: the pictures of a folder or a pattern by the tool's own rules, with those that it cannot read or is
/// told to leave out, of a folder also the statistics of its classes, or the file that it names.
/// </summary>
internal static class InputFiles
{
    /// <summary>The files, each under its name in the value's terms; none where the value names nothing that exists.</summary>
    /// <param name="value">A metadatum's value: a folder, a pattern, a file, or something else.</param>
    /// <param name="project">The folder at which relative paths start.</param>
    /// <param name="texts">Whether the gate compares texts: then a .txt file is one, else a list of images.</param>
    public static IEnumerable<InputFile> Of(string value, string project, bool texts = false)
    {
        if (value.IndexOfAny(Path.GetInvalidPathChars()) >= 0)
        {
            return [];
        }

        string path = Path.Combine(project, value);
        if (Directory.Exists(path))
        {
            InputFile[] files =
                [.. FolderWalk.Files(path, recurse: true).Where(file => IsPicture(file.Name) || IsStatisticsOfAClass(file.Name))];
            return files.Any(file => ImageEndings.IsImage(file.Name)) ? files : files.Concat(WithSideFiles(Batches(path)));
        }

        FilePattern? pattern = FilePattern.Parse(path);
        if (pattern is null)
        {
            return WithSideFiles((texts ? [] : Listed(path)).Prepend(path).Where(File.Exists));
        }

        return IsBatch(path)
            ? WithSideFiles(Batches(pattern.Folder).Where(file => pattern.Matches(Path.GetFileName(file))))
            : Pictures(pattern.Folder, pattern.Recurses).Where(picture => pattern.Matches(picture.Name));
    }

    private static IEnumerable<InputFile> Pictures(string folder, bool recurse) => Directory.Exists(folder)
        ? FolderWalk.Files(folder, recurse).Where(file => IsPicture(file.Name))
        : [];

    // The tool warns of pictures that it cannot read, or refuses them.
    private static bool IsPicture(string name) => ImageEndings.IsImage(name) || ImageEndings.UnreadIn(name) is not null;

    private static bool IsStatisticsOfAClass(string name) =>
        name.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) && !name.Contains('/');

    private static IEnumerable<string> Batches(string folder) =>
        Directory.Exists(folder) ? FolderWalk.Files(folder, recurse: false).Select(file => file.Info.FullName).Where(IsBatch) : [];

    private static bool IsBatch(string path) => path.EndsWith(SideFiles.Batch, StringComparison.OrdinalIgnoreCase);

    // The images that a list names, one path a line, whatever their endings. The reader knows UTF-16 and UTF-32 by their marks; of what is
    // no list, such as the pointer of a file in Git LFS, no line is a file. A pipe has no length, and could be waited for without end.
    private static IEnumerable<string> Listed(string path) =>
        path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) && File.Exists(path) && FolderWalk.Followed(path) is { Exists: true, Length: > 0 }
            ? File.ReadLines(path).Select(line => line.Trim())
                .Where(line => line.Length > 0 && line.IndexOfAny(Path.GetInvalidPathChars()) < 0)
                .Select(line => Path.Combine(Path.GetDirectoryName(path)!, line))
            : [];

    private static IEnumerable<InputFile> WithSideFiles(IEnumerable<string> files) => files
        .SelectMany(file => SideFiles.Of(file).Prepend(file))
        .Distinct(StringComparer.Ordinal)
        .Select(file => new InputFile(Path.GetFileName(file), FolderWalk.Followed(file)));
}

/// <summary>A file and its name relative to where the search began, with / between its parts.</summary>
internal readonly struct InputFile(string name, FileInfo info)
{
    /// <summary>The relative name.</summary>
    public string Name { get; } = name;

    /// <summary>Its size and time.</summary>
    public FileInfo Info { get; } = info;
}
