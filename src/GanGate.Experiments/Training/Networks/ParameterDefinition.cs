namespace GanGate.Training.Networks;

/// <summary>A value of a network that is kept between steps.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Start">What all its elements start with, when <paramref name="Deviation"/> is 0.</param>
/// <param name="Deviation">The standard deviation of the normal numbers it starts with.</param>
internal sealed record ParameterDefinition(string Name, int[] Shape, float Start, float Deviation);
