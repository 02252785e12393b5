using GanGate.Features;
using GanGate.Models;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Tests.Models;

public class OnnxGraphTests
{
    [Test]
    public void Every_kind_of_attribute_constant_and_output_reaches_the_runtime()
    {
        var graph = new OnnxGraph("test");
        string x = graph.Input("x", OnnxType.Float, "batch", 2);
        string scaled = graph.Node(
            "Gemm",
            [x, graph.Constant("w", new float[] { 1, 2, 3, 4 }, 2, 2), graph.Constant("b", new float[] { 10, 20 }, 2)],
            "scaled",
            OnnxAttribute.Float("alpha", 0.5f),
            OnnxAttribute.Int("transB", 1));
        graph.Output(scaled, OnnxType.Float, "batch", 2);
        string padded = graph.Node("Pad", [scaled, graph.Constant(0, 1, 0, 0), graph.Scalar(-1)], "padded", OnnxAttribute.Text("mode", "constant"));
        graph.Output(padded, OnnxType.Float, "batch", 3);
        graph.Node("TopK", [padded, graph.Constant(1)], ["largest", "place"], OnnxAttribute.Int("axis", 1));
        graph.Node("Transpose", ["place"], "turned", OnnxAttribute.Ints("perm", 1, 0));
        graph.Output("turned", OnnxType.Int64, 1, "batch");

        using InferenceSession session = OnnxSession.Open(graph.Serialize());
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 2, 3, 4, 100, 0 }, [3, 2]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, ["x"], [input], session.OutputNames);

        Assert.That(session.InputMetadata["x"].SymbolicDimensions[0], Is.EqualTo("batch"));
        Assert.That(outputs[0].GetTensorDataAsSpan<float>().ToArray(), Is.EqualTo([12.5f, 25.5f, 15.5f, 32.5f, 60f, 170f]));
        Assert.That(outputs[1].GetTensorDataAsSpan<float>().ToArray(), Is.EqualTo([-1f, 12.5f, 25.5f, -1f, 15.5f, 32.5f, -1f, 60f, 170f]));
        Assert.That(outputs[2].GetTensorDataAsSpan<long>().ToArray(), Is.EqualTo([2L, 2L, 2L]));
    }

    [Test]
    public void Large_constants_are_written_whole()
    {
        const int Length = 22_500_000;
        var values = new float[Length];
        for (int i = 0; i < Length; i++) values[i] = i;
        var graph = new OnnxGraph("large");
        graph.Output(
            graph.Node("Gather", [graph.Constant("table", values, Length), graph.Input("index", OnnxType.Int64, 2)], "picked"), OnnxType.Float, 2);

        using InferenceSession session = OnnxSession.Open(graph.Serialize());
        using OrtValue input = OrtValue.CreateTensorValueFromMemory([1L, Length - 1], [2]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, ["index"], [input], ["picked"]);

        Assert.That(outputs[0].GetTensorDataAsSpan<float>().ToArray(), Is.EqualTo([values[1], values[^1]]));
    }

    [Test]
    public void Constants_whose_shape_does_not_hold_their_values_are_refused() =>
        Assert.That(() => new OnnxGraph("test").Constant("w", new float[5], 2, 3), Throws.ArgumentException);
}
