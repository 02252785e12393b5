using System.IO.Compression;
using System.Xml.Linq;

namespace GanGate.Tests.Packages;

/// <summary>A package file, opened.</summary>
internal sealed class Nupkg(string file) : IDisposable
{
    private readonly ZipArchive _zip = ZipFile.OpenRead(file);

    public long Size => new FileInfo(file).Length;

    /// <summary>The paths of the files, without the package format's own.</summary>
    public string[] Files =>
        [.. _zip.Entries.Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
            .Where(name => name != "[Content_Types].xml" && !name.EndsWith(".nuspec", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    public byte[] Bytes(string path)
    {
        using Stream entry = _zip.GetEntry(path)!.Open();
        using MemoryStream bytes = new();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    public string Text(string path) => System.Text.Encoding.UTF8.GetString(Bytes(path));

    /// <summary>What the package says of itself.</summary>
    public XElement Metadata
    {
        get
        {
            using Stream nuspec = _zip.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
            XElement root = XDocument.Load(nuspec).Root!;
            foreach (XElement element in root.DescendantsAndSelf()) element.Name = element.Name.LocalName;
            return root.Element("metadata")!;
        }
    }

    /// <summary>Id and least version of each dependency.</summary>
    public IEnumerable<string> Dependencies =>
        Metadata.Descendants("dependency").Select(one => $"{one.Attribute("id")!.Value} {one.Attribute("version")!.Value}");

    public void Dispose() => _zip.Dispose();
}
