using GanGate.Metrics;
using GanGate.Statistics;

namespace GanGate.Simulation;

/// <summary>A generator whose true distance to a reference is known, because it is a Gaussian or a fixed large set of rows.</summary>
internal sealed class Population
{
    private readonly Action<Random, Span<float>> _draw;

    private Population(int dimension, FeatureStatistics truth, Action<Random, Span<float>> draw) =>
        (Dimension, Truth, _draw) = (dimension, truth, draw);

    /// <summary>D.</summary>
    public int Dimension { get; }

    /// <summary>Its true mean and covariance.</summary>
    public FeatureStatistics Truth { get; }

    /// <summary>The distance of endless samples of it.</summary>
    public double DistanceTo(FeatureStatistics reference) => FrechetDistance.Between(Truth, reference).Value;

    /// <summary>Independent samples.</summary>
    public float[] Draw(Random random, int count)
    {
        float[] rows = new float[count * Dimension];
        for (int row = 0; row < count; row++) _draw(random, rows.AsSpan(row * Dimension, Dimension));
        return rows;
    }

    /// <summary>x = mean + scale_i * w_i, w standard normal: features of which a few vary most, as those of networks do.</summary>
    /// <param name="dimension">D.</param>
    /// <param name="mean">The mean of every feature.</param>
    /// <param name="scale">The standard deviation of feature i.</param>
    public static Population Gaussian(int dimension, double mean, Func<int, double> scale)
    {
        double[] mu = new double[dimension], sigma = new double[dimension * dimension], deviations = [.. Enumerable.Range(0, dimension).Select(scale)];
        Array.Fill(mu, mean);
        for (int i = 0; i < dimension; i++) sigma[(i * dimension) + i] = deviations[i] * deviations[i];
        return new Population(dimension, new FeatureStatistics(mu, sigma), (random, row) =>
        {
            for (int i = 0; i < row.Length; i++) row[i] = (float)(mean + (deviations[i] * Normal(random)));
        });
    }

    /// <summary>Rows drawn with replacement from a set that stands for all there are.</summary>
    public static Population Of(float[] rows, int dimension)
    {
        MomentAccumulator moments = new(dimension);
        moments.Add(rows);
        FeatureStatistics sample = moments.ToMoments().ToStatistics();

        // Of the set as a whole: divisor n.
        int count = rows.Length / dimension;
        double[] sigma = [.. sample.Sigma.Select(value => value * (count - 1) / count)];
        return new Population(dimension, new FeatureStatistics(sample.Mu, sigma), (random, row) =>
            rows.AsSpan(random.Next(count) * dimension, dimension).CopyTo(row));
    }

    /// <summary>Each sample from this population, but a share of them from another.</summary>
    public Population Contaminated(Population other, double share)
    {
        double[] mu = [.. Truth.Mu.Select((value, i) => value + (share * (other.Truth.Mu[i] - value)))];
        double[] sigma = new double[Dimension * Dimension];
        for (int i = 0; i < Dimension; i++)
        {
            for (int j = 0; j < Dimension; j++)
            {
                int at = (i * Dimension) + j;
                double apart = (other.Truth.Mu[i] - Truth.Mu[i]) * (other.Truth.Mu[j] - Truth.Mu[j]);
                sigma[at] = ((1 - share) * Truth.Sigma[at]) + (share * other.Truth.Sigma[at]) + (share * (1 - share) * apart);
            }
        }

        return new Population(Dimension, new FeatureStatistics(mu, sigma), (random, row) =>
            (random.NextDouble() < share ? other : this)._draw(random, row));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
