using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using GanGate.Features;
using GanGate.Images;
using GanGate.Models;

namespace GanGate.Tests.Features;

public class CustomExtractorTests
{
    private const int Side = 4;

    private TemporaryFolder _folder = null!;

    private string Model => _folder["colours.onnx"];

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("nchw", "tensorflow1")]
    [TestCase("NCHW", "torch")]
    [TestCase("nchw", "clean")]
    [TestCase("NHWC", "tensorflow1")]
    [TestCase("nhwc", "torch")]
    [TestCase("nhwc", "clean")]
    public void A_network_of_the_users_own_sees_normalised_pixels_in_its_layout(string layout, string resize)
    {
        Write(layout, json => json["resize"] = resize);
        using Extractor extractor = Protocols.Open(new ProtocolOptions(Model));
        RgbImage image = new("i", Side, Side, [.. Enumerable.Range(0, Side * Side).SelectMany(i => new byte[] { (byte)(10 * i), 100, (byte)(255 - i) })]);
        float[] planes = new float[2 * 3 * Side * Side], rows = new float[6];
        extractor.Preprocessing.Apply(image, planes.AsSpan(0, planes.Length / 2));
        extractor.Preprocessing.Apply(image with { Pixels = new byte[3 * Side * Side] }, planes.AsSpan(planes.Length / 2));

        extractor.Run(planes, 2, rows);

        float[] expected =
        [
            ((75 / 255f) - 0.5f) / 0.25f, ((100 / 255f) - 0.4f) / 0.5f, ((247.5f / 255f) - 0.3f) / 2, -0.5f / 0.25f, -0.4f / 0.5f, -0.3f / 2,
        ];
        Assert.That(rows, Is.EqualTo(expected).Within(1e-5));
        Assert.That(extractor.Protocol, Has.Property("Id").EqualTo("colours.onnx").And.Property("Size").EqualTo(Side)
            .And.Property("Feature").EqualTo("means").And.Property("Dimension").EqualTo(3));
        Assert.That(extractor.Protocol.ScoreName, Is.EqualTo("FD (colours.onnx)"));
    }

    [Test]
    public void The_fingerprint_covers_both_files()
    {
        Write("nchw");
        string first = Fingerprint(), again = Fingerprint();
        Write("nchw", json => json["mean"] = new JsonArray(0.5, 0.4, 0.31));
        string otherMean = Fingerprint();
        Write("nchw", graphName: "other");
        string otherNetwork = Fingerprint();

        Write("nchw");
        File.WriteAllText(_folder["colours.json"], File.ReadAllText(_folder["colours.json"]).Replace(",", ",\r\n"));

        Assert.That(again, Is.EqualTo(first));
        Assert.That(Fingerprint(), Is.EqualTo(first), "line endings are not what a network is known by");
        Assert.That(new[] { first, otherMean, otherNetwork }, Is.Unique);
    }

    [Test]
    public void Weights_in_files_that_the_network_names_are_read_and_covered()
    {
        Write("nchw", weights: "w/scale.bin");
        WriteScale(1);
        string first = Fingerprint();
        float[] once = Means();
        WriteScale(2);

        Assert.That(Means(), Is.EqualTo(once.Select(value => 2 * value)));
        Assert.That(Fingerprint(), Is.Not.EqualTo(first));
        WriteScale(1);
        Assert.That(Fingerprint(), Is.EqualTo(first));
    }

    [TestCase("../scale.bin", "leads out of the model's folder")]
    [TestCase("/scale.bin", "leads out of the model's folder")]
    [TestCase("scale.bin", "there is no such file beside it")]
    public void Weights_elsewhere_are_refused(string location, string reason)
    {
        Write("nchw", weights: location);

        Assert.That(() => Protocols.Open(new ProtocolOptions(Model)), Refuses(reason));
    }

    [Test]
    public void Weights_that_change_during_a_measurement_are_noticed()
    {
        Write("nchw", weights: "w/scale.bin");
        WriteScale(1);
        using Extractor extractor = Protocols.Open(new ProtocolOptions(Model));
        float[] planes = new float[3 * Side * Side], row = new float[3];
        extractor.Run(planes, 1, row);
        WriteScale(2);

        Assert.That(
            () => extractor.Run(planes, 1, row),
            Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SourceChanged)
                .And.Message.Contains("scale.bin"));
    }

    private static IEnumerable<TestCaseData> Flaws()
    {
        yield return Flaw("size is 0", json => json["size"] = 0);
        yield return Flaw("size is 100000", json => json["size"] = 100000);
        yield return Flaw("three numbers", json => json["mean"] = new JsonArray(0.5));
        yield return Flaw("std positive", json => json["std"] = new JsonArray(1, 0, 1));
        yield return Flaw("no input 'pixels', but images (float32 N x 3 x 4 x 4)", json => json["input"] = "pixels");
        yield return Flaw("no output 'pool', but means (float32 N x 3)", json => json["output"] = "pool");
        yield return Flaw("its input 'images' (float32 N x 3 x 4 x 4) does not take images of 8 x 8: set \"size\" to what it takes", json => json["size"] = 8);
        yield return Flaw("its input 'images' (float32 N x 3 x 4 x 4) is not NHWC: set \"layout\" to \"nchw\"", json => json["layout"] = "nhwc");
        yield return Flaw(
            ": 'resize' is not clean, tensorflow1, torch, torch-antialias, torch-antialias-bicubic, pillow, pillow-bilinear, pillow-lanczos or pillow-box",
            json => json["resize"] = "nearest");
        yield return Flaw(": 'range' is not 0..1 or 0..255", json => json["range"] = "0..2");
        yield return Flaw(": 'crop' is not squash, centre-square or shorter-side", json => json["crop"] = "none");
        yield return Flaw(": 'channels' is not rgb or bgr", json => json["channels"] = "gray");
        yield return Flaw(": 'pool' is not first or mean", json => json["pool"] = "max");
        yield return Flaw(": 'outputLayout' is not nchw or nhwc", json => json["outputLayout"] = "chw");
        yield return Flaw(": 'size' is not a whole number", json => json["size"] = "large");
        yield return Flaw(": 'mean' is not three numbers", json => json["mean"] = new JsonArray("a", "b", "c"));
        yield return Flaw(": 'output' is not a text", json => json["output"] = 1);
        yield return Flaw("unknown key 'sizes', did you mean 'size'?", json => json["sizes"] = 4);
        yield return Flaw("is not valid", json => json.Remove("size"));
        yield return Flaw("\"mean\" and \"std\" are missing, or \"preprocessing\" with an ONNX file in their place", json => json.Remove("std"));
    }

    [TestCaseSource(nameof(Flaws))]
    public void A_description_that_does_not_fit_is_refused(string reason, Action<JsonObject> change)
    {
        Write("nchw", change);

        Assert.That(() => Protocols.Open(new ProtocolOptions(Model)), Refuses(reason));
    }

    [Test]
    public void More_features_than_a_covariance_can_be_had_of_are_refused()
    {
        Write("nchw", features: 46_341);

        Assert.That(
            () => Protocols.Open(new ProtocolOptions(Model)),
            Refuses("its output 'means' has 46341 features, and a covariance can be had of 46340 at most: pool them first"));
        Write("nchw", features: 46_340);
        using Extractor extractor = Protocols.Open(new ProtocolOptions(Model));
        Assert.That(extractor.Protocol.Dimension, Is.EqualTo(46_340));
    }

    [Test]
    public void Missing_and_broken_files_are_refused()
    {
        Assert.That(() => Protocols.Open(new ProtocolOptions(Model)), Refuses("does not exist"));
        Write("nchw");
        File.WriteAllBytes(Model, [1, 2, 3]);
        Assert.That(() => Protocols.Open(new ProtocolOptions(Model)), Refuses("cannot open it"));
        File.Delete(_folder["colours.json"]);
        Assert.That(() => Protocols.Open(new ProtocolOptions(Model)), Refuses("does not exist"));
    }

    private static IEnumerable<TestCaseData> Misfits()
    {
        yield return Misfit("(int64 N x 3 x 4 x 4) takes no pixels, which are given as float32, float16, float64 or uint8", new TestExtractor { Type = OnnxType.Int64 });
        yield return Misfit("its output 'means' is int64 N x 3, and features of float32, float16, float64 or uint8 are needed", new TestExtractor { OutputType = OnnxType.Int64 });
        yield return Misfit(
            "takes a batch of 10000000 alone, which is more than a gigabyte: export it with a smaller one, or one of any size",
            new TestExtractor { Batch = 10_000_000 });
        yield return Misfit("(float32 N x 1 x 4 x 4) takes 1 channel, and images are given with three: red, green and blue", new TestExtractor { Shape = [1, 4, 4] });
        yield return Misfit("(float32 N x 4 x 4 x 3) is not NCHW: set \"layout\" to \"nhwc\"", new TestExtractor { Shape = [4, 4, 3] });
        yield return Misfit("(float32 N x 48) does not take images, which have four dimensions", new TestExtractor { Shape = [48] });
        yield return Misfit("it takes more than images: images (float32 N x 3 x 4 x 4), mask (float32 N x 4)", new TestExtractor
        {
            End = (graph, rows) => graph.Node("Add", [rows, graph.Node("ReduceMean", [graph.Input("mask", OnnxType.Float, "N", 4)])]),
        });
        yield return Misfit("it gives other features for the same images each time, by up to ", new TestExtractor
        {
            End = (graph, rows) => graph.Node("Add", [rows, graph.Node("RandomNormalLike", [rows])]),
        });
        yield return Misfit("an image's features depend on the others in its batch, by up to ", new TestExtractor
        {
            End = (graph, rows) => graph.Node("Sub", [rows, graph.Node("ReduceMean", [rows], OnnxAttribute.Ints("axes", 0))]),
        });
        yield return Misfit("it does not take a batch of 2 images of 4 x 4 (NCHW): ", new TestExtractor { End = FailsAbove(-1) });
    }

    [TestCaseSource(nameof(Misfits))]
    public void A_network_that_is_not_an_extractor_of_images_is_told_why(string reason, TestExtractor extractor)
    {
        extractor.Write(Model);

        Assert.That(() => Protocols.Open(new ProtocolOptions(Model)), Refuses(reason));
    }

    [Test]
    public void Rounding_in_another_batch_is_no_dependence_on_it()
    {
        new TestExtractor { End = (graph, rows) => graph.Node("Add", [rows, graph.Node("Mul", [Centred(graph, rows), graph.Scalar(1e-6f)])]) }.Write(Model);
        using Extractor extractor = Protocols.Open(new ProtocolOptions(Model));
        Assert.That(extractor.Protocol.Dimension, Is.EqualTo(3));

        new TestExtractor { End = (graph, rows) => graph.Node("Add", [rows, graph.Node("Mul", [Centred(graph, rows), graph.Scalar(0.1f)])]) }.Write(Model);
        Assert.That(() => Protocols.Open(new ProtocolOptions(Model)), Refuses("depend on the others in its batch"));
    }

    [Test]
    public void A_network_that_fails_on_some_images_is_to_blame_itself()
    {
        new TestExtractor { End = FailsAbove(1e6f) }.Write(Model);
        using Extractor extractor = Protocols.Open(new ProtocolOptions(Model));
        float[] planes = new float[2 * 3 * Side * Side], rows = new float[6];
        extractor.Run(planes, 2, rows);
        planes[^1] = 1e9f;

        Assert.That(() => extractor.Run(planes, 2, rows), Refuses("it fails on some of the images: [ErrorCode:InvalidArgument]"));
    }

    [Test]
    public void A_GPU_that_fails_as_it_runs_is_named_and_is_no_fault_of_ours()
    {
        new TestExtractor { End = FailsAbove(1e6f) }.Write(Model);
        using Extractor extractor = CustomExtractor.Open(Model, 1, new SessionDevice("cuda:1"));
        float[] planes = [.. Enumerable.Repeat(1e9f, 3 * Side * Side)];

        Assert.That(
            () => extractor.Run(planes, 1, new float[3]),
            Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.DeviceFailed)
                .And.Message.StartsWith("the GPU 'cuda:1' failed as it ran 'colours.onnx': ").And.Message.EndsWith("device cpu does without it"));
    }

    // A row of a table is looked up that is not there where a pixel is too large.
    private static Func<OnnxGraph, string, string> FailsAbove(float limit) => (graph, rows) =>
    {
        string over = graph.Node("Cast", [graph.Node("Greater", ["images", graph.Scalar(limit)])], OnnxAttribute.Int("to", (long)OnnxType.Float));
        string index = graph.Node("Cast", [graph.Node("ReduceMax", [over], OnnxAttribute.Int("keepdims", 0))], OnnxAttribute.Int("to", (long)OnnxType.Int64));
        return graph.Node("Add", [rows, graph.Node("Gather", [graph.Constant("table", new float[1], 1), index])]);
    };

    private static string Centred(OnnxGraph graph, string rows) =>
        graph.Node("Sub", [rows, graph.Node("ReduceMean", [rows], OnnxAttribute.Ints("axes", 0))]);

    private static TestCaseData Misfit(string reason, TestExtractor extractor) => new TestCaseData(reason, extractor).SetArgDisplayNames(reason);

    private static TestCaseData Flaw(string reason, Action<JsonObject> change) => new TestCaseData(reason, change).SetArgDisplayNames(reason);

    private static NUnit.Framework.Constraints.IResolveConstraint Refuses(string reason) =>
        Throws.TypeOf<GanGateException>()
            .With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.ExtractorInvalid)
            .And.Message.Contains(reason);

    private string Fingerprint()
    {
        using Extractor extractor = Protocols.Open(new ProtocolOptions(Model));
        return extractor.Protocol.Fingerprint;
    }

    private float[] Means()
    {
        using Extractor extractor = Protocols.Open(new ProtocolOptions(Model));
        float[] row = new float[3];
        extractor.Run(Enumerable.Range(0, 3 * Side * Side).Select(i => (float)i).ToArray(), 1, row);
        return row;
    }

    private void WriteScale(float scale)
    {
        File.WriteAllBytes(_folder["w/scale.bin"], MemoryMarshal.AsBytes<float>(new float[] { scale, scale, scale }).ToArray());

        // Whatever the resolution of the file system's clock is.
        File.SetLastWriteTimeUtc(_folder["w/scale.bin"], new DateTime(2020, 1, (int)scale, 0, 0, 0, DateTimeKind.Utc));
    }

    /// <summary>A network that gives the mean of each channel, and its description.</summary>
    private void Write(string layout, Action<JsonObject>? change = null, string graphName = "colours", string? weights = null, OnnxDimension? batch = null, int? features = null)
    {
        bool planesFirst = layout.Equals("nchw", StringComparison.OrdinalIgnoreCase);
        OnnxDimension images = batch ?? "N";
        OnnxDimension[] shape = planesFirst ? [images, 3, Side, Side] : [images, Side, Side, 3];
        var graph = new OnnxGraph(graphName);
        long[] axes = planesFirst ? [2, 3] : [1, 2];
        graph.Node(
            "ReduceMean",
            [graph.Input("images", OnnxType.Float, shape)],
            weights is null && features is null ? "means" : "unscaled",
            OnnxAttribute.Ints("axes", axes),
            OnnxAttribute.Int("keepdims", 0));
        if (weights is not null) graph.Node("Mul", ["unscaled", "scale"], "means");
        if (features is int wide) graph.Node("MatMul", ["unscaled", graph.Constant("mix", new float[3 * wide], 3, wide)], "means");
        graph.Output("means", OnnxType.Float, images, features ?? 3);
        File.WriteAllBytes(Model, [.. graph.Serialize(), .. weights is null ? [] : ExternalWeights.Bytes(weights, "scale", 3)]);
        JsonObject json = new()
        {
            ["input"] = "images",
            ["layout"] = layout,
            ["size"] = Side,
            ["resize"] = "clean",
            ["mean"] = new JsonArray(0.5, 0.4, 0.3),
            ["std"] = new JsonArray(0.25, 0.5, 2),
            ["output"] = "means",
        };
        change?.Invoke(json);
        File.WriteAllText(_folder["colours.json"], json.ToJsonString());
    }
}
