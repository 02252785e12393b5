using System.Runtime.InteropServices;
using GanGate.Models;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>Weights that sessions read where they lie; to be disposed of after the sessions.</summary>
internal sealed class LentWeights(IReadOnlyList<OnnxWeight> weights) : IDisposable
{
    private readonly List<(string Name, OrtValue Value)> _values = [.. weights.Select(weight => (weight.Name, OrtValue.CreateTensorValueFromMemory(
        OrtMemoryInfo.DefaultInstance, MemoryMarshal.AsMemory(weight.Values), weight.Shape)))];

    /// <summary>Tells a session where they are.</summary>
    public void LendTo(SessionOptions options)
    {
        // A packed copy of each weight would double the memory and is no faster for the hundreds of rows of an image's tokens.
        options.AddSessionConfigEntry("session.disable_prepacking", "1");
        _values.ForEach(weight => options.AddInitializer(weight.Name, weight.Value));
    }

    /// <inheritdoc/>
    public void Dispose() => _values.ForEach(weight => weight.Value.Dispose());
}
