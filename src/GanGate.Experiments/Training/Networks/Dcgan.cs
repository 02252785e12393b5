using GanGate.Training.Graphs;
using GanGate.Training.Optimisation;

namespace GanGate.Training.Networks;

/// <summary>
/// DCGAN (Radford et al. 2016) as Heusel et al. 2017 ran it: Adam (0.5, 0.999), z uniform in [-1, 1)^100, real and generated batches
/// normalised apart, the discriminator's loss the sum over both, the generator's loss not saturating (Goodfellow et al. 2014).
/// </summary>
internal sealed class Dcgan : Gan
{
    private readonly DcganGenerator _generator;
    private readonly DcganDiscriminator _discriminator;

    /// <summary>Builds both networks.</summary>
    public Dcgan(GanSettings settings)
        : base(settings)
    {
        _generator = new DcganGenerator(GeneratorParameters, settings.Size, settings.Filters, LatentLength);
        _discriminator = new DcganDiscriminator(CriticParameters, settings.Size, settings.Filters);
    }

    /// <inheritdoc/>
    public override int LatentLength => 100;

    /// <inheritdoc/>
    public override bool NormalLatent => false;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Activations => ["Relu", "LeakyRelu", "Tanh"];

    /// <inheritdoc/>
    protected override Adam Adam => new(0.5, 0.999);

    /// <inheritdoc/>
    public override Node Sample(Node z) => _generator.Sample(z);

    // -log sigmoid(d) = softplus(-d) and -log(1 - sigmoid(d)) = softplus(d).
    protected override Node CriticLoss() =>
        (-_discriminator.Apply(RealData())).Softplus().Average()
        + _discriminator.Apply(_generator.Train(Latent(CriticLatent))).Softplus().Average();

    protected override Node GeneratorLoss(List<StateUpdate> averages) =>
        (-_discriminator.Apply(_generator.Train(Latent(GeneratorLatent), averages))).Softplus().Average();
}
