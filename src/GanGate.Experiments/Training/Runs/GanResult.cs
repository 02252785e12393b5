using System.Text.Json;

namespace GanGate.Training.Runs;

/// <summary>What a training came to.</summary>
/// <param name="Folder">Where its files are.</param>
/// <param name="Steps">Steps of the generator that are done.</param>
/// <param name="StoppedEarly">Whether the score did not fall any more.</param>
/// <param name="GigaflopsPerSecond">The rate of its steps, of convolutions and matrix products.</param>
/// <param name="Curve">The score along it.</param>
public sealed record GanResult(string Folder, long Steps, bool StoppedEarly, double GigaflopsPerSecond, Curve Curve)
{
    /// <summary>The result as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TrainingJson.Default.GanResult);
}
