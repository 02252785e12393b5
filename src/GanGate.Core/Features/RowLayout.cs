namespace GanGate.Features;

/// <summary>The parts of an extractor's row, one after the other.</summary>
/// <param name="Features">D features.</param>
/// <param name="Logits">The classifier's logits without the last bias, for the Inception Score; 0 when not asked for.</param>
/// <param name="Spatial">Spatial features, for sFID; 0 when not asked for.</param>
public readonly record struct RowLayout(int Features, int Logits = 0, int Spatial = 0)
{
    /// <summary>Values in a row.</summary>
    public int Length => Features + Logits + Spatial;
}
