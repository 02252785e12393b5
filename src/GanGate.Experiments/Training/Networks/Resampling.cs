using GanGate.Training.Graphs;

namespace GanGate.Training.Networks;

/// <summary>Images of twice and of half the size.</summary>
internal static class Resampling
{
    /// <summary>Every pixel four times.</summary>
    public static Node Double(Node images)
    {
        (int n, int c, int h, int w) = (images.Shape[0], images.Shape[1], images.Shape[2], images.Shape[3]);
        return images.Reshape(n, c, h, 1, w, 1).Expand(n, c, h, 2, w, 2).Reshape(n, c, 2 * h, 2 * w);
    }

    /// <summary>The means of four pixels.</summary>
    public static Node Halve(Node images)
    {
        (int n, int c, int h, int w) = (images.Shape[0], images.Shape[1], images.Shape[2] / 2, images.Shape[3] / 2);
        return images.Reshape(n, c, h, 2, w, 2).Mean(3, 5).Reshape(n, c, h, w);
    }
}
