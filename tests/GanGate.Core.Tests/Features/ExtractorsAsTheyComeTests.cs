using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using GanGate.Features;
using GanGate.Images;
using GanGate.Models;

namespace GanGate.Tests.Features;

/// <summary>Networks that were not exported for this program: other batches, types, layouts and outputs.</summary>
public class ExtractorsAsTheyComeTests
{
    private const int Side = 4, Length = 3 * Side * Side;

    private TemporaryFolder _folder = null!;

    private string Model => _folder["network.onnx"];

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    /// <summary>For any batch and any number of images, filled up or not, on any number of threads.</summary>
    [Test]
    public void A_fixed_batch_gives_the_rows_of_a_batch_of_any_size()
    {
        new TestExtractor().Write(Model);
        using Extractor any = Protocols.Open(new ProtocolOptions(Model));
        for (int batch = 1; batch <= 5; batch++) new TestExtractor { Batch = batch }.Write(_folder[$"fixed{batch}.onnx"]);

        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 13], Gen.Int[1, 3], Gen.Int[0, int.MaxValue]).Sample(
            (batch, count, threads, seed) =>
            {
                using Extractor extractor = Protocols.Open(new ProtocolOptions(_folder[$"fixed{batch}.onnx"]) { Threads = threads });
                float[] planes = Planes(count, seed);

                Assert.That(RowsOf(extractor, planes), Is.EqualTo(RowsOf(any, planes)).Within(1e-6), "ONNX Runtime rounds as a batch is large");
                Assert.That((extractor.BatchStep, extractor.SmallestBatch), Is.EqualTo((batch, batch * threads)));
            },
            iter: 30);
    }

    [Test]
    public void A_set_is_measured_in_whole_batches_whatever_was_asked_for()
    {
        new TestExtractor { Batch = 3, Body = (graph, images) => Same(graph, graph.Node("Reshape", [images, graph.Constant(3, 48)])) }.Write(Model);
        using Extractor extractor = Protocols.Open(new ProtocolOptions(Model));
        PaintedSource source = new(7, Side);
        List<float> rows = [];

        FeatureRun run = FeatureExtraction.Run(source, extractor, some => rows.AddRange(some), new FeatureOptions { BatchSize = 2, Threads = 1 });

        Assert.That(run.Count, Is.EqualTo(7));
        Assert.That(rows, Is.EqualTo(Enumerable.Range(0, 7).SelectMany(source.Expected)).Within(1e-6));
    }

    private static IEnumerable<TestCaseData> Dependent()
    {
        yield return new TestCaseData(2, "the others in its batch").SetArgDisplayNames("two", "others");
        yield return new TestCaseData(3, "the others in its batch").SetArgDisplayNames("three", "others");
        yield return new TestCaseData(3, "its place in the batch").SetArgDisplayNames("three", "place");
    }

    [TestCaseSource(nameof(Dependent))]
    public void A_fixed_batch_does_not_hide_that_images_depend_on_each_other(int batch, string cause)
    {
        new TestExtractor
        {
            Batch = batch,
            End = (graph, rows) => cause.Contains("place", StringComparison.Ordinal)
                ? graph.Node("Add", [rows, graph.Constant("places", Enumerable.Range(0, batch).Select(i => (float)i).ToArray(), batch, 1)])
                : graph.Node("Sub", [rows, graph.Node("ReduceMean", [rows], OnnxAttribute.Ints("axes", 0))]),
        }.Write(Model);

        Assert.That(() => Protocols.Open(new ProtocolOptions(Model)), Refuses($"an image's features depend on {cause}, by up to "));
    }

    [Test]
    public void A_fixed_batch_does_not_hide_noise([Values(1, 2)] int batch)
    {
        new TestExtractor { Batch = batch, End = (graph, rows) => graph.Node("Add", [rows, graph.Node("RandomNormalLike", [rows])]) }.Write(Model);

        Assert.That(() => Protocols.Open(new ProtocolOptions(Model)), Refuses("it gives other features for the same images each time"));
    }

    /// <summary>Each as a shape of an image's values, the rule that the JSON names, and the row that a mean or a choice makes.</summary>
    private static IEnumerable<TestCaseData> Outputs()
    {
        int[] all = [.. Enumerable.Range(0, Length)];
        yield return Output("D", [48], null, [.. all.Select(i => new[] { i })]);
        yield return Output("D x 1 x 1", [48, 1, 1], null, [.. all.Select(i => new[] { i })]);
        yield return Output("1 x D", [1, 48], null, [.. all.Select(i => new[] { i })]);
        yield return Output("D x H x W", [3, 4, 4], null, [.. all.GroupBy(i => i / 16).Select(part => part.ToArray())]);
        yield return Output("D x H x W, named", [12, 2, 2], json => json["pool"] = "mean", [.. all.GroupBy(i => i / 4).Select(part => part.ToArray())]);
        yield return Output("D x H x W, not square", [4, 6, 2], json => json["outputLayout"] = "nchw", [.. all.GroupBy(i => i / 12).Select(part => part.ToArray())]);
        yield return Output("H x W x D", [4, 4, 3], json => json["outputLayout"] = "nhwc", [.. all.GroupBy(i => i % 3).Select(part => part.ToArray())]);
        yield return Output("T x D, first", [6, 8], json => json["pool"] = "first", [.. all.Take(8).Select(i => new[] { i })]);
        yield return Output("T x D, mean", [6, 8], json => json["pool"] = "mean", [.. all.GroupBy(i => i % 8).Select(part => part.ToArray())]);
    }

    [TestCaseSource(nameof(Outputs))]
    public void Every_shape_of_an_output_becomes_rows(long[] shape, Action<JsonObject>? json, int[][] parts)
    {
        new TestExtractor { Body = (graph, images) => graph.Node("Reshape", [images, graph.Constant([0, .. shape])]), Json = json }.Write(Model);
        using Extractor extractor = Protocols.Open(new ProtocolOptions(Model));
        float[] planes = Planes(5, 1);

        Assert.That(extractor.Protocol.Dimension, Is.EqualTo(parts.Length));
        IEnumerable<double> expected = planes.Chunk(Length).SelectMany(image => parts.Select(part => part.Average(i => (double)image[i])));
        Assert.That(RowsOf(extractor, planes), Is.EqualTo(expected).Within(1e-7));
    }

    private static IEnumerable<TestCaseData> Unclear()
    {
        yield return Refused("(N x 6 x 8) is of tokens: set \"pool\" to \"first\" (the class token, where the network has one) or to \"mean\" (of all tokens)", [6, 8]);
        yield return Refused("(N x 6 x 8) is of tokens, not of maps: leave out \"outputLayout\"", [6, 8], json => json["outputLayout"] = "nchw");
        yield return Refused("(N x 48) is one row for each image: leave out \"pool\" and \"outputLayout\"", [48], json => json["pool"] = "mean");
        yield return Refused("(N x 3 x 4 x 4) is of maps: their positions are averaged, so set \"pool\" to \"mean\"", [3, 4, 4], json => json["pool"] = "first");
        yield return Refused("(N x 4 x 4 x 3) may be of D x H x W or of H x W x D: set \"outputLayout\" to \"nchw\" or \"nhwc\"", [4, 4, 3]);
        yield return Refused("(N x 3 x 2 x 2 x 4) is not one of N x D, N x T x D or N x D x H x W", [3, 2, 2, 4]);
    }

    [TestCaseSource(nameof(Unclear))]
    public void An_output_that_can_be_read_in_two_ways_is_told_which(string reason, long[] shape, Action<JsonObject>? json)
    {
        new TestExtractor { Body = (graph, images) => graph.Node("Reshape", [images, graph.Constant([0, .. shape])]), Json = json }.Write(Model);

        Assert.That(() => Protocols.Open(new ProtocolOptions(Model)), Refuses($"its output 'means' {reason}"));
    }

    [Test]
    public void That_maps_are_averaged_is_said_until_the_description_says_it()
    {
        TestExtractor maps = new() { Body = (graph, images) => Same(graph, images) };
        maps.Write(Model);
        using (Extractor silent = Protocols.Open(new ProtocolOptions(Model)))
        {
            Assert.That(silent.Remark!.ToString(), Is.EqualTo(
                "the extractor 'network.onnx' gives maps of 3 features, which are averaged over their 4 x 4 positions; "
                + "\"pool\": \"mean\" in the .json beside it says that this is meant"));
        }

        string fingerprint = Fingerprint();
        (maps with { Json = json => json["pool"] = "mean" }).Write(Model);
        using Extractor said = Protocols.Open(new ProtocolOptions(Model));

        Assert.That(said.Remark, Is.Null);
        Assert.That(said.Protocol.Fingerprint, Is.EqualTo(fingerprint), "they are the same features");
    }

    [Test]
    public void Names_may_be_left_out_where_there_is_one_of_each()
    {
        new TestExtractor().Write(Model);
        string fingerprint = Fingerprint();
        new TestExtractor { Json = Without("input", "output") }.Write(Model);

        Assert.That(Fingerprint(), Is.EqualTo(fingerprint));
    }

    [Test]
    public void Several_outputs_are_listed_until_one_is_named()
    {
        TestExtractor two = new() { Json = Without("output"), End = TwoOutputs };
        two.Write(Model);
        Assert.That(
            () => Protocols.Open(new ProtocolOptions(Model)),
            Refuses("it has several outputs: set \"output\" to one of double (float32 N x 3), means (float32 N x 3)"));

        (two with { Json = json => json["output"] = "double" }).Write(Model);
        using Extractor extractor = Protocols.Open(new ProtocolOptions(Model));
        Assert.That(extractor.Protocol.Feature, Is.EqualTo("double"));
        Assert.That(RowsOf(extractor, [.. Enumerable.Repeat(0.5f, Length)]), Is.EqualTo(new[] { 1f, 1, 1 }));
    }

    [Test]
    public void Every_type_of_numbers_gives_the_same_features_up_to_its_precision(
        [Values(OnnxType.UInt8, OnnxType.Float16, OnnxType.Float, OnnxType.Double)] object input,
        [Values(OnnxType.UInt8, OnnxType.Float16, OnnxType.Float, OnnxType.Double)] object output)
    {
        new TestExtractor { Type = (OnnxType)input, OutputType = (OnnxType)output, Json = Plain((OnnxType)input) }.Write(Model);
        using Extractor extractor = Protocols.Open(new ProtocolOptions(Model));
        RgbImage image = new("i", Side, Side, [.. Enumerable.Range(0, Side * Side).SelectMany(i => new byte[] { (byte)(4 * i), 100, (byte)(200 - i) })]);
        float[] planes = new float[Length];
        extractor.Preprocessing.Apply(image, planes);

        Assert.That(planes, Is.EqualTo(Enumerable.Range(0, Length).Select(i => (float)image.Pixels[(i % 16 * 3) + (i / 16)])).Within(1e-3));
        Assert.That(RowsOf(extractor, planes), Is.EqualTo(new[] { 30f, 100, 192.5f }).Within((OnnxType)output == OnnxType.UInt8 ? 0.5 : 1e-3));
    }

    [Test]
    public void Bytes_are_rounded_to_even_halves_and_stay_between_0_and_255()
    {
        new TestExtractor { Type = OnnxType.UInt8, Json = Plain(OnnxType.UInt8), Body = (graph, images) => graph.Node("Reshape", [images, graph.Constant(0, 48)]) }.Write(Model);
        using Extractor extractor = Protocols.Open(new ProtocolOptions(Model));
        float[] planes = [-3, 0.5f, 1.5f, 254.4f, 254.6f, 300, .. new float[42]];

        Assert.That(RowsOf(extractor, planes).Take(6), Is.EqualTo(new[] { 0f, 0, 2, 254, 255, 255 }));
    }

    [Test]
    public void Bytes_have_no_mean()
    {
        new TestExtractor { Type = OnnxType.UInt8 }.Write(Model);

        Assert.That(
            () => Protocols.Open(new ProtocolOptions(Model)),
            Refuses("its input 'images' takes uint8, which are pixels as they are: leave out \"mean\" and \"std\""));
    }

    [Test]
    public void Channels_range_and_layout_are_those_that_the_description_says(
        [Values("rgb", "bgr")] string channels, [Values("0..1", "0..255")] string range, [Values("nchw", "nhwc")] string layout,
        [Values("clean", "torch", "tensorflow1")] string resize)
    {
        new TestExtractor
        {
            Shape = layout == "nchw" ? [3, 4, 4] : [4, 4, 3],
            Body = (graph, images) => graph.Node("Reshape", [images, graph.Constant(0, 48)]),
            Json = json =>
            {
                (json["channels"], json["range"], json["layout"], json["resize"]) = (channels, range, layout, resize);
                (json["mean"], json["std"]) = (new JsonArray(1, 2, 3), new JsonArray(2, 4, 5));
            },
        }.Write(Model);
        using Extractor extractor = Protocols.Open(new ProtocolOptions(Model));
        RgbImage image = new("i", Side, Side, [.. Enumerable.Range(0, Length).Select(i => (byte)(5 * i))]);
        float[] planes = new float[Length];
        extractor.Preprocessing.Apply(image, planes);

        double[] mean = [1, 2, 3], std = [2, 4, 5];
        for (int i = 0; i < Length; i++)
        {
            (int place, int pixel) = layout == "nchw" ? (i / 16, i % 16) : (i % 3, i / 3);
            int colour = channels == "rgb" ? place : 2 - place;
            double value = image.Pixels[(3 * pixel) + colour] / (range == "0..1" ? 255.0 : 1);
            Assert.That(planes[i], Is.EqualTo((value - mean[colour]) / std[colour]).Within(2e-5), $"{i}");
        }
    }

    /// <summary>What 0.1.0 wrote into statistics files has to be found again.</summary>
    [Test]
    public void A_description_of_before_has_the_fingerprint_that_it_had()
    {
        new TestExtractor().Write(Model);
        string model = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Model)));
        string description = """{"input":"images","layout":"Nchw","size":4,"resize":"Clean","mean":[0,0,0],"std":[1,1,1],"output":"means"}""";
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{model}\n{description}")));

        Assert.That(Fingerprint(), Is.EqualTo(Protocol.Hash("network.onnx", 1, 4, "means", hash)));
    }

    private static IEnumerable<TestCaseData> Deciding()
    {
        yield return Said("channels", json => json["channels"] = "bgr");
        yield return Said("range", json => json["range"] = "0..255");
        yield return Said("crop", json => json["crop"] = "shorter-side");
        yield return Said("pool", json => json["pool"] = "first");
    }

    [TestCaseSource(nameof(Deciding))]
    public void What_decides_the_features_is_in_the_fingerprint(Action<JsonObject> change)
    {
        TestExtractor tokens = new() { Body = (graph, images) => graph.Node("Reshape", [images, graph.Constant(0, 6, 8)]), Json = json => json["pool"] = "mean" };
        tokens.Write(Model);
        string before = Fingerprint();
        (tokens with { Json = tokens.Json + change }).Write(Model);

        Assert.That(Fingerprint(), Is.Not.EqualTo(before));
    }

    private static string Same(OnnxGraph graph, string values) => graph.Node("Identity", [values]);

    private static string TwoOutputs(OnnxGraph graph, string rows)
    {
        graph.Output(graph.Node("Add", [rows, rows], "double"), OnnxType.Float, "N", 3);
        return rows;
    }

    private static Action<JsonObject> Without(params string[] keys) => json => Array.ForEach(keys, key => json.Remove(key));

    // Pixels as they are.
    private static Action<JsonObject> Plain(OnnxType input) => input == OnnxType.UInt8 ? Without("mean", "std") : json => json["range"] = "0..255";

    private static float[] Planes(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count * Length).Select(_ => random.NextSingle())];
    }

    private static float[] RowsOf(Extractor extractor, float[] planes)
    {
        int count = planes.Length / Length;
        float[] rows = new float[count * extractor.Protocol.Dimension];
        extractor.Run(planes, count, rows);
        return rows;
    }

    private string Fingerprint()
    {
        using Extractor extractor = Protocols.Open(new ProtocolOptions(Model));
        return extractor.Protocol.Fingerprint;
    }

    private static TestCaseData Output(string name, long[] shape, Action<JsonObject>? json, int[][] parts) =>
        new TestCaseData(shape, json, parts).SetArgDisplayNames(name);

    private static TestCaseData Refused(string reason, long[] shape, Action<JsonObject>? json = null) =>
        new TestCaseData(reason, shape, json).SetArgDisplayNames(reason);

    private static TestCaseData Said(string name, Action<JsonObject> change) => new TestCaseData(change).SetArgDisplayNames(name);

    private static NUnit.Framework.Constraints.IResolveConstraint Refuses(string reason) =>
        Throws.TypeOf<GanGateException>()
            .With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.ExtractorInvalid)
            .And.Message.Contains(reason);
}
