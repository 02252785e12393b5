namespace GanGate.Generators;

/// <summary>How a generator is sampled; what is null is found from the model, or from its first samples.</summary>
/// <param name="Count">How many samples.</param>
public sealed record GeneratorOptions(int Count)
{
    /// <summary>Decides all samples: the same seed, the same samples, whatever the batch size, the threads and the count.</summary>
    public long Seed { get; init; }

    /// <summary>Numbers in a latent vector; null for what the model's input says.</summary>
    public int? LatentSize { get; init; }

    /// <summary>What the numbers of latent vectors are drawn from; null for what the model says, normal where it says nothing.</summary>
    public LatentDistribution? Distribution { get; init; }

    /// <summary>The largest magnitude of a normal number (larger ones are drawn anew, as BigGAN does); null for no limit.</summary>
    public double? Truncation { get; init; }

    /// <summary>The labels that are drawn from, each as often; null for all of a model that takes labels.</summary>
    public IReadOnlyList<int>? Labels { get; init; }

    /// <summary>How many classes there are, for a model that takes labels but does not say.</summary>
    public int? LabelCount { get; init; }

    /// <summary>
    /// What inputs of the model are given, where their type, shape and name leave it open: NAME=KIND, several with commas, where KIND is normal
    /// or uniform (random numbers), labels (the number of a class) or one-hot (a row with a 1 at it). Null to find it.
    /// </summary>
    public string? Inputs { get; init; }

    /// <summary>The name of the output that holds the images; null for the only one that can.</summary>
    public string? ImageOutput { get; init; }

    /// <summary>What the model's values from black to white are; null to find it from the first samples.</summary>
    public PixelRange? Range { get; init; }

    /// <summary>The order of the output's dimensions; null to find it from their lengths.</summary>
    public OutputLayout? Layout { get; init; }

    /// <summary>How values become pixels.</summary>
    public Quantization Quantization { get; init; }
}

/// <summary>What latent numbers are drawn from.</summary>
public enum LatentDistribution
{
    /// <summary>The standard normal distribution.</summary>
    Normal,

    /// <summary>Uniform from -1 to 1, as DCGAN's.</summary>
    Uniform,
}

/// <summary>The values that stand for black and white.</summary>
public enum PixelRange
{
    /// <summary>-1 to 1.</summary>
    Symmetric,

    /// <summary>0 to 1.</summary>
    Unit,

    /// <summary>0 to 255.</summary>
    Bytes,
}

/// <summary>The order of dimensions in a model's output.</summary>
public enum OutputLayout
{
    /// <summary>N x C x H x W.</summary>
    Nchw,

    /// <summary>N x H x W x C.</summary>
    Nhwc,
}

/// <summary>How a value x, with black at 0 and white at 255, becomes a pixel.</summary>
public enum Quantization
{
    /// <summary>floor(clamp(x + 0.5, 0, 255)), as torchvision saves images.</summary>
    Round,

    /// <summary>floor(clamp(x, 0, 255)), as scripts that cast to integers do.</summary>
    Truncate,

    /// <summary>clamp(x, 0, 255), unrounded, as scripts that never save images do.</summary>
    None,
}
