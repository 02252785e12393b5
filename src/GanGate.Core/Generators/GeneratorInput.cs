using Microsoft.ML.OnnxRuntime.Tensors;

namespace GanGate.Generators;

/// <summary>One input of a generator, and what it is given.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Shape">The shape of one sample in it, without the batch.</param>
/// <param name="Kind">What it is given.</param>
internal sealed record GeneratorInput(string Name, TensorElementType Type, long[] Shape, InputKind Kind)
{
    /// <summary>Numbers of one sample.</summary>
    public int Size { get; } = (int)Shape.Aggregate(1L, (product, length) => product * length);

    /// <summary>Whether it is given random numbers.</summary>
    public bool IsDrawn => Kind is InputKind.Normal or InputKind.Uniform or InputKind.Latent;

    /// <summary>Whether it is given labels.</summary>
    public bool IsLabel => Kind is InputKind.Labels or InputKind.OneHot;
}

/// <summary>What an input of a generator is given.</summary>
internal enum InputKind
{
    /// <summary>Random numbers of the distribution that latent vectors are drawn from.</summary>
    Latent,

    /// <summary>Normal random numbers.</summary>
    Normal,

    /// <summary>Uniform random numbers from -1 to 1.</summary>
    Uniform,

    /// <summary>The number of a class.</summary>
    Labels,

    /// <summary>A row with a 1 at the number of a class, else 0.</summary>
    OneHot,

    /// <summary>Nothing: it has no place for a number.</summary>
    Nothing,
}
