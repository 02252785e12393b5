namespace GanGate.Training.Tests.Graphs;

/// <summary>Numbers in C order with a shape: the plain float64 values of the tests' own arithmetic.</summary>
internal sealed record Tensor(int[] Shape, double[] Values)
{
    public static Tensor Of(int[] shape, Func<int[], double> element)
    {
        var values = new double[shape.Aggregate(1, (product, length) => product * length)];
        for (int i = 0; i < values.Length; i++) values[i] = element(Index(i, shape));
        return new Tensor(shape, values);
    }

    public static Tensor Random(int[] shape, int seed, double low = -1, double high = 1)
    {
        Random random = new(seed);
        return Of(shape, _ => low + ((high - low) * random.NextDouble()));
    }

    /// <summary>The indices of every element, in C order.</summary>
    public static IEnumerable<int[]> Indices(int[] shape)
    {
        int count = shape.Aggregate(1, (product, length) => product * length);
        for (int i = 0; i < count; i++) yield return Index(i, shape);
    }

    /// <summary>An element; dimensions of length 1 and missing leading ones are repeated.</summary>
    public double Get(int[] index) => Values[Offset(index)];

    public void Add(int[] index, double value) => Values[Offset(index)] += value;

    /// <summary>The nearest values of float32.</summary>
    public Tensor Rounded() => this with { Values = Array.ConvertAll(ToFloats(), value => (double)value) };

    public float[] ToFloats() => Array.ConvertAll(Values, value => (float)value);

    private int Offset(int[] index)
    {
        int offset = 0, extra = index.Length - Shape.Length;
        for (int axis = 0; axis < Shape.Length; axis++)
        {
            offset = (offset * Shape[axis]) + (Shape[axis] == 1 ? 0 : index[extra + axis]);
        }

        return offset;
    }

    private static int[] Index(int offset, int[] shape)
    {
        int[] index = new int[shape.Length];
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            index[axis] = offset % shape[axis];
            offset /= shape[axis];
        }

        return index;
    }
}
