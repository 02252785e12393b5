using System.Text.Json.Nodes;
using GanGate.Tests;
using GanGate.Training.Graphs;
using GanGate.Training.Optimisation;
using GanGate.Training.Steps;

namespace GanGate.Training.Tests.Optimisation;

public class OptimiserTests
{
    private static readonly JsonObject Trajectories = JsonNode.Parse(File.ReadAllText(
        Path.Combine(Repository.Root, "tests", "GanGate.Experiments.Tests", "Training", "Optimisation", "Data", "trajectories.json")))!.AsObject();

    private static readonly Dictionary<string, Optimiser> Optimisers = new()
    {
        ["sgd"] = new GradientDescent(),
        ["sgd with weight decay"] = new GradientDescent(WeightDecay: 0.5),
        ["momentum"] = new Momentum(),
        ["adam"] = new Adam(0.5, 0.999, 1e-30),
        ["adam with weight decay"] = new Adam(0.5, 0.999, 1e-30, WeightDecay: 0.5),
    };

    private static readonly Dictionary<string, HostTensor> NoBatch = [];

    private static IEnumerable<string> Names => Optimisers.Keys;

    // Data/make_trajectories.py made them.
    [TestCaseSource(nameof(Names))]
    public void Five_steps_go_where_torch_goes(string name)
    {
        using TrainingState state = new();
        using TrainingStep step = StepOf(Optimisers[name], state);
        foreach ((JsonNode? expected, int n) in Trajectories[name]!.AsArray().Select((values, n) => (values, n)))
        {
            step.Run(state, NoBatch, n);
            double[] values = [.. expected!.AsArray().Select(value => (double)value!)];
            Assert.That(Array.ConvertAll(state["w"], value => (double)value), Is.EqualTo(values).Within(2e-6), $"step {n}");
        }
    }

    [Test]
    public void A_step_tells_the_loss_and_the_norm_of_its_gradient()
    {
        using TrainingState state = new();
        using TrainingStep step = StepOf(new GradientDescent(), state);

        StepResult result = step.Run(state, NoBatch, 0);

        // w = (1, -2, 0.5): the loss is 1 + 1 - 0.125 - 0.5, the gradient (3, 0, 0.5).
        Assert.That(result.Loss, Is.EqualTo(1.375).Within(1e-6));
        Assert.That(result.GradientNorm, Is.EqualTo(Math.Sqrt(9.25)).Within(1e-6));
        Assert.That(result.Rate, Is.EqualTo(0.1));
    }

    [Test]
    public void A_step_that_is_not_finite_changes_nothing()
    {
        using TrainingState state = new();
        Node w = Node.Variable("w", 1);
        state.Add("w", [1], [-1]);
        using TrainingStep step = new(new Player(w.Log().Total(), [w], new Momentum(), new Schedule(0.1), []), state, threads: 1);

        StepResult result = step.Run(state, NoBatch, 0);

        Assert.That(result.IsFinite, Is.False);
        Assert.That(state["w"], Is.EqualTo([-1f]));
        Assert.That(state["w.velocity"], Is.EqualTo([0f]));
    }

    [Test]
    public void Adams_first_step_has_the_length_of_the_rate_whatever_the_gradient()
    {
        foreach (double slope in (double[])[1e-3, 1, 1e3])
        {
            using TrainingState state = new();
            Node w = Node.Variable("w", 1);
            state.Add("w", [1]);
            using TrainingStep step = new(new Player((w * slope).Total(), [w], new Adam(), new Schedule(0.25), []), state, threads: 1);

            step.Run(state, NoBatch, 0);

            Assert.That(state["w"][0], Is.EqualTo(-0.25).Within(1e-4));
        }
    }

    private static TrainingStep StepOf(Optimiser optimiser, TrainingState state)
    {
        Node w = Node.Variable("w", 3);
        state.Add("w", [3], [1, -2, 0.5f]);
        Node loss = ((Node.Constant([1, 0.25, -0.5], 3) * w.Square()) + w).Total();
        return new TrainingStep(new Player(loss, [w], optimiser, new Schedule(0.1), []), state, threads: 1);
    }
}
