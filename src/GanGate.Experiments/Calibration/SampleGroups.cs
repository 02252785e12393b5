using System.Numerics.Tensors;
using GanGate.Measuring;
using GanGate.Numerics;

namespace GanGate.Calibration;

/// <summary>
/// The classes of a set of samples: those that its source states, or ten clusters of the features (Lloyd's algorithm from samples far from
/// each other, as k-means++ draws them).
/// </summary>
internal static class SampleGroups
{
    private const int Clusters = 10;
    private const int MostSteps = 20;

    // Less is no class that a generator makes.
    private const int FewestMembers = 2;

    /// <summary>The groups by their names; empty where there are too few samples.</summary>
    /// <param name="samples">Their features must be at hand.</param>
    /// <param name="seed">What the first centres follow from.</param>
    public static IReadOnlyList<(string Name, int[] Members)> Of(FeatureSet samples, long seed)
    {
        string?[] classes = [.. Enumerable.Range(0, samples.Count).Select(row => samples.Images?.ClassOf(row))];
        bool stated = classes.All(name => name is not null) && classes.Distinct().Count() > 1;
        int[] clusters = stated || samples.Count < Clusters * FewestMembers ? [] : ClustersOf(samples, new Philox((ulong)seed));
        IEnumerable<(string Name, int Row)> named = stated
            ? classes.Select((name, row) => (name!, row))
            : clusters.Select((cluster, row) => (FormattableString.Invariant($"cluster {cluster + 1}"), row));
        return [.. named
            .GroupBy(one => one.Name, one => one.Row, StringComparer.Ordinal)
            .Select(group => (group.Key, Members: group.ToArray()))
            .Where(group => group.Members.Length >= FewestMembers && group.Members.Length <= samples.Count - FewestMembers)
            .OrderBy(group => group.Key, StringComparer.Ordinal)];
    }

    private static int[] ClustersOf(FeatureSet samples, Philox random)
    {
        int dimension = samples.Statistics.Dimension;
        ReadOnlySpan<float> rows = samples.Features!.Value.Span;
        float[][] centres = FirstCentres(rows, samples.Count, dimension, random);
        int[] nearest = new int[samples.Count];
        for (int step = 0; step < MostSteps; step++)
        {
            bool moved = false;
            for (int row = 0; row < nearest.Length; row++)
            {
                int centre = Nearest(rows.Slice(row * dimension, dimension), centres);
                moved |= centre != nearest[row];
                nearest[row] = centre;
            }

            if (!moved) break;
            Move(centres, rows, nearest);
        }

        return nearest;
    }

    private static float[][] FirstCentres(ReadOnlySpan<float> rows, int count, int dimension, Philox random)
    {
        List<float[]> centres = [rows.Slice((int)(random.UniformAt(0, 0) * count) * dimension, dimension).ToArray()];
        double[] squares = new double[count];
        Array.Fill(squares, double.PositiveInfinity);
        while (centres.Count < Clusters)
        {
            for (int row = 0; row < count; row++)
            {
                squares[row] = Math.Min(squares[row], Square(rows.Slice(row * dimension, dimension), centres[^1]));
            }

            double left = random.UniformAt(0, (ulong)centres.Count) * squares.Sum();
            int chosen = 0;
            while (chosen < count - 1 && (left -= squares[chosen]) > 0) chosen++;
            centres.Add(rows.Slice(chosen * dimension, dimension).ToArray());
        }

        return [.. centres];
    }

    private static void Move(float[][] centres, ReadOnlySpan<float> rows, int[] nearest)
    {
        int dimension = centres[0].Length;
        for (int centre = 0; centre < centres.Length; centre++)
        {
            int members = nearest.Count(one => one == centre);
            if (members == 0) continue;
            Array.Clear(centres[centre]);
            for (int row = 0; row < nearest.Length; row++)
            {
                if (nearest[row] == centre) TensorPrimitives.Add(centres[centre], rows.Slice(row * dimension, dimension), centres[centre]);
            }

            TensorPrimitives.Divide(centres[centre], members, centres[centre]);
        }
    }

    private static int Nearest(ReadOnlySpan<float> row, float[][] centres)
    {
        int nearest = 0;
        double least = double.PositiveInfinity;
        for (int centre = 0; centre < centres.Length; centre++)
        {
            double square = Square(row, centres[centre]);
            if (square < least) (nearest, least) = (centre, square);
        }

        return nearest;
    }

    private static double Square(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double distance = TensorPrimitives.Distance(a, b);
        return distance * distance;
    }
}
