using GanGate.Training.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Training.Tests.Graphs;

/// <summary>Computes nodes with ONNX Runtime, in float32.</summary>
internal static class Runtime
{
    public static float[][] Evaluate(IReadOnlyList<Node> results, IReadOnlyDictionary<string, Tensor> variables)
    {
        byte[] model = GraphModel.Write("test", [.. results.Select((node, i) => ($"result_{i}", node))]);
        using GraphSession session = new(model, threads: 1);
        Dictionary<string, OrtValue> values = GraphModel.Inputs(results).ToDictionary(
            input => ((Variable)input.Operation).Name,
            input => Value(variables[((Variable)input.Operation).Name].ToFloats(), input.Shape));
        float[][] outputs = [.. results.Select(node => new float[node.Length])];
        OrtValue[] targets = [.. results.Select((node, i) => Value(outputs[i], node.Shape))];
        try
        {
            session.Run(name => values[name], name => targets[int.Parse(name.Split('_')[1])]);
            return outputs;
        }
        finally
        {
            foreach (OrtValue value in values.Values.Concat(targets)) value.Dispose();
        }
    }

    private static OrtValue Value(float[] values, int[] shape) =>
        OrtValue.CreateTensorValueFromMemory(values, Array.ConvertAll(shape, length => (long)length));
}
