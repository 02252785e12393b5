using System.Diagnostics;
using System.Globalization;
using GanGate.Metrics;
using GanGate.Numerics;
using GanGate.Statistics;

namespace GanGate.Benchmarks;

/// <summary>Prints the table of docs/performance.md: every kernel at D = 2048, in turn with its peer.</summary>
internal static class KernelTable
{
    private const int D = 2048;
    private const int Rows = 5000;
    private const int Repetitions = 5;

    private static double _productRate;

    public static void Print(string python)
    {
        using var peers = new PeerTimes(python);
        Console.WriteLine("| kernel | size | threads | time, s | GFLOP/s | of the product's rate | peer | peer's time, s |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (int threads in new[] { Tiles.AllCores, 1 }.Distinct())
        {
            PrintKernels(threads, threads == Tiles.AllCores ? peers : null);
            PrintDistances(threads, threads == Tiles.AllCores ? peers : null);
        }
    }

    private static unsafe void PrintKernels(int threads, PeerTimes? peers)
    {
        double cube = (double)D * D * D;
        double[] values = RandomValues(D * D), a = Pinned(values), b = Pinned(RandomValues(D * D)), c = Pinned(new double[D * D]);
        fixed (double* pa = a, pb = b, pc = c)
        {
            MatrixView x = new(pa, D, D, D), y = new(pb, D, D, D), z = new(pc, D, D, D);
            Row("product (gemm)", "gemm", "numpy @", threads, 2 * cube, peers, () => Gemm.Multiply(1, x, y, z, false, threads));
            Row("lower product (syrk)", "syrk", "dsyrk", threads, cube, peers, () => Gemm.MultiplyLower(1, x.Transposed, x, z, false, threads));
            Row("tridiagonal form (sytrd)", "", "", threads, 4 * cube / 3, peers, () =>
            {
                values.CopyTo(a, 0);
                Sytrd.Reduce(x, threads);
            });
            Row("eigenvalues (sytrd, sterf)", "syev", "eigvalsh", threads, 4 * cube / 3, peers, () =>
            {
                values.CopyTo(a, 0);
                SymmetricEigen.Values(x, threads);
            });
            Row("eigenvalues and vectors (syevd)", "syevd", "eigh, evd", threads, 14 * cube / 3, peers, () =>
            {
                values.CopyTo(a, 0);
                SymmetricEigen.ValuesAndVectors(x, z, threads);
            });
        }
    }

    private static void PrintDistances(int threads, PeerTimes? peers)
    {
        float[] rows = [.. RandomValues(Rows * D).Select(value => (float)value)];
        float[] others = [.. rows.Select((value, i) => value * (1 + i % D % 7) + (float)Math.Sin(i))];
        FeatureStatistics reference = Moments(rows, threads), generated = Moments(others, threads);
        CovarianceFactor factor = CovarianceFactor.Of(reference, threads);
        double square = (double)D * D;
        Row("moments of 5,000 rows", "moments", "np.cov", threads, Rows * square, peers, () => Moments(rows, threads));
        Row("pivoted Cholesky (pstrf)", "pstrf", "dpstrf", threads, square * D / 3, peers, () => PivotedCholesky.Pstrf(reference.Sigma, D, threads));
        Row("distance", "distance", "sqrtm", threads, 4 * square * D, peers, () => FrechetDistance.Between(generated, reference, null, threads));
        Row("distance, reference's factor at hand", "", "", threads, 11 * square * D / 3, peers,
            () => FrechetDistance.Between(generated, reference, factor, threads));
    }

    private static FeatureStatistics Moments(float[] rows, int threads)
    {
        var accumulator = new MomentAccumulator(D, 0, threads);
        accumulator.Add(rows);
        return accumulator.ToMoments().ToStatistics();
    }

    /// <summary>The least of several times, ours and the peer's taken in turn so that a busy machine disturbs both alike.</summary>
    private static void Row(string name, string peerKernel, string peerName, int threads, double operations, PeerTimes? peers, Action kernel)
    {
        double ours = double.PositiveInfinity, peer = double.PositiveInfinity;
        for (int i = 0; i < Repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            kernel();
            ours = Math.Min(ours, Stopwatch.GetElapsedTime(start).TotalSeconds);
            if (peers is not null && peerKernel.Length > 0) peer = Math.Min(peer, peers.Measure(peerKernel));
        }

        double rate = operations / ours / 1e9;
        if (peerKernel == "gemm") _productRate = rate;
        string peerTime = double.IsFinite(peer) ? peer.ToString("F2", CultureInfo.InvariantCulture) : "";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {D} | {threads} | {ours:F2} | {rate:F0} | {rate / _productRate:P0} | {(peerTime.Length > 0 ? peerName : "")} | {peerTime} |"));
    }

    private static double[] RandomValues(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
    }

    private static double[] Pinned(double[] values)
    {
        double[] pinned = GC.AllocateUninitializedArray<double>(values.Length, pinned: true);
        values.CopyTo(pinned, 0);
        return pinned;
    }
}
