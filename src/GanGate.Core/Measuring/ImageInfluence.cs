using System.Text.Json.Serialization;

namespace GanGate.Measuring;

/// <summary>What one image does to the score.</summary>
/// <param name="Name">Its name within its source.</param>
/// <param name="Path">Its file, where it is one of its own.</param>
/// <param name="Raises">By how much the score would fall, about, without the image.</param>
public sealed record ImageInfluence(string Name, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Path, double Raises);
