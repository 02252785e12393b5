using GanGate.Images;

namespace GanGate.Training.Runs;

/// <summary>The first samples side by side, as one picture.</summary>
internal static class SampleSheet
{
    private const int Side = 8;

    /// <summary>The PNG of up to 8 x 8 samples.</summary>
    public static byte[] Draw(SampledImages samples)
    {
        int size = samples.Size, width = Side * size, rows = Math.Max(1, Math.Min(Side, (samples.Count + Side - 1) / Side));
        byte[] pixels = new byte[width * rows * size * 3];
        for (int i = 0; i < Math.Min(samples.Count, Side * Side); i++)
        {
            for (int row = 0; row < size; row++)
            {
                int target = ((((i / Side * size) + row) * width) + (i % Side * size)) * 3;
                samples.Images[i].AsSpan(row * size * 3, size * 3).CopyTo(pixels.AsSpan(target));
            }
        }

        return PngFile.Encode(new RgbImage("samples", width, rows * size, pixels));
    }
}
