using System.Numerics.Tensors;
using GanGate.Numerics;

namespace GanGate.Metrics;

/// <summary>
/// Random pairs and triples of samples, to see how much the second order of a distance scatters: of independent samples x, z and w its variance
/// is 2 E h(x, z)^2 / n^2 and its third cumulant 8 E h(x, z) h(z, w) h(w, x) / n^3. Samples in random order stand in a circle, and each makes
/// a pair with each of those that follow.
/// </summary>
internal sealed class SamplePairs
{
    /// <summary>With fewer samples nothing is known of pairs that does not hold for these few alone.</summary>
    public const int FewestSamples = 16;

    private const ulong Seed = 20180112;
    private const int Pairs = 16_384, FewestFollowers = 4, BlockPairs = 1024;

    // As few samples as have enough pairs, as many as there is room for.
    private const int FewestKept = 2048, MostValues = 1 << 21;

    private readonly int[] _places;
    private readonly int _samples;
    private readonly RowMajorMatrix _centred;
    private readonly RowMajorMatrix _modes;
    private readonly double[] _quotients;

    /// <summary>Chooses among n samples.</summary>
    /// <param name="count">n, at least <see cref="FewestSamples"/>.</param>
    /// <param name="dimension">D.</param>
    /// <param name="modes">Modes of the transport map.</param>
    public SamplePairs(int count, int dimension, int modes)
    {
        _samples = count;
        int kept = Math.Min(count, Math.Max(FewestKept, MostValues / dimension));
        _places = new Philox(Seed).Order(stream: 0, count);
        for (int row = 0; row < count; row++) _places[row] = _places[row] < kept ? _places[row] : -1;
        (_centred, _modes, _quotients) = (new RowMajorMatrix(kept, dimension), new RowMajorMatrix(kept, modes), new double[kept]);
    }

    /// <summary>Takes the chosen samples of one block.</summary>
    /// <param name="start">The first sample.</param>
    /// <param name="centred">Centred features.</param>
    /// <param name="modes">Their modes y.</param>
    /// <param name="count">How many.</param>
    /// <param name="values">s of the modes.</param>
    public void Add(int start, RowMajorMatrix centred, RowMajorMatrix modes, int count, double[] values)
    {
        for (int row = 0; row < count; row++)
        {
            if (_places[start + row] is not (>= 0 and int place)) continue;
            centred[row].CopyTo(_centred[place]);
            Span<double> y = _modes[place];
            modes[row].CopyTo(y);
            for (int mode = 0; mode < y.Length; mode++) _quotients[place] += y[mode] * y[mode] / values[mode];
        }
    }

    /// <summary>Variance and third cumulant of the second order.</summary>
    /// <param name="kernel">h.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    public (double Variance, double ThirdCumulant) Of(SecondOrderKernel kernel, int threads)
    {
        int kept = _quotients.Length;
        double[][] h = [.. Enumerable.Range(1, Math.Clamp(Pairs / kept, FewestFollowers, (kept - 1) / 2)).Select(step => OfStep(step, kernel, threads))];
        double n = _samples, squares = h.Sum(step => TensorPrimitives.SumOfSquares<double>(step)) / h.Length / kept;
        double cubes = 0;
        int triples = 0;
        for (int a = 1; a < h.Length; a++)
        {
            for (int b = 1; a + b <= h.Length; b++, triples++)
            {
                for (int i = 0; i < kept; i++) cubes += h[a - 1][i] * h[b - 1][(i + a) % kept] * h[a + b - 1][i];
            }
        }

        return (2 * squares / (n * n), 8 * cubes / triples / kept / (n * n * n));
    }

    // h of every sample with the one so many places after it.
    private double[] OfStep(int step, SecondOrderKernel kernel, int threads)
    {
        int kept = _quotients.Length, block = Math.Min(BlockPairs, kept);
        RowMajorMatrix products = new(block, _modes.Columns);
        double[] values = new double[kept];
        for (int start = 0; start < kept; start += block)
        {
            int count = Math.Min(block, kept - start);
            for (int row = 0; row < count; row++) TensorPrimitives.Multiply(_modes[start + row], _modes[Other(start + row)], products[row]);
            double[] quartic = kernel.Quartic(products, count, threads);
            for (int row = 0; row < count; row++)
            {
                int first = start + row, second = Other(first);
                values[first] = kernel.Of(
                    TensorPrimitives.Dot(_centred[first], _centred[second]), quartic[row], _quotients[first], _quotients[second]);
            }
        }

        return values;

        int Other(int place) => (place + step) % kept;
    }
}
