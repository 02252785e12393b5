using CsCheck;
using GanGate.Training.Graphs;

namespace GanGate.Training.Tests.Graphs;

public class GradientTests
{
    // With central differences of step h the error is about h^2 and 1e-16 / h.
    private const double Step = 1e-5;
    private const double Tolerance = 1e-8;

    private static IEnumerable<GradientCase> Cases => GradientCases.All;

    [TestCaseSource(nameof(Cases))]
    public void The_gradient_equals_finite_differences(object gradientCase)
    {
        GradientCase tried = (GradientCase)gradientCase;
        Node[] x = tried.Nodes();
        Node loss = Weighted(tried.Build(x), 11);

        AssertDifferences(tried, loss, Gradients.Of(loss, x));
    }

    [TestCaseSource(nameof(Cases))]
    public void The_gradient_of_the_gradient_equals_finite_differences(object gradientCase)
    {
        GradientCase tried = (GradientCase)gradientCase;
        Node[] x = tried.Nodes();
        Node loss = Weighted(tried.Build(x).Square(), 11);
        Node second = Gradients.Of(loss, x).Select((gradient, i) => Weighted(gradient, 20 + i)).Aggregate((sum, part) => sum + part);

        AssertDifferences(tried, second, Gradients.Of(second, x));
    }

    [TestCaseSource(nameof(Cases))]
    public void The_runtime_computes_what_plain_loops_do(object gradientCase)
    {
        GradientCase tried = (GradientCase)gradientCase;
        Node[] x = tried.Nodes();
        Node result = tried.Build(x);
        Node loss = Weighted(result.Square(), 11);
        IReadOnlyList<Node> first = Gradients.Of(loss, x);
        Node second = first.Select((gradient, i) => Weighted(gradient, 20 + i)).Aggregate((sum, part) => sum + part);
        Node[] all = [result, loss, .. first, .. Gradients.Of(second, x)];

        float[][] runtime = Runtime.Evaluate(all, tried.Values());

        Interpreter interpreter = new(tried.Values().ToDictionary(pair => pair.Key, pair => pair.Value.Rounded()));
        for (int i = 0; i < all.Length; i++)
        {
            double[] plain = interpreter.Evaluate(all[i]).Values;
            double scale = plain.Max(Math.Abs) + 1e-3;
            Assert.That(runtime[i].Zip(plain, (a, b) => Math.Abs(a - b)).Max() / scale, Is.LessThan(2e-5), $"output {i} of {all[i]}");
        }
    }

    [Test]
    public void Both_forms_of_the_weights_gradient_agree()
    {
        foreach (GradientCase tried in GradientCases.All.Where(
            tried => tried.Name.Contains("convolution") && !tried.Name.Contains("transposed")))
        {
            Node[] x = tried.Nodes();
            Node y = tried.Build(x);
            Node gradient = Node.Constant(Tensor.Random(y.Shape, 5).Values, y.Shape);
            Window window = ((Conv)y.Operation).Window;
            Interpreter interpreter = new(tried.Values());

            double[] convolution = interpreter.Evaluate(ConvWeights.ByConvolution(x[0], gradient, window, x[1].Shape)).Values;
            double[] product = interpreter.Evaluate(ConvWeights.ByMatrixProduct(x[0], gradient, window, x[1].Shape)).Values;

            Assert.That(product, Is.EqualTo(convolution).Within(1e-12), tried.Name);
        }
    }

    // <conv(x, w), g> = <x, conv'(g)> = <w, conv''(g)> for every window: the three are one trilinear form.
    [Test]
    public void Convolution_and_both_its_derivatives_are_one_form() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[1, 2], Gen.Int[1, 3], Gen.Int[6, 9]).Sample(
            (filters, stride, before, after, dilation, kernel, length) =>
            {
                Window window = new([stride], [before], [after], [dilation]);
                Node x = Node.Variable("x", 2, 2, length), w = Node.Variable("w", filters, 2, kernel);
                Node y = x.Conv(w, window);
                Node g = Node.Constant(Tensor.Random(y.Shape, 3).Values, y.Shape);
                Dictionary<string, Tensor> given = new() { ["x"] = Tensor.Random(x.Shape, 1), ["w"] = Tensor.Random(w.Shape, 2) };
                Interpreter plain = new(given);

                double form = plain.Evaluate((y * g).Total()).Values[0];
                double byInput = plain.Evaluate((x * g.ConvTranspose(w, window, length)).Total()).Values[0];
                double byWeights = plain.Evaluate((w * ConvWeights.ByConvolution(x, g, window, w.Shape)).Total()).Values[0];
                double byProduct = plain.Evaluate((w * ConvWeights.ByMatrixProduct(x, g, window, w.Shape)).Total()).Values[0];

                return new[] { byInput, byWeights, byProduct }.All(value => Math.Abs(form - value) < 1e-12);
            },
            iter: 200,
            threads: 1);

    [Test]
    public void What_the_loss_does_not_depend_on_has_a_gradient_of_zero()
    {
        Node x = Node.Variable("x", 2), y = Node.Variable("y", 3);
        Node gradient = Gradients.Of(x.Total(), y)[0];

        Assert.That(new Interpreter(new Dictionary<string, Tensor>()).Evaluate(gradient).Values, Is.EqualTo(new double[3]));
    }

    [Test]
    public void Only_a_single_number_has_a_gradient()
    {
        Node x = Node.Variable("x", 2);
        Assert.That(() => Gradients.Of(x, x), Throws.ArgumentException);
    }

    [Test]
    public void Shapes_that_do_not_fit_are_refused_where_the_graph_is_built()
    {
        Node x = Node.Variable("x", 2, 3);
        Assert.Multiple(() =>
        {
            Assert.That(() => x + Node.Variable("y", 2), Throws.ArgumentException);
            Assert.That(() => x.MatMul(x), Throws.ArgumentException);
            Assert.That(() => x.Reshape(5), Throws.ArgumentException);
            Assert.That(() => x.Transpose(0, 0), Throws.ArgumentException);
            Assert.That(() => x.Expand(2, 4), Throws.ArgumentException);
            Assert.That(() => x.Slice(0, 1, 3), Throws.ArgumentException);
            Assert.That(() => Node.Concat(1, x, Node.Variable("y", 3, 3)), Throws.ArgumentException);
            Assert.That(() => x.Conv(x, Window.Same([3], 3, 1)), Throws.ArgumentException);
        });
    }

    private static Node Weighted(Node node, int seed) => (node * Node.Constant(Tensor.Random(node.Shape, seed).Values, node.Shape)).Total();

    private static void AssertDifferences(GradientCase tried, Node loss, IReadOnlyList<Node> gradients)
    {
        Interpreter interpreter = new(tried.Values());
        for (int v = 0; v < tried.Variables.Length; v++)
        {
            double[] gradient = interpreter.Evaluate(gradients[v]).Values;
            double tolerance = Tolerance * (1 + gradient.Max(Math.Abs));
            for (int i = 0; i < gradient.Length; i++)
            {
                double difference = (At(tried, loss, v, i, Step) - At(tried, loss, v, i, -Step)) / (2 * Step);
                Assert.That(gradient[i], Is.EqualTo(difference).Within(tolerance), $"by element {i} of x{v}");
            }
        }
    }

    private static double At(GradientCase tried, Node loss, int variable, int element, double step)
    {
        Dictionary<string, Tensor> values = tried.Values();
        Tensor moved = values[$"x{variable}"];
        double[] elements = [.. moved.Values];
        elements[element] += step;
        values[$"x{variable}"] = moved with { Values = elements };
        return new Interpreter(values).Evaluate(loss).Values[0];
    }
}
