using GanGate.Statistics;

namespace GanGate.Metrics;

/// <summary>
/// The Inception Score exp(E KL(p(y|x) || p(y))) of Salimans et al. 2016 (arXiv 1606.03498, section 4), over splits, as
/// torch-fidelity computes it, and the Inception distance of Heusel et al. 2017 (arXiv 1706.08500, appendix A1) made from it.
/// </summary>
/// <param name="Score">The score over the splits; larger is better, at most min(m, K) for m images a split and K classes.</param>
/// <param name="Distance">min(m, K) - score over the splits: 0 at best.</param>
/// <param name="PaperDistance">m - score over the splits: the paper's IND, which cannot reach 0 when m exceeds K.</param>
/// <param name="Splits">How many splits.</param>
public sealed record InceptionScore(MeanAndDeviation Score, MeanAndDeviation Distance, MeanAndDeviation PaperDistance, int Splits)
{
    /// <summary>The error of the mean over the splits, by how much they differ; 0 for a single one.</summary>
    internal double StandardError => Splits == 1 ? 0 : Score.StandardDeviation / Math.Sqrt(Splits - 1);

    /// <summary>The seed with which torch-fidelity shuffles.</summary>
    private const uint ShuffleSeed = 2020;

    /// <summary>Measures one set of images.</summary>
    /// <param name="logits">N x K logits without the bias of the last layer; K is 1008 for Inception.</param>
    /// <param name="splits">Split i holds rows i N / splits up to (i + 1) N / splits, rounded down.</param>
    /// <param name="shuffle">Whether the rows are shuffled first, always the same way; files often lie sorted by class.</param>
    /// <exception cref="GanGateException">There are fewer images than splits (GG2004), or a value is not finite (GG2011).</exception>
    public static InceptionScore Of(FeatureTable logits, int splits = 10, bool shuffle = true)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentOutOfRangeException.ThrowIfLessThan(splits, 1);
        FeatureRows rows = new(logits, "generated");
        rows.RequireCount(splits, $"the Inception Score over {splits} splits");

        int[] order = shuffle ? new NumpyRandom(ShuffleSeed).Permutation(rows.Count) : [.. Enumerable.Range(0, rows.Count)];
        double[] scores = new double[splits], distances = new double[splits], paperDistances = new double[splits];
        Parallel.For(0, splits, split =>
        {
            int start = (int)((long)split * rows.Count / splits), end = (int)((split + 1L) * rows.Count / splits);
            scores[split] = ScoreOf(rows, order.AsSpan(start..end));
            distances[split] = Math.Min(end - start, logits.Dimension) - scores[split];
            paperDistances[split] = end - start - scores[split];
        });
        return new InceptionScore(
            MeanAndDeviation.Of(scores), MeanAndDeviation.Of(distances), MeanAndDeviation.Of(paperDistances), splits);
    }

    // The mean divergence from the mean distribution is the entropy of the mean less the mean entropy.
    private static double ScoreOf(FeatureRows rows, ReadOnlySpan<int> split)
    {
        double[] mean = new double[rows.Dimension];
        double meanEntropy = 0;
        foreach (int row in split) meanEntropy += AddSoftmax(rows[row], mean) / split.Length;

        double entropy = 0;
        foreach (double sum in mean)
        {
            double probability = sum / split.Length;
            if (probability > 0) entropy -= probability * Math.Log(probability);
        }

        return Math.Exp(entropy - meanEntropy);
    }

    // Adds the softmax of one row to the sum over rows; returns its entropy.
    private static double AddSoftmax(ReadOnlySpan<float> logits, Span<double> sum)
    {
        double largest = double.NegativeInfinity;
        foreach (float logit in logits) largest = Math.Max(largest, logit);

        double total = 0;
        foreach (float logit in logits) total += Math.Exp(logit - largest);

        double logTotal = largest + Math.Log(total), entropy = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double logProbability = logits[i] - logTotal, probability = Math.Exp(logProbability);
            entropy -= probability * logProbability;
            sum[i] += probability;
        }

        return entropy;
    }
}
