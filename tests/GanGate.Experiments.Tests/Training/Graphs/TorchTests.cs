using System.Text.Json.Nodes;
using GanGate.Tests;
using GanGate.Training.Graphs;

namespace GanGate.Training.Tests.Graphs;

/// <summary>Values and gradients of whole networks equal PyTorch's; Data/make_gradients.py made them.</summary>
public class TorchTests
{
    private static readonly JsonObject Cases = JsonNode.Parse(File.ReadAllText(
        Path.Combine(Repository.Root, "tests", "GanGate.Experiments.Tests", "Training", "Graphs", "Data", "gradients.json")))!.AsObject();

    private static readonly Dictionary<string, Func<Node[], Node>> Built = new()
    {
        ["dcgan generator"] = x => Generator(x).Square().Total(),
        ["wgan-gp critic"] = x => Critic(x[0], x).Average() + (10 * Penalty(Critic(x[0], x), x[0])),
        ["text critic"] = x => Penalty(TextCritic(x), x[0]),
        ["non-saturating losses"] = x => (-x[0].MatMul(x[1]).Sigmoid().MatMul(x[2])).Softplus().Average()
            + (1 + x[0].MatMul(x[1]).MatMul(x[2]).Exp()).Log().Average(),
    };

    private static IEnumerable<string> Names => Built.Keys;

    [TestCaseSource(nameof(Names))]
    public void Networks_have_the_gradients_of_autograd(string name)
    {
        JsonObject made = Cases[name]!.AsObject();
        Tensor[] values = [.. made["variables"]!.AsArray().Select(Read)];
        Node[] x = [.. values.Select((value, i) => Node.Variable($"x{i}", value.Shape))];
        Dictionary<string, Tensor> given = values.Select((value, i) => (value, i)).ToDictionary(pair => $"x{pair.i}", pair => pair.value);
        Node loss = Built[name](x);
        Node[] results = [loss, .. Gradients.Of(loss, x)];
        double[][] expected = [[(double)made["loss"]!], .. made["gradients"]!.AsArray().Select(gradient => Read(gradient).Values)];

        Interpreter interpreter = new(given);
        float[][] runtime = Runtime.Evaluate(results, given);
        for (int i = 0; i < results.Length; i++)
        {
            double scale = expected[i].Max(Math.Abs);
            Assert.That(interpreter.Evaluate(results[i]).Values, Is.EqualTo(expected[i]).Within(1e-11 * scale), $"plain loops, output {i}");
            Assert.That(
                Array.ConvertAll(runtime[i], value => (double)value), Is.EqualTo(expected[i]).Within(2e-5 * scale), $"runtime, output {i}");
        }
    }

    [Test]
    public void Every_case_of_the_script_is_tried() => Assert.That(Built.Keys, Is.EquivalentTo(Cases.Select(made => made.Key)));

    private static Node Generator(Node[] x)
    {
        Node hidden = x[0].MatMul(x[1]).Reshape(3, 2, 2, 2);
        Node normal = ((hidden.Standardise(1e-5, 0, 2, 3) * x[2]) + x[3]).Relu();
        return normal.ConvTranspose(x[4], Window.Same([4, 4], 5, 2), 4, 4).Tanh();
    }

    private static Node Critic(Node images, Node[] x)
    {
        Node first = images.Conv(x[1], Window.Same([8, 8], 5, 2)).LeakyRelu(0.2);
        Node normal = first.Standardise(1e-5, 1, 2, 3) * x[2];
        Node second = normal.Conv(x[3], Window.Same([4, 4], 5, 2)).Elu();
        return second.Reshape(second.Shape[0], second.Length / second.Shape[0]).MatMul(x[4]);
    }

    private static Node TextCritic(Node[] x) => x[0].Softmax(1)
        .Conv(x[1], new Window([1], [2], [2], [1])).Tanh()
        .Conv(x[2], new Window([2], [0], [0], [1]));

    private static Node Penalty(Node score, Node images)
    {
        int[] image = [.. Enumerable.Range(1, images.Rank - 1)];
        Node norm = Gradients.Of(score.Total(), images)[0].Square().Sum(image).Sqrt();
        return (norm - 1).Square().Average();
    }

    private static Tensor Read(JsonNode? tensor) => new(
        [.. tensor!["shape"]!.AsArray().Select(length => (int)length!)],
        [.. tensor["values"]!.AsArray().Select(value => (double)value!)]);
}
