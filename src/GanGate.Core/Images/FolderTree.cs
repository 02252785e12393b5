using System.IO.Enumeration;

namespace GanGate.Images;

/// <summary>Lists the files below a folder, following links without walking in circles.</summary>
internal static class FolderTree
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>The files' names relative to the folder, with / between their parts, in no particular order.</summary>
    /// <param name="root">The folder's full path.</param>
    /// <param name="recurse">Whether to go into the folders in it.</param>
    public static IEnumerable<string> Files(string root, bool recurse)
    {
        string realRoot = RealPath(root);
        HashSet<string> seen = [realRoot];
        Stack<(string Prefix, string RealPath)> pending = new([("", realRoot)]);
        while (pending.TryPop(out (string Prefix, string RealPath) folder))
        {
            // In order, so that the name a folder gets does not depend on the file system when two links lead to it.
            foreach (Entry entry in Entries(folder.RealPath).OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                string name = folder.Prefix + entry.Name;
                if (!entry.IsFolder)
                {
                    yield return name;
                }
                else if (recurse)
                {
                    string path = Path.Combine(folder.RealPath, entry.Name);
                    if (FileNames.IsLost(path)) throw new IOException($"it holds the folder '{name}', and {FileNames.LostReason}");
                    path = entry.IsLink ? RealPath(path) : path;
                    if (seen.Add(path))
                    {
                        pending.Push((name + "/", path));
                    }
                }
            }
        }
    }

    private static FileSystemEnumerable<Entry> Entries(string folder) =>
        new(folder, (ref entry) => new Entry(entry.FileName.ToString(), entry.IsDirectory, IsLink(entry.Attributes)), Everything)
        {
            ShouldIncludePredicate = (ref entry) => !entry.FileName.StartsWith('.'),
        };

    private static bool IsLink(FileAttributes attributes) => (attributes & FileAttributes.ReparsePoint) != 0;

    /// <summary>An existing folder's path with every link on the way replaced by what it leads to.</summary>
    private static string RealPath(string path)
    {
        string? parent = Path.GetDirectoryName(path);
        if (parent is null)
        {
            return path;
        }

        string realParent = RealPath(parent);
        string here = Path.Combine(realParent, Path.GetFileName(path));
        return new DirectoryInfo(here).LinkTarget is string target ? RealPath(Path.GetFullPath(target, realParent)) : here;
    }

    private readonly record struct Entry(string Name, bool IsFolder, bool IsLink);
}
