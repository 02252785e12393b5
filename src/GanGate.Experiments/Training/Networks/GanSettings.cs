using GanGate.Training.Optimisation;

namespace GanGate.Training.Networks;

/// <summary>Everything that decides where a training goes, beside the data.</summary>
public sealed record GanSettings
{
    /// <summary>The networks.</summary>
    public required GanNetwork Network { get; init; }

    /// <summary>b(n), the discriminator's or critic's rate.</summary>
    public required Schedule DiscriminatorRate { get; init; }

    /// <summary>a(n), the generator's rate.</summary>
    public required Schedule GeneratorRate { get; init; }

    /// <summary>Width and height of images, in pixels: 32 or 64; the characters of a line of text.</summary>
    public int Size { get; init; } = 32;

    /// <summary>Channels of the widest layers; the deeper ones have multiples of it.</summary>
    public int Filters { get; init; } = 64;

    /// <summary>How many different characters there are, of text.</summary>
    public int Alphabet { get; init; }

    /// <summary>Images or lines of a mini-batch.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Steps of the critic before each of the generator.</summary>
    public int CriticSteps { get; init; } = 1;

    /// <summary>How both players move.</summary>
    public GanOptimiser Optimiser { get; init; }

    /// <summary>Times each parameter is added to its gradient.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Decides every random number.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>
    /// The paper's settings for CIFAR-10 (DCGAN: b = 1e-4, a = 5e-4), for LSUN bedrooms and for text (WGAN-GP: b = 3e-4, a = 1e-4, one
    /// critic step).
    /// </summary>
    public static GanSettings Paper(GanNetwork network) => network switch
    {
        GanNetwork.Dcgan =>
            new GanSettings { Network = network, DiscriminatorRate = new Schedule(1e-4), GeneratorRate = new Schedule(5e-4) },
        GanNetwork.WganGpText => Wasserstein(network) with { Filters = 512 },
        _ => Wasserstein(network),
    };

    /// <summary>
    /// The same networks on a single time-scale: 1e-4 for both; five critic steps for images under WGAN-GP, ten for text.
    /// </summary>
    public static GanSettings Original(GanNetwork network) => Paper(network) with
    {
        DiscriminatorRate = new Schedule(1e-4),
        GeneratorRate = new Schedule(1e-4),
        CriticSteps = network switch { GanNetwork.Dcgan => 1, GanNetwork.WganGpText => 10, _ => 5 },
    };

    private static GanSettings Wasserstein(GanNetwork network) =>
        new() { Network = network, DiscriminatorRate = new Schedule(3e-4), GeneratorRate = new Schedule(1e-4) };
}
