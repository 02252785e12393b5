using GanGate.Images;
using GanGate.Tool.Demo;

namespace GanGate.Tests;

/// <summary>A few painted pictures in a folder of a test's own.</summary>
internal sealed class PictureSet : IDisposable
{
    public PictureSet(int count, int firstSeed = 5000)
    {
        for (int seed = firstSeed; seed < firstSeed + count; seed++)
        {
            RgbImage picture = Landscape.Paint(seed);
            PngFile.Write(PathOf(picture.Name), picture);
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("gangate-pictures-").FullName;

    public string PathOf(string name) => Path.Combine(Folder, name);

    public void Dispose()
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }
}
