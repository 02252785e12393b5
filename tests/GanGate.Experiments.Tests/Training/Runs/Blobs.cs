using GanGate.Images;

namespace GanGate.Training.Tests.Runs;

/// <summary>A folder of small pictures: a bright blob on a dark ground, at a place and of a colour of its own.</summary>
internal sealed class Blobs : IDisposable
{
    public const int Count = 40;

    public Blobs()
    {
        for (int i = 0; i < Count; i++)
        {
            byte[] pixels = new byte[32 * 32 * 3];
            for (int p = 0; p < 32 * 32; p++)
            {
                double distance = Math.Pow((p % 32) - 8 - (i % 5 * 4), 2) + Math.Pow((p / 32) - 8 - (i / 5 % 5 * 4), 2);
                double light = 200 * Math.Exp(-distance / 30);
                for (int c = 0; c < 3; c++) pixels[(3 * p) + c] = (byte)(20 + (light * ((i + c) % 3 == 0 ? 1 : 0.4)));
            }

            PngFile.Write(Path.Combine(Folder, $"{i:D2}.png"), new RgbImage("", 32, 32, pixels));
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("gangate-blobs-").FullName;

    public string Temporary(string name) => Path.Combine(Directory.CreateTempSubdirectory("gangate-run-").FullName, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
