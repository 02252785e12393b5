using GanGate.Training.Graphs;

namespace GanGate.Training.Networks;

/// <summary>
/// WGAN-GP's penalty (Gulrajani et al. 2017, equation 3): the critic's gradient is to have norm 1 between real and generated data.
/// </summary>
internal static class GradientPenalty
{
    // The root's own slope has no bound at 0, where a critic that is constant would be.
    private const double Smallest = 1e-12;

    /// <summary>The mean of (|gradient| - 1)^2.</summary>
    /// <param name="critic">Takes N x data, gives N x 1.</param>
    /// <param name="real">N x data.</param>
    /// <param name="generated">N x data.</param>
    /// <param name="mix">N x 1 x ..., in [0, 1): where between the two.</param>
    public static Node Of(Func<Node, Node> critic, Node real, Node generated, Node mix)
    {
        Node between = real + (mix * (generated - real));
        Node gradient = Gradients.Of(critic(between).Total(), between)[0];
        int[] data = [.. Enumerable.Range(1, between.Rank - 1)];
        return ((gradient.Square().Sum(data) + Smallest).Sqrt() - 1).Square().Average();
    }
}
