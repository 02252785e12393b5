using GanGate.Training.Graphs;
using GanGate.Training.Networks;
using GanGate.Training.Tests.Graphs;

namespace GanGate.Training.Tests.Networks;

public class GanTests
{
    [TestCase(GanNetwork.Dcgan, 32)]
    [TestCase(GanNetwork.Dcgan, 64)]
    [TestCase(GanNetwork.WganGp, 32)]
    [TestCase(GanNetwork.WganGp, 64)]
    public void Samples_are_images_and_both_losses_are_numbers(GanNetwork network, int size)
    {
        Gan gan = Gan.Of(GanSettings.Paper(network) with { Size = size, Filters = 2, BatchSize = 2 });

        Assert.That(gan.Sample(Node.Variable("z", 3, gan.LatentLength)).Shape, Is.EqualTo(new[] { 3, 3, size, size }));
        Assert.That(gan.Critic.Loss.Length, Is.EqualTo(1));
        Assert.That(gan.Generator.Loss.Length, Is.EqualTo(1));
    }

    [Test]
    public void Dcgan_has_the_layers_of_its_paper()
    {
        Gan gan = Gan.Of(GanSettings.Paper(GanNetwork.Dcgan) with { Size = 64 });

        Assert.That(ShapeOf(gan.GeneratorParameters, "generator.projection"), Is.EqualTo(new[] { 100, 512 * 16 }));
        Assert.That(ShapeOf(gan.GeneratorParameters, "generator.conv0"), Is.EqualTo(new[] { 512, 256, 5, 5 }));
        Assert.That(ShapeOf(gan.GeneratorParameters, "generator.conv3"), Is.EqualTo(new[] { 64, 3, 5, 5 }));
        Assert.That(ShapeOf(gan.CriticParameters, "critic.conv0"), Is.EqualTo(new[] { 64, 3, 5, 5 }));
        Assert.That(ShapeOf(gan.CriticParameters, "critic.linear"), Is.EqualTo(new[] { 512 * 16, 1 }));
    }

    [TestCase(GanNetwork.Dcgan)]
    [TestCase(GanNetwork.WganGp)]
    public void Each_player_moves_only_its_own_parameters(GanNetwork network)
    {
        Gan gan = Gan.Of(GanSettings.Paper(network) with { Size = 8, Filters = 2, BatchSize = 2 });

        Assert.That(gan.Critic.Parameters.Select(Name), Has.All.StartsWith("critic."));
        Assert.That(gan.Generator.Parameters.Select(Name), Has.All.StartsWith("generator."));
        Assert.That(gan.Critic.Parameters.Select(Name).Concat(gan.Generator.Parameters.Select(Name)), Is.Unique);
    }

    // With linear critics the gradient is the weights, wherever it is taken.
    [TestCase(1, 0)]
    [TestCase(3, 4)]
    public void The_penalty_of_a_linear_critic_is_its_norms_distance_from_1(double factor, double expected)
    {
        Node weights = Node.Constant([0.6 * factor, 0.8 * factor], 2, 1);
        Node real = Node.Constant([1, 2, 3, 4], 2, 2), generated = Node.Constant([0, 1, 0, 1], 2, 2), mix = Node.Constant([0.3, 0.9], 2, 1);
        Node penalty = GradientPenalty.Of(x => x.MatMul(weights), real, generated, mix);

        double value = new Interpreter(new Dictionary<string, Tensor>()).Evaluate(penalty).Values[0];

        Assert.That(value, Is.EqualTo(expected).Within(1e-9));
    }

    [Test]
    public void Doubling_an_image_and_halving_it_gives_it_back()
    {
        Tensor image = Tensor.Random([2, 3, 4, 6], 1);
        Node x = Node.Variable("x", image.Shape);
        Node back = Resampling.Halve(Resampling.Double(x));

        Interpreter interpreter = new(new Dictionary<string, Tensor> { ["x"] = image });
        Assert.That(interpreter.Evaluate(back).Values, Is.EqualTo(image.Values).Within(1e-12));
    }

    [Test]
    public void Running_averages_move_a_tenth_towards_the_batch()
    {
        ParameterList parameters = new("net");
        BatchNormalisation normalisation = new(parameters, "n", 1, sampled: true);
        List<GanGate.Training.Optimisation.StateUpdate> averages = [];
        normalisation.Train(Node.Constant([1, 3, 5, 7], 4, 1, 1, 1), averages);
        Interpreter interpreter = new(parameters.Definitions.ToDictionary(
            definition => definition.Name, definition => new Tensor(definition.Shape, [definition.Start])));

        // Mean 4, variance 5: 0.9 * 0 + 0.1 * 4 and 0.9 * 1 + 0.1 * 5.
        Assert.That(averages.Select(update => interpreter.Evaluate(update.Next).Values[0]), Is.EqualTo(new[] { 0.4, 1.4 }).Within(1e-12));
    }

    private static string Name(Node parameter) => ((GanGate.Training.Graphs.Variable)parameter.Operation).Name;

    private static int[] ShapeOf(ParameterList parameters, string name) =>
        parameters.Definitions.Single(definition => definition.Name == name).Shape;
}
