using CsCheck;
using GanGate.Models;

namespace GanGate.Tests.Models;

public class OnnxOutlineTests
{
    private TemporaryFolder _folder = null!;

    private string File => _folder["model.onnx"];

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void An_outline_has_what_a_model_takes_gives_and_is_made_of()
    {
        OnnxOutline outline = Read(Model());

        Assert.That((outline.IrVersion, outline.Producer, outline.Opset), Is.EqualTo((8L, "GanGate", 17L)));
        Assert.That(outline.Inputs.Select(TextOf), Is.EqualTo(new[] { "images 1 [-1,3,8,8]" }));
        Assert.That(outline.Outputs.Select(TextOf), Is.EqualTo(new[] { "rows 1 [-1,5]", "other 10 []" }));
        Assert.That(outline.Operators.Select(one => $"{one.Key} {one.Value}"), Is.EqualTo(new[] { "Cast 1", "MatMul 1", "ReduceMean 1", "Relu 2" }));
        Assert.That((outline.WeightTensors, outline.WeightNumbers), Is.EqualTo((1, 15L)));
        Assert.That(outline.ForeignOperators.Concat(outline.RuntimeOperators), Is.Empty);
    }

    [Test]
    public void A_weight_that_is_listed_as_an_input_is_none()
    {
        OnnxGraph graph = new("old");
        graph.Input("scale", OnnxType.Float, 3);
        graph.Constant("scale", new float[3], 3);
        graph.Output(graph.Node("Add", [graph.Input("images", OnnxType.Float, "N", 3, 8, 8), "scale"]), OnnxType.Float);

        Assert.That(Read(graph.Serialize()).Inputs.Select(input => input.Name), Is.EqualTo(new[] { "images" }));
    }

    [Test]
    public void Operators_of_others_are_told_from_those_of_the_runtime_and_those_that_the_file_defines()
    {
        OnnxOutline outline = Read(
        [
            .. Model(), .. ForeignNodes.Node("com.acme", "Fold", "rows", "folded"), .. ForeignNodes.Node("com.microsoft", "FastGelu", "rows", "active"),
            .. ForeignNodes.Node("own", "Inside", "rows", "inside"), .. ForeignNodes.Function("own", "Inside"),
        ]);

        Assert.That(outline.ForeignOperators, Is.EqualTo(new[] { "com.acme:Fold" }));
        Assert.That(outline.RuntimeOperators, Is.EqualTo(new[] { "com.microsoft:FastGelu" }));
        Assert.That(outline.Opsets.Keys, Is.EqualTo(new[] { "", "com.acme", "com.microsoft", "own" }));
    }

    /// <summary>A cut model may look like a smaller one: what lies behind its last whole part is not known to be missing.</summary>
    [Test]
    public void A_model_that_is_cut_anywhere_within_its_graph_is_said_to_be()
    {
        byte[] model = Model();
        for (int length = 0; length < model.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, model[..length]);
            try
            {
                OnnxOutline outline = OnnxOutlineReader.Read(File);
                Assert.That(outline.Outputs, Has.Count.EqualTo(2), $"{length}");
            }
            catch (InvalidDataException failure)
            {
                Assert.That(failure.Message, Does.StartWith("it is no ONNX model").Or.Match("^it is damaged or cut off: it breaks off near byte [0-9]+ of [0-9]+$"), $"{length}");
            }
        }
    }

    [Test]
    public void Damaged_bytes_give_an_outline_or_a_reason_and_nothing_else()
    {
        byte[] model = [.. Model(), .. ForeignNodes.Node("com.acme", "Fold", "rows", "folded")];
        Gen.Select(Gen.Int[0, model.Length - 1], Gen.Byte, Gen.Int[0, model.Length - 1], Gen.Byte).Sample(
            (first, one, second, two) =>
            {
                byte[] damaged = [.. model];
                (damaged[first], damaged[second]) = (one, two);
                System.IO.File.WriteAllBytes(File, damaged);
                try
                {
                    return OnnxOutlineReader.Read(File).WeightNumbers >= 0;
                }
                catch (InvalidDataException failure)
                {
                    return failure.Message.StartsWith("it is ", StringComparison.Ordinal);
                }
            },
            iter: 3000,
            threads: 1);
    }

    [Test]
    public void Graphs_within_graphs_end_somewhere()
    {
        byte[] graph = [];
        for (int i = 0; i < 300 && graph.Length < 1 << 20; i++)
        {
            graph = ExternalWeights.Message(1, ExternalWeights.Message(5, ExternalWeights.Message(6, graph)));
        }

        System.IO.File.WriteAllBytes(File, ExternalWeights.Message(7, graph));

        Assert.That(() => OnnxOutlineReader.Read(File), Throws.TypeOf<InvalidDataException>().With.Message.Contains("damaged"));
    }

    [Test]
    public void Lengths_beyond_all_numbers_do_not_overflow()
    {
        byte[] huge = ExternalWeights.Message(7, ExternalWeights.Message(5, [.. Enumerable.Repeat(ExternalWeights.Number(1, int.MaxValue), 4).SelectMany(one => one)]));

        Assert.That(Read([.. Model(), .. huge, .. huge]).WeightNumbers, Is.EqualTo(long.MaxValue));
    }

    private static string TextOf(OnnxValue value) => $"{value.Name} {value.Type} [{string.Join(",", value.Shape ?? [])}]";

    private static byte[] Model()
    {
        OnnxGraph graph = new("model");
        string means = graph.Node("ReduceMean", [graph.Input("images", OnnxType.Float, "N", 3, 8, 8)], OnnxAttribute.Ints("axes", 2, 3), OnnxAttribute.Int("keepdims", 0));
        string mixed = graph.Node("MatMul", [graph.Node("Relu", [means]), graph.Constant("mix", new float[15], 3, 5)]);
        graph.Output(graph.Node("Relu", [mixed], "rows"), OnnxType.Float, "N", 5);
        graph.Output(graph.Node("Cast", ["rows"], "other", OnnxAttribute.Int("to", (long)OnnxType.Float16)), OnnxType.Float16);
        return graph.Serialize();
    }

    private OnnxOutline Read(byte[] model)
    {
        System.IO.File.WriteAllBytes(File, model);
        return OnnxOutlineReader.Read(File);
    }
}
