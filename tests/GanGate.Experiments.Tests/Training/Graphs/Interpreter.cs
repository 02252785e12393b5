using GanGate.Training.Graphs;

namespace GanGate.Training.Tests.Graphs;

/// <summary>Computes nodes with plain loops in float64, from the definitions and without ONNX Runtime.</summary>
internal sealed class Interpreter(IReadOnlyDictionary<string, Tensor> variables)
{
    private readonly Dictionary<Node, Tensor> _values = [];

    public Tensor Evaluate(Node result)
    {
        foreach (Node node in NodeOrder.From([result]))
        {
            if (_values.ContainsKey(node)) continue;
            Tensor value = Compute(node, [.. node.Inputs.Select(input => _values[input])]);
            Assert.That(value.Shape, Is.EqualTo(node.Shape), node.ToString());
            _values[node] = value;
        }

        return _values[result];
    }

    private Tensor Compute(Node node, Tensor[] x) => node.Operation switch
    {
        Variable variable => variables[variable.Name],
        Constant constant => new Tensor(node.Shape, constant.Values),
        Arithmetic arithmetic => Tensor.Of(node.Shape, i => Combine(arithmetic.Name, x[0].Get(i), x[1].Get(i))),
        Elementwise function => Tensor.Of(node.Shape, i => Apply(function, x[0].Get(i))),
        Select => Tensor.Of(node.Shape, i => x[0].Get(i) > 0 ? x[1].Get(i) : x[2].Get(i)),
        Expand => Tensor.Of(node.Shape, x[0].Get),
        Reshape => new Tensor(node.Shape, x[0].Values),
        Transpose transpose => Tensor.Of(node.Shape, i => x[0].Get(Moved(i, transpose.Order))),
        Slice slice => Tensor.Of(node.Shape, i => x[0].Get([.. i.Select((at, axis) => slice.Start[axis] + (slice.Step[axis] * at))])),
        Pad pad => Scatter(node.Shape, x[0], i => [.. i.Zip(pad.Before, (at, zeros) => at + zeros)]),
        Sum sum => Scatter(node.Shape, x[0], i => [.. i.Select((at, axis) => sum.Axes.Contains(axis) ? 0 : at)]),
        Concat concat => Join(node.Shape, x, concat.Axis),
        Softmax softmax => Softmax(x[0], softmax.Axis),
        Standardise standardise => Standardise(x[0], standardise),
        MatMul => Tensor.Of(node.Shape, i => Range(x[0].Shape[^1]).Sum(k => x[0].Get([.. i[..^1], k]) * x[1].Get([.. i[..^2], k, i[^1]]))),
        Conv conv => Convolve(node, conv.Window, x),
        ConvTranspose conv => ConvolveTransposed(node, conv.Window, x),
        _ => throw new NotSupportedException(node.ToString()),
    };

    private static double Combine(string name, double a, double b) => name switch
    {
        "Add" => a + b,
        "Sub" => a - b,
        "Mul" => a * b,
        "Div" => a / b,
        _ => throw new NotSupportedException(name),
    };

    private static double Apply(Elementwise function, double x) => function.Name switch
    {
        "Neg" => -x,
        "Exp" => Math.Exp(x),
        "Log" => Math.Log(x),
        "Sqrt" => Math.Sqrt(x),
        "Tanh" => Math.Tanh(x),
        "Sigmoid" => 1 / (1 + Math.Exp(-x)),
        "Softplus" => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))),
        "Relu" => Math.Max(x, 0),
        "LeakyRelu" => x > 0 ? x : function.Slope!.Value * x,
        "Elu" => x > 0 ? x : Math.Exp(x) - 1,
        _ => throw new NotSupportedException(function.Name),
    };

    private static int[] Moved(int[] index, int[] order)
    {
        int[] source = new int[index.Length];
        for (int axis = 0; axis < order.Length; axis++) source[order[axis]] = index[axis];
        return source;
    }

    private static Tensor Scatter(int[] shape, Tensor from, Func<int[], int[]> target)
    {
        Tensor result = Tensor.Of(shape, _ => 0);
        foreach (int[] index in Tensor.Indices(from.Shape)) result.Add(target(index), from.Get(index));
        return result;
    }

    private static Tensor Join(int[] shape, Tensor[] parts, int axis)
    {
        Tensor result = Tensor.Of(shape, _ => 0);
        int start = 0;
        foreach (Tensor part in parts)
        {
            foreach (int[] index in Tensor.Indices(part.Shape))
            {
                int[] target = [.. index];
                target[axis] += start;
                result.Add(target, part.Get(index));
            }

            start += part.Shape[axis];
        }

        return result;
    }

    private static Tensor Softmax(Tensor x, int axis)
    {
        Tensor exponentials = Tensor.Of(x.Shape, i => Math.Exp(x.Get(i)));
        Tensor sum = Reduced(exponentials, [axis]);
        return Tensor.Of(x.Shape, i => exponentials.Get(i) / sum.Get(i));
    }

    private static Tensor Standardise(Tensor x, Standardise standardise)
    {
        double count = standardise.Axes.Aggregate(1.0, (product, axis) => product * x.Shape[axis]);
        Tensor sum = Reduced(x, standardise.Axes);
        Tensor centred = Tensor.Of(x.Shape, i => x.Get(i) - (sum.Get(i) / count));
        Tensor squares = Reduced(Tensor.Of(x.Shape, i => centred.Get(i) * centred.Get(i)), standardise.Axes);
        return Tensor.Of(x.Shape, i => centred.Get(i) / Math.Sqrt((squares.Get(i) / count) + standardise.Epsilon));
    }

    private static Tensor Reduced(Tensor x, int[] axes) => Scatter(
        [.. x.Shape.Select((length, axis) => axes.Contains(axis) ? 1 : length)],
        x,
        i => [.. i.Select((at, axis) => axes.Contains(axis) ? 0 : at)]);

    private static Tensor Convolve(Node node, Window window, Tensor[] x) => Tensor.Of(node.Shape, i =>
    {
        double sum = 0;
        foreach (int[] k in Tensor.Indices(x[1].Shape[1..]))
        {
            if (Seen(window, i[2..], k[1..], x[0].Shape[2..]) is int[] at) sum += x[0].Get([i[0], k[0], .. at]) * x[1].Get([i[1], .. k]);
        }

        return sum;
    });

    private static Tensor ConvolveTransposed(Node node, Window window, Tensor[] x)
    {
        Tensor result = Tensor.Of(node.Shape, _ => 0);
        foreach (int[] i in Tensor.Indices(x[0].Shape))
        {
            foreach (int[] k in Tensor.Indices(x[1].Shape[1..]))
            {
                if (Seen(window, i[2..], k[1..], node.Shape[2..]) is int[] at)
                {
                    result.Add([i[0], k[0], .. at], x[0].Get(i) * x[1].Get([i[1], .. k]));
                }
            }
        }

        return result;
    }

    // Where the kernel's element k lies when the kernel is at a position; null in the zeros around the data.
    private static int[]? Seen(Window window, int[] position, int[] k, int[] space)
    {
        int[] at = [.. position.Select((p, axis) => (window.Strides[axis] * p) + (window.Dilations[axis] * k[axis]) - window.Before[axis])];
        return at.Zip(space, (place, length) => place >= 0 && place < length).All(inside => inside) ? at : null;
    }

    private static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);
}
