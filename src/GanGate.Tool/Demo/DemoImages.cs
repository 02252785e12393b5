using GanGate.Images;

namespace GanGate.Tool.Demo;

/// <summary>The demo's folders of pictures: a reference, good samples that are a little soft, and the same samples spoiled.</summary>
internal static class DemoImages
{
    private const int ReferenceCount = 1000;
    private const int SampleCount = 500;

    // Samples of a good generator are not quite like the reference; with none of it their score would be all bias.
    private const double GoodBlur = 0.45;
    private const double SpoilingBlur = 1.0;

    /// <summary>Writes the three folders below <paramref name="folder"/>.</summary>
    /// <exception cref="GanGateException">GG2010: the folder cannot take them.</exception>
    public static DemoFolders Write(string folder, CancellationToken cancellation)
    {
        try
        {
            return Paint(folder, cancellation);
        }
        catch (Exception failure) when (FileTrouble.Of(failure) is Exception cause)
        {
            throw new GanGateException(ErrorCodes.OutputUnwritable, $"the pictures cannot be written to '{folder}': {cause.Message}", failure);
        }
    }

    private static DemoFolders Paint(string folder, CancellationToken cancellation)
    {
        DemoFolders folders = new(Path.Combine(folder, "reference"), Path.Combine(folder, "good"), Path.Combine(folder, "spoiled"));
        foreach (string path in (string[])[folders.Reference, folders.Good, folders.Spoiled])
        {
            Directory.CreateDirectory(path);
        }

        Parallel.For(0, ReferenceCount + SampleCount, new ParallelOptions { CancellationToken = cancellation }, seed =>
        {
            RgbImage picture = Landscape.Paint(seed);
            if (seed < ReferenceCount)
            {
                PngFile.Write(Path.Combine(folders.Reference, picture.Name), picture);
                return;
            }

            PngFile.Write(Path.Combine(folders.Good, picture.Name), GaussianBlur.Apply(picture, GoodBlur));
            PngFile.Write(Path.Combine(folders.Spoiled, picture.Name), GaussianBlur.Apply(picture, SpoilingBlur));
        });
        return folders;
    }
}

/// <summary>The demo's folders.</summary>
internal sealed record DemoFolders(string Reference, string Good, string Spoiled);
