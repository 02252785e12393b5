using GanGate.Texts;

namespace GanGate.Metrics;

/// <summary>
/// The Jensen-Shannon divergence between the character n-grams of generated and reference text, in bits: 0 for equal distributions, 1 for
/// texts that share no n-gram. As the paper measures its text generators (Heusel et al. 2017, arXiv 1706.08500, section 4, after
/// Gulrajani et al. 2017, arXiv 1704.00028): JSD = (KL(p||m) + KL(q||m)) / (2 ln 2), m = (p + q) / 2, every occurrence within a line of a
/// fixed length counted.
/// </summary>
/// <param name="N">Characters of an n-gram.</param>
/// <param name="Value">The divergence. It falls with the number of samples: only values of equal counts compare.</param>
/// <param name="StandardError">
/// Of the value, were as many other lines generated, against the same reference: sqrt(var(IF) / count), IF(line) the sum of
/// log2(p / m) / 2 over its n-grams, the derivative of the divergence by p.
/// </param>
public sealed record NgramDivergence(int N, double Value, double StandardError)
{
    // About 250 MB.
    private const int MostNgrams = 4_000_000;

    /// <summary>Measures one n. The texts are read once or twice, more often where one share of the n-grams at a time fits the memory.</summary>
    /// <param name="generated">The generated lines.</param>
    /// <param name="reference">The reference's lines.</param>
    /// <param name="n">1 to 6.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    /// <param name="mostNgrams">The most n-grams held at a time; the value does not depend on it but for rounding.</param>
    internal static NgramDivergence Between(
        TextSet generated, TextSet reference, int n, CancellationToken cancellation, int mostNgrams = MostNgrams)
    {
        NgramTable table = new(mostNgrams);
        double shared = 0, matched = 0;
        double[] influence = new double[generated.Count];
        double p = 1.0 / generated.NgramCount(n), q = 1.0 / reference.NgramCount(n);
        for (int share = 0; share < table.Shares; share++)
        {
            // More shares than now: from the start, since the shares are cut anew.
            if (!Count(table, share, generated, reference, n, cancellation))
            {
                table.Begin(0, 2 * table.Shares);
                (share, shared, matched) = (-1, 0, 0);
                Array.Clear(influence);
                continue;
            }

            double[] logs = Add(table, p, q, ref shared, ref matched);
            AddInfluence(table, generated, n, logs, influence, cancellation);
        }

        // What only the reference has lies half a bit from m.
        double value = Math.Clamp((shared / 2) + ((1 - matched) / 2), 0, 1);
        return new NgramDivergence(n, value, MeanAndDeviation.Of(influence).StandardDeviation / Math.Sqrt(influence.Length));
    }

    private static bool Count(
        NgramTable table, int share, TextSet generated, TextSet reference, int n, CancellationToken cancellation)
    {
        table.Begin(share, table.Shares);
        return generated.Read(n, AddAll, cancellation) && reference.Read(n, Match, cancellation);

        bool AddAll(ReadOnlySpan<UInt128> keys)
        {
            foreach (UInt128 key in keys)
            {
                if (!table.AddFirst(key)) return false;
            }

            return true;
        }

        bool Match(ReadOnlySpan<UInt128> keys)
        {
            foreach (UInt128 key in keys) table.AddSecond(key);
            return true;
        }
    }

    // p log2(p / m) + q log2(q / m) over the n-grams of the generated text; returns log2(p / m) / 2 of each.
    private static double[] Add(NgramTable table, double p, double q, ref double shared, ref double matched)
    {
        double[] logs = new double[table.First.Length];
        for (int row = 0; row < logs.Length; row++)
        {
            double ours = table.First[row] * p, theirs = table.Second[row] * q, mean = (ours + theirs) / 2;
            double log = Math.Log2(ours / mean);
            shared += (ours * log) + (theirs > 0 ? theirs * Math.Log2(theirs / mean) : 0);
            matched += theirs;
            logs[row] = log / 2;
        }

        return logs;
    }

    private static void AddInfluence(
        NgramTable table, TextSet generated, int n, double[] logs, double[] influence, CancellationToken cancellation)
    {
        int line = 0;
        generated.Read(n, Sum, cancellation);

        bool Sum(ReadOnlySpan<UInt128> keys)
        {
            double sum = 0;
            foreach (UInt128 key in keys)
            {
                int row = table.RowOf(key);
                if (row >= 0) sum += logs[row];
            }

            influence[line++] += sum / keys.Length;
            return true;
        }
    }
}
