namespace GanGate.Training.Randomness;

/// <summary>What random numbers are for.</summary>
internal enum RandomPurpose
{
    Parameters = 1,
    Shuffle = 2,
    CriticLatent = 3,
    GeneratorLatent = 4,
    Interpolation = 5,
    Samples = 6,
    Noise = 7,
}
