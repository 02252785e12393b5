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
/// <param name="network">The network; it learns what its output's rows are.</param>
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

    private readonly int _batch = network.Input.Batch > 0 ? network.Input.Batch : Pair;

    /// <summary>Tries the network.</summary>
    /// <returns>What its output is made of.</returns>
    /// <exception cref="GanGateException">GG3009: there is no rule for its output, or it does not give the same features for the same image.</exception>
    public NetworkOutput Output()
    {
        float[] images = Images();
        (float[] values, long[] shape) = Run(images, _batch);
        network.Output = OutputOf(shape);
        float[] rows = RowsOf(values, _batch);
        RequireSame(rows, RowsOf(Run(images, _batch).Values, _batch));
        if (network.Input.Batch == 0) RequireOwn(rows, images.AsMemory(0, network.InputLength));
        else RequireOwnInFixed(rows, images);
        return network.Output;
    }

    private NetworkOutput OutputOf(long[] shape)
    {
        if (shape.Length < 2 || shape[0] != _batch || shape.Any(length => length < 1))
        {
            string images = _batch == 1 ? "one image" : $"{_batch} images";
            throw Invalid($"its output '{file.Output}' has the shape ({string.Join(", ", shape)}) for {images}, not N x D");
        }

        NetworkOutput output = ExtractorRows.Find(network.Output, file, shape[1..], out string? misfit);
        return misfit is not null ? throw Invalid(misfit)
            : output.Dimension > MostFeatures
                ? throw Invalid(
                    $"its output '{file.Output}' has {output.Dimension} features, and a covariance can be had of {MostFeatures} at most: pool them first")
            : output;
    }

    private float[] RowsOf(float[] values, int count)
    {
        float[] rows = new float[count * network.Output.Dimension];
        network.Output.Reduce(values, count, rows);
        return rows;
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

    private void RequireOwn(ReadOnlySpan<float> rows, ReadOnlyMemory<float> image)
    {
        ReadOnlySpan<float> row = RowOf(rows, 0);
        (float[] values, long[] shape) = Run(image, 1);
        if (shape[0] != 1 || !shape.AsSpan(1).SequenceEqual(network.Output.Shape))
        {
            if (!TensorPrimitives.IsFiniteAll(rows)) return;
            throw Invalid($"its output '{file.Output}' has the shape ({string.Join(", ", shape)}) for one image, and {row.Length} features for each of two");
        }

        RequireNear(rows, RowsOf(values, 1), "the others in its batch");
    }

    // Where the batch is fixed, the first image is tried among copies of itself: only then are the statistics of a batch of two others.
    private void RequireOwnInFixed(ReadOnlySpan<float> rows, float[] images)
    {
        if (_batch == 1) return;
        for (int i = 1; i < _batch; i++) images.AsSpan(0, network.InputLength).CopyTo(images.AsSpan(i * network.InputLength));
        float[] copies = RowsOf(Run(images, _batch).Values, _batch);
        RequireNear(rows, RowOf(copies, 0), "the others in its batch");
        for (int i = 1; i < _batch; i++) RequireNear(rows, RowOf(copies, i), "its place in the batch");
    }

    private void RequireNear(ReadOnlySpan<float> rows, ReadOnlySpan<float> found, string cause)
    {
        ReadOnlySpan<float> row = RowOf(rows, 0), other = RowOf(rows, 1);
        if (!TensorPrimitives.IsFiniteAll(row) || !TensorPrimitives.IsFiniteAll(other)) return;
        float slack = (OfDifference * LargestDifference(row, other))
            + ((device.IsCpu ? OfMagnitude : GpuSlack) * Math.Abs(TensorPrimitives.MaxMagnitude(row)));
        if (LargestDifference(row, found) <= slack) return;
        throw Invalid(
            $"an image's features depend on {cause}, by up to {LargestDifference(row, found):G3}: batch normalisation is "
            + "still in training, or the network takes something of the whole batch; export it for inference (model.eval() in PyTorch)");
    }

    private ReadOnlySpan<float> RowOf(ReadOnlySpan<float> rows, int image) =>
        rows.Slice(image * network.Output.Dimension, network.Output.Dimension);

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

    // Coarse patches of colour, and fine noise; in a batch of more the noise again.
    private float[] Images()
    {
        float[] planes = new float[_batch * network.InputLength];
        for (int image = 0; image < Math.Min(_batch, Pair); image++)
        {
            preprocessing.Apply(ImageOf(image), planes.AsSpan(image * network.InputLength, network.InputLength));
        }

        for (int image = Pair; image < _batch; image++)
        {
            planes.AsSpan(network.InputLength, network.InputLength).CopyTo(planes.AsSpan(image * network.InputLength));
        }

        return planes;
    }

    private RgbImage ImageOf(int image)
    {
        Philox random = new(0);
        int patch = image == 0 ? Math.Max(1, file.Size / 4) : 1;
        byte[] pixels = new byte[file.Size * file.Size * 3];
        for (int i = 0; i < pixels.Length; i++)
        {
            (int x, int y) = (i / 3 % file.Size / patch, i / 3 / file.Size / patch);
            pixels[i] = (byte)(256 * random.UniformAt((ulong)image, (ulong)((((y * file.Size) + x) * 3) + (i % 3))));
        }

        return new RgbImage("", file.Size, file.Size, pixels);
    }

    private GanGateException Invalid(string reason, Exception? inner = null) => CustomExtractor.Invalid(path, reason, inner);
}
