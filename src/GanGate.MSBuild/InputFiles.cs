using GanGate.Images;

namespace GanGate.MSBuild;

/// <summary>
/// The files behind a value of a gate: the images of a folder or a pattern by the tool's own rules, of a folder also the statistics of
/// its classes, or the file that it names.
/// </summary>
internal static class InputFiles
{
    /// <summary>The files, each under its name in the value's terms; none where the value names nothing that exists.</summary>
    /// <param name="value">A metadatum's value: a folder, a pattern, a file, or something else.</param>
    /// <param name="project">The folder at which relative paths start.</param>
    public static IEnumerable<InputFile> Of(string value, string project)
    {
        if (value.IndexOfAny(Path.GetInvalidPathChars()) >= 0)
        {
            return [];
        }

        string path = Path.Combine(project, value);
        if (Directory.Exists(path))
        {
            return FolderWalk.Files(path, recurse: true).Where(file => ImageEndings.IsImage(file.Name) || IsStatisticsOfAClass(file.Name));
        }

        FilePattern? pattern = FilePattern.Parse(path);
        return pattern is null
            ? Beside(path).Select(file => new InputFile(Path.GetFileName(file), new FileInfo(file)))
            : Images(pattern.Folder, pattern.Recurses).Where(image => pattern.Matches(image.Name));
    }

    private static IEnumerable<InputFile> Images(string folder, bool recurse) => Directory.Exists(folder)
        ? FolderWalk.Files(folder, recurse).Where(file => ImageEndings.IsImage(file.Name))
        : [];

    private static bool IsStatisticsOfAClass(string name) =>
        name.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) && !name.Contains('/');

    // A network's description and weights lie beside it, under its name: net.onnx, net.json, net.onnx.data.
    private static IEnumerable<string> Beside(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        return path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)
            ? Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path) + ".*")
                .OrderBy(file => file, StringComparer.Ordinal)
            : [path];
    }
}

/// <summary>A file and its name relative to where the search began, with / between its parts.</summary>
internal readonly struct InputFile(string name, FileInfo info)
{
    /// <summary>The relative name.</summary>
    public string Name { get; } = name;

    /// <summary>Its size and time.</summary>
    public FileInfo Info { get; } = info;
}
