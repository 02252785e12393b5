using GanGate.Features;
using GanGate.Generators;
using GanGate.Images;
using GanGate.Models;
using GanGate.Tests.Models;

namespace GanGate.Tests.Features;

public class ModelInspectionTests
{
    private TemporaryFolder _folder = null!;

    private string Model => _folder["network.onnx"];

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    private static IEnumerable<TestCaseData> Kinds()
    {
        yield return Kind("Extractor", [Value("x", -1, 3, 224, 224)], [Value("y", -1, 512)]);
        yield return Kind("Extractor", [Value("x", 1, 224, 224, 3)], [Value("y", 1, 7, 7, 2048)]);
        yield return Kind("Extractor", [Value("x", -1, -1, -1, -1)], [Value("y", -1, 197, 768), Value("z", -1, 768)]);
        yield return Kind("Extractor", [Value("x", -1, 3, 224, 224)], [new OnnxValue("y", Float, null)]);
        yield return Kind("Preprocessing", [Value("x", 1, 3, 224, 224)], [Value("y", 1, 3, 224, 224)]);
        yield return Kind("Generator", [Value("z", -1, 100)], [Value("y", -1, 3, 32, 32)]);
        yield return Kind("Generator", [Value("z", -1, 100, 1, 1)], [Value("y", -1, 1, 28, 28)]);
        yield return Kind("Generator", [Value("z", -1, 100), new OnnxValue("label", 7, [-1])], [Value("y", -1, 32, 32, 3)]);
        yield return Kind("Neither", [new OnnxValue("ids", 7, [-1, 77])], [Value("y", -1, 77, 512)], "is not of images");
        yield return Kind("Neither", [Value("x", -1, 3, 224, 224), Value("mask", -1, 1)], [Value("y", -1, 512)], "it takes more than images");
        yield return Kind("Neither", [Value("x", -1, 1, 28, 28)], [Value("y", -1, 512)], "has one channel");
        yield return Kind("Neither", [Value("x", -1, 3, 224, 192)], [Value("y", -1, 512)], "is of images of 224 x 192, and images are brought to squares");
        yield return Kind("Neither", [Value("x", -1, 3, 64, 64)], [Value("y", -1, 3, 256, 256)], "it makes other images of them");
        yield return Kind("Neither", [], [Value("y", -1, 512)], "it takes no input");
        yield return Kind("Neither", [Value("x", -1, 3, 64, 64)], [], "it has no output");
    }

    [TestCaseSource(nameof(Kinds))]
    public void A_network_is_known_by_its_shapes(string kind, object inputs, object outputs, string why)
    {
        (NetworkKind found, string reason) = NetworkKinds.Of((OnnxValue[])inputs, (OnnxValue[])outputs);

        Assert.That(found.ToString(), Is.EqualTo(kind), reason);
        Assert.That(reason, Does.Contain(why));
    }

    [Test]
    public void The_proposed_description_makes_an_extractor_of_the_file()
    {
        new TestExtractor { Batch = 2, Body = (graph, images) => graph.Node("Reshape", [images, graph.Constant(2, 6, 8)]) }.Write(Model);
        File.Delete(_folder["network.json"]);

        ModelInspection inspection = ModelInspection.Of(Model);

        Assert.That((inspection.Kind, inspection.Unopened, inspection.Failed, inspection.Features), Is.EqualTo((NetworkKind.Extractor, (string?)null, (string?)null, (int?)8)));
        File.WriteAllText(_folder["network.json"], inspection.Proposal!.Text);
        using Extractor extractor = Protocols.Open(new ProtocolOptions(Model));
        Assert.That((extractor.Protocol.Dimension, extractor.Protocol.Size), Is.EqualTo((8, 4)));
        Assert.That(inspection.Proposal.Choices.Select(choice => choice.Key), Is.EqualTo(
            new[] { "channels", "resize", "crop", "range", "mean", "std", "preprocessing", "pool" }));
        string resize = inspection.Proposal.Choices.Single(choice => choice.Key == "resize").Choice;
        Assert.That(resize, Does.EndWith(
            "clean, tensorflow1, torch, torch-antialias, torch-antialias-bicubic, pillow, pillow-bilinear, pillow-lanczos or pillow-box"));
    }

    [Test]
    public void Every_choice_that_is_named_can_be_written(
        [Values("clean", "tensorflow1", "torch", "torch-antialias", "torch-antialias-bicubic", "pillow", "pillow-bilinear", "pillow-lanczos", "pillow-box")] string resize,
        [Values("squash", "centre-square", "shorter-side")] string crop)
    {
        new TestExtractor
        {
            Body = (graph, images) => graph.Node("Reshape", [images, graph.Constant(0, 48)]),
            Json = json => (json["resize"], json["crop"], json["range"]) = (resize, crop, "0..255"),
        }.Write(Model);
        using Extractor extractor = Protocols.Open(new ProtocolOptions(Model));
        RgbImage image = new("i", 9, 6, [.. Enumerable.Range(0, 9 * 6 * 3).Select(i => (byte)(i * 7))]);
        float[] found = new float[48], expected = new float[48];
        extractor.Preprocessing.Apply(image, found);

        ResizeRule rule = Enum.Parse<ResizeRule>(resize.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
        Crop how = Enum.Parse<Crop>(crop.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
        Preprocessing.Of(rule, 4, Normalization.Same(1, 0, rule == ResizeRule.Torch ? 1 / 255f : 1), how).Apply(image, expected);
        Assert.That(found, Is.EqualTo(expected).Within(1e-4));
    }

    [Test]
    public void A_network_with_operators_of_its_makers_own_is_told_from_a_broken_one()
    {
        WriteWithNode("com.acme", "Fold");

        ModelInspection inspection = ModelInspection.Of(Model);
        const string Reason = "it has operators that ONNX Runtime does not know, com.acme:Fold: export it with standard operators alone (ONNX Runtime: [ErrorCode:";
        Assert.That(inspection.Unopened, Does.StartWith(Reason).And.EndWith("com.acme:Fold(-1) is not a registered function/op)"));
        Assert.That(inspection.Kind, Is.EqualTo(NetworkKind.Extractor));
        Assert.That(() => Protocols.Open(new ProtocolOptions(Model)), Fails(ErrorCodes.ExtractorInvalid, Reason));
        Assert.That(() => GeneratorModel.Open(Model, new GeneratorOptions(1), SessionDevice.Cpu), Fails(ErrorCodes.GeneratorInvalid, Reason));
    }

    [Test]
    public void A_network_of_a_later_version_of_the_operators_is_told_which_there_are()
    {
        OnnxGraph graph = new("later", opset: 99);
        graph.Output(graph.Node("GlobalAveragePool", [graph.Input("images", OnnxType.Float, "N", 3, 4, 4)]), OnnxType.Float);
        new TestExtractor().Write(Model);
        File.WriteAllBytes(Model, graph.Serialize());

        Assert.That(ModelInspection.Of(Model).Unopened, Does.Match(
            "^it needs the operators of ai.onnx in version 99, and this ONNX Runtime has them up to [0-9]+: export it with a lower opset, "
            + @"or take a newer ONNX Runtime \(ONNX Runtime: .*till opset [0-9]+\.\)$"));
        Assert.That(() => Protocols.Open(new ProtocolOptions(Model)), Fails(ErrorCodes.ExtractorInvalid, "it needs the operators of ai.onnx in version 99"));
    }

    [Test]
    public void A_network_of_a_later_format_is_told_which_can_be_read()
    {
        new TestExtractor().Write(Model);
        File.WriteAllBytes(Model, [.. File.ReadAllBytes(Model), .. ExternalWeights.Number(1, 99)]);

        Assert.That(ModelInspection.Of(Model).Unopened, Does.Match("^it is in version 99 of the ONNX format, and this ONNX Runtime reads it up to [0-9]+: "));
    }

    [Test]
    public void Weights_that_are_missing_or_elsewhere_are_the_reason_why_it_does_not_open([Values("w.bin", "../w.bin")] string location)
    {
        new TestExtractor().Write(Model);
        File.WriteAllBytes(Model, [.. File.ReadAllBytes(Model), .. ExternalWeights.Bytes(location, "w", 3)]);

        Assert.That(ModelInspection.Of(Model).Unopened, Does.StartWith($"it keeps weights in '{location}', "));
    }

    [Test]
    public void What_the_proposal_does_not_fit_is_said()
    {
        new TestExtractor { End = (graph, rows) => graph.Node("Add", [rows, graph.Node("RandomNormalLike", [rows])]) }.Write(Model);

        Assert.That(ModelInspection.Of(Model).Failed, Does.Contain("it gives other features for the same images each time"));
    }

    [Test]
    public void Missing_files_and_files_that_are_no_models_are_refused()
    {
        Assert.That(() => ModelInspection.Of(Model), Fails(ErrorCodes.SourceMissing, "the model"));
        File.WriteAllText(Model, "hello");
        Assert.That(() => ModelInspection.Of(Model), Fails(ErrorCodes.ModelUnreadable, "it is no ONNX model"));
        File.WriteAllBytes(Model, []);
        Assert.That(() => ModelInspection.Of(Model), Fails(ErrorCodes.ModelUnreadable, "it is empty"));
        new TestExtractor().Write(Model);
        File.WriteAllBytes(Model, File.ReadAllBytes(Model)[..40]);
        Assert.That(() => ModelInspection.Of(Model), Fails(ErrorCodes.ModelUnreadable, "it is damaged or cut off: it breaks off near byte "));
    }

    private const int Float = 1;

    private static OnnxValue Value(string name, params long[] shape) => new(name, Float, shape);

    private static TestCaseData Kind(string kind, OnnxValue[] inputs, OnnxValue[] outputs, string why = "") =>
        new TestCaseData(kind, inputs, outputs, why).SetArgDisplayNames(kind, TensorDescription.Of(inputs), TensorDescription.Of(outputs));

    private static NUnit.Framework.Constraints.IResolveConstraint Fails(ErrorCode error, string reason) =>
        Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(error).And.Message.Contains(reason);

    private void WriteWithNode(string domain, string operation)
    {
        OnnxGraph graph = new("foreign");
        graph.Output(graph.Node("Reshape", [graph.Input("images", OnnxType.Float, "N", 3, 4, 4), graph.Constant(0, 48)], "flat"), OnnxType.Float, "N", 48);
        new TestExtractor().Write(Model);
        File.WriteAllBytes(Model, [.. graph.Serialize(), .. ForeignNodes.Node(domain, operation, "flat", "folded")]);
    }
}
