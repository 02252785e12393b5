using GanGate.Numerics;

namespace GanGate.Disturbances;

/// <summary>
/// Random numbers of one disturbance by image and place, the same in whatever order they are asked for (<see cref="Philox"/>). They do not
/// depend on the level, so that a higher level disturbs what a lower one did, only more.
/// </summary>
/// <param name="seed">Of the whole study.</param>
/// <param name="kind">Each kind has streams of its own.</param>
internal sealed class DisturbanceRandom(long seed, DisturbanceKind kind)
{
    private readonly Philox _random = new((ulong)seed);
    private readonly ulong _streams = (ulong)(DisturbanceKind.All.Concat(DisturbanceKind.Artefacts).ToList().IndexOf(kind) + 1) << 32;

    /// <summary>Two uniform numbers strictly between 0 and 1.</summary>
    public (double First, double Second) Uniforms(int image, int place) => _random.UniformsAt(_streams | (uint)image, (ulong)place);

    /// <summary>Two normal numbers.</summary>
    public (double First, double Second) Normals(int image, int place) => _random.NormalsAt(_streams | (uint)image, (ulong)place);

    /// <summary>The numbers 0 to count - 1 in random order.</summary>
    /// <param name="purpose">Each has an order of its own.</param>
    /// <param name="count">How many.</param>
    public int[] Order(int purpose, int count) => _random.Order(_streams | (uint)purpose, count);
}
