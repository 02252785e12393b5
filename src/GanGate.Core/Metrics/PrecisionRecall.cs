using System.Text.Json.Serialization;
using GanGate.Statistics;

namespace GanGate.Metrics;

/// <summary>
/// How much of the generated images is like the reference, and how much of the reference is reached, by nearest neighbours among
/// features. Precision and recall: Kynkäänniemi et al. 2019 (arXiv 1904.06991, equations 1 and 2), as torch-fidelity computes them.
/// Density and coverage: Naeem et al. 2020 (arXiv 2002.09797, equations 3 and 4), as their own program computes them.
/// </summary>
/// <param name="Precision">The part of the generated images that lie within reach of a reference image.</param>
/// <param name="Recall">The part of the reference images that lie within reach of a generated image.</param>
/// <param name="Neighbours">k of precision and recall.</param>
/// <param name="Density">How many reference images have a generated image within reach, per generated image and k; can exceed 1.</param>
/// <param name="Coverage">The part of the reference images with a generated image within reach.</param>
/// <param name="DensityNeighbours">k of density and coverage.</param>
public sealed record PrecisionRecall(
    double Precision, double Recall, int Neighbours, double Density, double Coverage, int DensityNeighbours)
{
    /// <summary>The standard errors, of another draw of as many generated images.</summary>
    [JsonIgnore]
    internal NeighbourErrors Errors { get; private init; } = new(0, 0, 0, 0);

    /// <summary>The harmonic mean of precision and recall; 0 where both are 0.</summary>
    public double FScore => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>
    /// Measures both pairs in one pass over the distances. An image's reach is the distance to its k-th nearest neighbour in its own
    /// set, itself not counted; a point on the edge is within reach for precision and recall, and not for density and coverage.
    /// </summary>
    /// <param name="generated">n x D features of the generated images.</param>
    /// <param name="reference">n_r x D features of the reference images.</param>
    /// <param name="neighbours">k of precision and recall.</param>
    /// <param name="densityNeighbours">k of density and coverage.</param>
    /// <param name="cancellation">Stops the computation, which takes minutes for tens of thousands of images.</param>
    /// <exception cref="GanGateException">A set has no more images than neighbours (GG2004), or a value is not finite (GG2011).</exception>
    public static PrecisionRecall Between(
        FeatureTable generated, FeatureTable reference, int neighbours = 3, int densityNeighbours = 5, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(generated);
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(densityNeighbours, 1);
        FeatureRows generatedRows = new(generated, "generated", cancellation);
        FeatureRows referenceRows = new(reference, "reference", cancellation);
        int most = Math.Max(neighbours, densityNeighbours);
        generatedRows.RequireCount(neighbours + 1, $"precision and recall with {neighbours} neighbours");
        referenceRows.RequireCount(most + 1, $"density and coverage with {most} neighbours");

        NearestNeighbours near = NearestNeighbours.Find(referenceRows, most);
        double[] referenceReach = near.SquaredRadii(neighbours), densityReach = near.SquaredRadii(densityNeighbours);
        double[] generatedReach = NearestNeighbours.Find(generatedRows, neighbours).SquaredRadii(neighbours);
        bool[] precise = new bool[generatedRows.Count];
        int[] dense = new int[generatedRows.Count];
        ReachedImages recalled = new(referenceRows.Count), covered = new(referenceRows.Count);

        SquaredDistances.ForEachBlock(generatedRows, referenceRows, block =>
        {
            for (int i = 0; i < block.Rows; i++)
            {
                ReadOnlySpan<double> distances = block[i];
                int g = block.Row + i, denseHere = 0;
                for (int j = 0; j < distances.Length; j++)
                {
                    int r = block.Column + j;

                    // Threads only ever write true here, so they need no lock.
                    if (distances[j] <= referenceReach[r]) precise[g] = true;
                    if (distances[j] <= generatedReach[g]) recalled.Add(r, g);
                    if (distances[j] < densityReach[r])
                    {
                        covered.Add(r, g);
                        denseHere++;
                    }
                }

                Interlocked.Add(ref dense[g], denseHere);
            }
        });

        return new PrecisionRecall(
            PartOf(precise), recalled.Share, neighbours,
            dense.Sum(count => (long)count) / ((double)densityNeighbours * generatedRows.Count), covered.Share, densityNeighbours)
        {
            Errors = new NeighbourErrors(
                NeighbourErrors.OfShare(precise.Count(mark => mark), precise.Length),
                recalled.StandardError(generatedRows.Count),
                NeighbourErrors.OfCounts(dense) / densityNeighbours,
                covered.StandardError(generatedRows.Count)),
        };
    }

    private static double PartOf(bool[] marks) => marks.Count(mark => mark) / (double)marks.Length;
}
