using GanGate.Training.Graphs;
using GanGate.Training.Optimisation;
using GanGate.Training.Steps;

namespace GanGate.Training.Networks;

/// <summary>Two networks and their losses.</summary>
internal abstract class Gan
{
    /// <summary>The variable of real data.</summary>
    public const string Real = "real";

    /// <summary>The variable of the latent vectors of the critic's step.</summary>
    public const string CriticLatent = "z.critic";

    /// <summary>The variable of the latent vectors of the generator's step.</summary>
    public const string GeneratorLatent = "z.generator";

    /// <summary>The variable of the places between real and generated data, one in [0, 1) for each.</summary>
    public const string Mix = "mix";

    /// <summary>Starts the lists of both networks' values.</summary>
    protected Gan(GanSettings settings) => Settings = settings;

    /// <summary>What decides the networks and their steps.</summary>
    public GanSettings Settings { get; }

    /// <summary>The generator's values.</summary>
    public ParameterList GeneratorParameters { get; } = new("generator");

    /// <summary>The discriminator's or critic's values.</summary>
    public ParameterList CriticParameters { get; } = new("critic");

    /// <summary>Numbers of a latent vector.</summary>
    public abstract int LatentLength { get; }

    /// <summary>Whether latent vectors are normal; else uniform in [-1, 1).</summary>
    public abstract bool NormalLatent { get; }

    /// <summary>The activations of both networks.</summary>
    public abstract IReadOnlyList<string> Activations { get; }

    /// <summary>The shape of one piece of data.</summary>
    public virtual int[] DataShape => [3, Settings.Size, Settings.Size];

    /// <summary>What the exported generator calls its output.</summary>
    public virtual string OutputName => "images";

    /// <summary>The step of the discriminator or critic.</summary>
    public Player Critic => new(CriticLoss(), CriticParameters.Trained, Optimiser, Settings.DiscriminatorRate, []);

    /// <summary>The step of the generator.</summary>
    public Player Generator
    {
        get
        {
            List<StateUpdate> averages = [];
            Node loss = GeneratorLoss(averages);
            return new Player(loss, GeneratorParameters.Trained, Optimiser, Settings.GeneratorRate, averages);
        }
    }

    /// <summary>Adam as the paper sets it for these networks, without weight decay.</summary>
    protected abstract Adam Adam { get; }

    /// <summary>The networks of some settings.</summary>
    public static Gan Of(GanSettings settings) => settings.Network switch
    {
        GanNetwork.Dcgan => new Dcgan(settings),
        GanNetwork.WganGp => new WassersteinGan(settings),
        GanNetwork.WganGpText => new TextGan(settings),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Network, "no such network"),
    };

    /// <summary>Generated data, N x <see cref="DataShape"/>, as it is sampled after training.</summary>
    /// <param name="z">N x <see cref="LatentLength"/>.</param>
    public abstract Node Sample(Node z);

    /// <summary>What the critic makes smaller.</summary>
    protected abstract Node CriticLoss();

    /// <summary>What the generator makes smaller.</summary>
    /// <param name="averages">Receives new running averages.</param>
    protected abstract Node GeneratorLoss(List<StateUpdate> averages);

    // How both players move.
    private Optimiser Optimiser => Settings.Optimiser switch
    {
        GanOptimiser.Adam => Adam with { WeightDecay = Settings.WeightDecay },
        GanOptimiser.Sgd => new GradientDescent(Settings.WeightDecay),
        GanOptimiser.Momentum => new Momentum(WeightDecay: Settings.WeightDecay),
        _ => throw new InvalidOperationException($"no such optimiser: {Settings.Optimiser}"),
    };

    /// <summary>A batch of the step's latent vectors.</summary>
    protected Node Latent(string name) => Node.Variable(name, Settings.BatchSize, LatentLength);

    /// <summary>A batch of real data.</summary>
    protected Node RealData() => Node.Variable(Real, [Settings.BatchSize, .. DataShape]);
}
