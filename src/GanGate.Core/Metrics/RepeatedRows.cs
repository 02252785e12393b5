using System.Runtime.InteropServices;

namespace GanGate.Metrics;

/// <summary>Samples that repeat each other, and those that repeat reference images.</summary>
/// <param name="Exact">For each row the first row that is equal to it: itself, but for repeats.</param>
/// <param name="Near">For each row that is the first of its kind the nearest other such row within the radius; none for the others.</param>
/// <param name="Copied">For each row the nearest reference row within the radius; null where the reference's rows are not at hand.</param>
/// <param name="SquaredRadius">The square of the distance up to which two rows count as the same picture.</param>
internal sealed record RepeatedRows(int[] Exact, Neighbour[] Near, Neighbour[]? Copied, double SquaredRadius)
{
    /// <summary>
    /// The radius that was measured in pyramid features. Between pairs of different photos there is next to none of so small a distance; a
    /// photo saved again as JPEG is nearer (docs/statistics.md has the figures).
    /// </summary>
    public const double UsualRadius = 0.1;

    /// <summary>Finds the repeats.</summary>
    /// <param name="rows">The generated samples.</param>
    /// <param name="reference">The reference images' features, where at hand.</param>
    /// <param name="variances">The variances of the reference's features.</param>
    /// <param name="radius">The radius, as a share of the root mean square distance between two independent reference images.</param>
    public static RepeatedRows Find(FeatureRows rows, FeatureRows? reference, double[] variances, double radius = UsualRadius)
    {
        // Two independent images are 2 Tr S apart, squared and on average.
        double squaredRadius = radius * radius * 2 * variances.Sum();
        int[] exact = FirstEqual(rows);
        int[] firsts = [.. Enumerable.Range(0, rows.Count).Where(row => exact[row] == row)];
        Neighbour[] near = Neighbour.NoneFor(rows.Count), found = CloseRows.Within(rows, firsts, variances, squaredRadius);
        for (int i = 0; i < firsts.Length; i++) near[firsts[i]] = found[i];

        return new RepeatedRows(exact, near, reference is FeatureRows others ? Copies(others) : null, squaredRadius);

        Neighbour[] Copies(FeatureRows others)
        {
            Neighbour[] copied = new Neighbour[rows.Count];
            Neighbour[] close = CloseRows.Between(rows, firsts, others, variances, squaredRadius);
            for (int i = 0; i < firsts.Length; i++) copied[firsts[i]] = close[i];
            for (int row = 0; row < copied.Length; row++) copied[row] = copied[exact[row]];
            return copied;
        }
    }

    private static int[] FirstEqual(FeatureRows rows)
    {
        Dictionary<int, List<int>> byHash = [];
        int[] first = new int[rows.Count];
        for (int row = 0; row < rows.Count; row++)
        {
            HashCode hash = default;
            hash.AddBytes(MemoryMarshal.AsBytes(rows[row]));
            ref List<int>? known = ref CollectionsMarshal.GetValueRefOrAddDefault(byHash, hash.ToHashCode(), out _);
            known ??= [];
            first[row] = row;
            foreach (int earlier in known)
            {
                if (rows[earlier].SequenceEqual(rows[row])) first[row] = earlier;
            }

            if (first[row] == row) known.Add(row);
        }

        return first;
    }
}
