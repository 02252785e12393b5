namespace GanGate.Metrics;

/// <summary>Which reference images lie within reach of a generated one, and which of them of a single one. Threads may add at once.</summary>
/// <param name="count">The reference images.</param>
internal sealed class ReachedImages(int count)
{
    // Reached by none, by one, or by more, where the number says no more than that.
    private readonly int[] _times = new int[count];

    // The sum of those that reach it: where there is one, that one, in whatever order threads add.
    private readonly long[] _by = new long[count];

    /// <summary>The part of the reference that is reached.</summary>
    public double Share => Reached / (double)count;

    private int Reached => _times.Count(times => times > 0);

    /// <summary>Says that a reference image lies within reach of a generated one.</summary>
    public void Add(int reference, int generated)
    {
        if (Volatile.Read(ref _times[reference]) > 1) return;

        Interlocked.Increment(ref _times[reference]);
        Interlocked.Add(ref _by[reference], generated);
    }

    /// <summary>
    /// The standard error of the share, of another draw of the generated images. The variance of the number of reached images is the sum of
    /// their own, at most binomial and at most the number of those that a single image reaches, and of what they have in common: pairs that
    /// are reached by the same single image, since both are lost without it (the jackknife's share). Never below one image.
    /// </summary>
    /// <param name="generated">How many generated images there are.</param>
    public double StandardError(int generated)
    {
        int[] lostWithout = new int[generated];
        for (int r = 0; r < count; r++)
        {
            if (_times[r] == 1) lostWithout[_by[r]]++;
        }

        double single = lostWithout.Sum(lost => (double)lost), common = lostWithout.Sum(lost => (double)lost * (lost - 1));
        double binomial = NeighbourErrors.OfShare(Reached, count) * count;
        double variance = Math.Min(binomial * binomial, single) + common - (single * single / generated);
        return Math.Sqrt(Math.Max(variance, 1)) / count;
    }
}
