using GanGate.Training.Graphs;

namespace GanGate.Training.Optimisation;

/// <summary>What a step makes of one value that is kept between steps.</summary>
/// <param name="Name">The value's.</param>
/// <param name="Next">Its new value.</param>
internal sealed record StateUpdate(string Name, Node Next);
