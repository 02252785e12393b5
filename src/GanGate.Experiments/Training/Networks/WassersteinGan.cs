using GanGate.Training.Graphs;
using GanGate.Training.Optimisation;

namespace GanGate.Training.Networks;

/// <summary>
/// WGAN-GP for images (Gulrajani et al. 2017) as Heusel et al. 2017 ran it: Adam (0, 0.9), a penalty of 10, z normal of 128, residual
/// networks with layer normalisation in the critic.
/// </summary>
internal sealed class WassersteinGan : Gan
{
    private const double Penalty = 10;

    private readonly ResidualGenerator _generator;
    private readonly ResidualCritic _critic;

    /// <summary>Builds both networks.</summary>
    public WassersteinGan(GanSettings settings)
        : base(settings)
    {
        _generator = new ResidualGenerator(GeneratorParameters, settings.Size, settings.Filters, LatentLength);
        _critic = new ResidualCritic(CriticParameters, settings.Size, settings.Filters);
    }

    /// <inheritdoc/>
    public override int LatentLength => 128;

    /// <inheritdoc/>
    public override bool NormalLatent => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Activations => ["Relu", "Tanh"];

    /// <inheritdoc/>
    protected override Adam Adam => new(0, 0.9);

    /// <inheritdoc/>
    public override Node Sample(Node z) => _generator.Sample(z);

    protected override Node CriticLoss()
    {
        Node real = RealData(), generated = _generator.Train(Latent(CriticLatent));
        Node mix = Node.Variable(Mix, Settings.BatchSize, 1, 1, 1);
        return _critic.Apply(generated).Average() - _critic.Apply(real).Average()
            + (Penalty * GradientPenalty.Of(_critic.Apply, real, generated, mix));
    }

    protected override Node GeneratorLoss(List<StateUpdate> averages) =>
        -_critic.Apply(_generator.Train(Latent(GeneratorLatent), averages)).Average();
}
