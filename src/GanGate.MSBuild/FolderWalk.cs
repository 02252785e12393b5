using System.Reflection;

namespace GanGate.MSBuild;

/// <summary>
/// Lists the files below a folder as the tool does: names that begin with a dot are passed over, links are followed, and a folder that
/// several links reach is read once.
/// </summary>
internal static class FolderWalk
{
    // Newer than .NET Standard 2.0; in Visual Studio, on .NET Framework, links are taken for what they are called.
    private static readonly PropertyInfo? LinkTarget = typeof(FileSystemInfo).GetProperty("LinkTarget");

    // As many as systems follow themselves; links that lead to each other have no end.
    private const int MostLinks = 40;

    /// <summary>A file, or the one that a link leads to.</summary>
    public static FileInfo Followed(string path)
    {
        FileInfo file = new(path);
        return IsLink(file) ? new FileInfo(RealPath(file.FullName)) : file;
    }

    /// <summary>The files with their sizes and times, those of the linked file for a link, in a fixed order.</summary>
    public static IEnumerable<InputFile> Files(string root, bool recurse)
    {
        DirectoryInfo realRoot = new(RealPath(Path.GetFullPath(root)));
        HashSet<string> seen = [realRoot.FullName];
        Stack<(string Prefix, DirectoryInfo Folder)> pending = new([("", realRoot)]);
        while (pending.Count > 0)
        {
            (string prefix, DirectoryInfo folder) = pending.Pop();
            foreach (FileSystemInfo entry in folder.GetFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                if (entry.Name[0] == '.')
                {
                    continue;
                }

                bool isLink = IsLink(entry);
                string path = isLink ? RealPath(entry.FullName) : entry.FullName;
                if (entry is FileInfo file)
                {
                    yield return new InputFile(prefix + entry.Name, isLink ? new FileInfo(path) : file);
                }
                else if (recurse && seen.Add(path))
                {
                    pending.Push((prefix + entry.Name + "/", new DirectoryInfo(path)));
                }
            }
        }
    }

    private static bool IsLink(FileSystemInfo entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    private static string RealPath(string path, int links = MostLinks)
    {
        string? parent = Path.GetDirectoryName(path);
        if (parent is null || LinkTarget is null)
        {
            return path;
        }

        string realParent = RealPath(parent, links);
        string here = Path.Combine(realParent, Path.GetFileName(path));
        return links > 0 && LinkTarget.GetValue(new DirectoryInfo(here)) is string target
            ? RealPath(Path.GetFullPath(Path.Combine(realParent, target)), links - 1)
            : here;
    }
}
