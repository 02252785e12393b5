using System.Numerics.Tensors;
using GanGate.Images;
using GanGate.Numerics;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>
/// A user's network on two made-up images before the real ones: how many features it gives, whether it gives the same for the same image
/// again, and whether an image's features are its own or depend on which other ones are in its batch.
/// </summary>
/// <param name="path">The network's file.</param>
/// <param name="file">What is said of it.</param>
/// <param name="network">The network.</param>
/// <param name="preprocessing">What images go through.</param>
/// <param name="device">What it runs on.</param>
internal sealed class ExtractorTrial(
    string path, CustomExtractorFile file, OnnxNetwork network, Preprocessing preprocessing, SessionDevice device)
{
    private const int Pair = 2;

    // The square of one more is longer than any array.
    private const int MostFeatures = 46_340;

    // A GPU may sum up in another order each time; dropout and noise are off by far more.
    private const float GpuSlack = 1e-2f;

    // ONNX Runtime rounds differently in another batch size, and half precision by more than single; statistics of a batch are of the size of
    // the differences between its images.
    private const float OfDifference = 1e-2f;
    private const float OfMagnitude = 1e-5f;

    /// <summary>D, the number of features.</summary>
    /// <exception cref="GanGateException">GG3009: the network does not give N x D features, or not the same ones for the same image.</exception>
    public int Dimension()
    {
        float[] images = Images();
        (float[] rows, long[] shape) = Run(images, Pair);
        if (shape is [Pair, > MostFeatures])
        {
            throw Invalid($"its output '{file.Output}' has {shape[1]} features, and a covariance can be had of {MostFeatures} at most: pool them first");
        }

        if (shape is not [Pair, > 0])
        {
            throw Invalid($"its output '{file.Output}' has the shape ({string.Join(", ", shape)}) for {Pair} images, not N x D");
        }

        int dimension = (int)shape[1];
        RequireSame(rows, Run(images, Pair).Values);
        RequireOwn(rows.AsSpan(0, dimension), rows.AsSpan(dimension), Run(images.AsMemory(0, network.InputLength), 1).Values);
        return dimension;
    }

    private void RequireSame(float[] rows, float[] again)
    {
        float slack = device.IsCpu ? 0 : GpuSlack * Math.Abs(TensorPrimitives.MaxMagnitude<float>(rows));
        if (TensorPrimitives.IsFiniteAll<float>(rows) && LargestDifference(rows, again) > slack)
        {
            throw Invalid(
                $"it gives other features for the same images each time, by up to {LargestDifference(rows, again):G3}: dropout or another random "
                + "node is still at work in it; export it for inference (model.eval() in PyTorch)");
        }
    }

    private void RequireOwn(ReadOnlySpan<float> row, ReadOnlySpan<float> other, float[] alone)
    {
        if (!TensorPrimitives.IsFiniteAll(row) || !TensorPrimitives.IsFiniteAll(other)) return;
        float slack = (OfDifference * LargestDifference(row, other))
            + ((device.IsCpu ? OfMagnitude : GpuSlack) * Math.Abs(TensorPrimitives.MaxMagnitude(row)));
        if (alone.Length == row.Length && LargestDifference(row, alone) <= slack) return;
        throw Invalid(
            alone.Length != row.Length
                ? $"its output '{file.Output}' has {alone.Length} features for one image, and {row.Length} for each of two"
                : $"an image's features depend on the others in its batch, by up to {LargestDifference(row, alone):G3}: batch normalisation is "
                    + "still in training, or the network takes something of the whole batch; export it for inference (model.eval() in PyTorch)");
    }

    private static float LargestDifference(ReadOnlySpan<float> some, ReadOnlySpan<float> others)
    {
        float largest = 0;
        for (int i = 0; i < some.Length; i++)
        {
            float difference = Math.Abs(some[i] - others[i]);
            if (float.IsNaN(difference)) return float.PositiveInfinity;
            largest = Math.Max(largest, difference);
        }

        return largest;
    }

    private (float[] Values, long[] Shape) Run(ReadOnlyMemory<float> images, int count)
    {
        try
        {
            return network.Try(images, count);
        }
        catch (OnnxRuntimeException failure)
        {
            string batch = $"{(count == 1 ? "one image" : $"{count} images")} of {file.Size} x {file.Size} ({file.Layout.ToString().ToUpperInvariant()})";
            throw device.IsCpu
                ? Invalid($"it does not take a batch of {batch}: {OnnxEnvironment.ReasonOf(failure)}", failure)
                : device.Failed(path, failure);
        }
    }

    // Coarse patches of colour, and fine noise.
    private float[] Images()
    {
        float[] planes = new float[Pair * network.InputLength];
        Philox random = new(0);
        for (int image = 0; image < Pair; image++)
        {
            int patch = image == 0 ? Math.Max(1, file.Size / 4) : 1;
            byte[] pixels = new byte[file.Size * file.Size * 3];
            for (int i = 0; i < pixels.Length; i++)
            {
                (int x, int y) = (i / 3 % file.Size / patch, i / 3 / file.Size / patch);
                pixels[i] = (byte)(256 * random.UniformAt((ulong)image, (ulong)((((y * file.Size) + x) * 3) + (i % 3))));
            }

            preprocessing.Apply(new RgbImage("", file.Size, file.Size, pixels), planes.AsSpan(image * network.InputLength, network.InputLength));
        }

        return planes;
    }

    private GanGateException Invalid(string reason, Exception? inner = null) => CustomExtractor.Invalid(path, reason, inner);
}
