using Microsoft.ML.OnnxRuntime;

namespace GanGate.Training.Steps;

/// <summary>
/// Everything that is kept between steps, by name. Each value has two places: a step reads one and writes the other, then they change
/// roles, so nothing is copied and a step that failed leaves the old values whole.
/// </summary>
internal sealed class TrainingState : IDisposable
{
    private readonly Dictionary<string, Slot> _slots = new(StringComparer.Ordinal);

    /// <summary>The values' names, in the order in which they were added.</summary>
    public IReadOnlyCollection<string> Names => _slots.Keys;

    /// <summary>Adds a value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="values">What it starts with; zeros when absent.</param>
    public void Add(string name, int[] shape, float[]? values = null)
    {
        int length = shape.Aggregate(1, (product, count) => product * count);
        _slots.Add(name, new Slot(shape, values ?? new float[length], new float[length]));
    }

    /// <summary>Whether there is a value of this name.</summary>
    public bool Contains(string name) => _slots.ContainsKey(name);

    /// <summary>A value's shape.</summary>
    public int[] ShapeOf(string name) => _slots[name].Shape;

    /// <summary>A value as it is now; to be written only between steps.</summary>
    public float[] this[string name] => _slots[name].Current.Values;

    /// <summary>Where a step reads a value.</summary>
    public OrtValue Current(string name) => _slots[name].Current.Value;

    /// <summary>Where a step writes a value.</summary>
    public OrtValue Next(string name) => _slots[name].Next.Value;

    /// <summary>Takes what a step wrote.</summary>
    public void Commit(IEnumerable<string> written)
    {
        foreach (string name in written) _slots[name].Swap();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Slot slot in _slots.Values) slot.Dispose();
    }

    private sealed class Slot(int[] shape, float[] current, float[] next) : IDisposable
    {
        public int[] Shape => shape;

        public HostTensor Current { get; private set; } = new(current, shape);

        public HostTensor Next { get; private set; } = new(next, shape);

        public void Swap() => (Current, Next) = (Next, Current);

        public void Dispose()
        {
            Current.Dispose();
            Next.Dispose();
        }
    }
}
