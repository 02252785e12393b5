namespace GanGate.Tests;

/// <summary>A folder of a test's own, deleted with all it holds.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("gangate-tests-").FullName;

    /// <summary>A path below the folder; its parents are created.</summary>
    public string this[string name]
    {
        get
        {
            string path = Path.Combine(Root, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return path;
        }
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
