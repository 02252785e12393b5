using System.Text.Json.Nodes;
using GanGate.Features;
using GanGate.Images;
using GanGate.Models;

namespace GanGate.Tests.Features;

/// <summary>Two networks of the form in which ResNet18 is published: a mean image in the order BGR, then one image at a time to D x 1 x 1.</summary>
public class OnnxPreprocessingTests
{
    private const int Side = 8;

    private TemporaryFolder _folder = null!;

    private string Model => _folder["network.onnx"];

    private string Preprocess => _folder["pixels/preprocess.onnx"];

    [SetUp]
    public void CreateFolder()
    {
        _folder = new TemporaryFolder();
        Directory.CreateDirectory(_folder["pixels"]);
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Images_go_through_the_mean_image_and_one_by_one_through_the_network([Values(1, 3)] int batchOfPixels)
    {
        WriteNetwork();
        WritePreprocessing(batchOfPixels);
        using Extractor extractor = Protocols.Open(new ProtocolOptions(Model) { Threads = 2 });
        RgbImage[] images = [.. Enumerable.Range(0, 5).Select(PictureOf)];
        int length = 3 * Side * Side;
        float[] planes = new float[5 * length], rows = new float[5 * 3];
        for (int i = 0; i < images.Length; i++) extractor.Preprocessing.Apply(images[i], planes.AsSpan(i * length, length));

        extractor.Run(planes, 5, rows);

        // Planes B, G, R less their mean image, each averaged.
        IEnumerable<double> expected = images.SelectMany(image => Enumerable.Range(0, 3).Select(plane => Enumerable.Range(0, Side * Side).Average(
            i => (double)(image.Pixels[(3 * i) + 2 - plane] - MeanOf(plane, i)))));
        Assert.That(rows, Is.EqualTo(expected).Within(1e-3));
        Assert.That((extractor.Protocol.Dimension, extractor.Remark), Is.EqualTo((3, (object?)null)));
    }

    [Test]
    public void The_fingerprint_knows_the_second_network_by_its_content()
    {
        WriteNetwork();
        WritePreprocessing();
        string first = Fingerprint();
        File.Move(Preprocess, _folder["moved.onnx"]);
        WriteNetwork(json => json["preprocessing"] = "moved.onnx");
        string moved = Fingerprint();
        WriteNetwork();
        WritePreprocessing(scale: 2);

        Assert.That(moved, Is.EqualTo(first));
        Assert.That(Fingerprint(), Is.Not.EqualTo(first));
    }

    [Test]
    public void A_second_network_that_changes_during_a_measurement_is_noticed()
    {
        WriteNetwork();
        WritePreprocessing();
        using Extractor extractor = Protocols.Open(new ProtocolOptions(Model));
        File.SetLastWriteTimeUtc(Preprocess, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.That(
            () => extractor.Preprocessing.Apply(PictureOf(0), new float[3 * Side * Side]),
            Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SourceChanged));
    }

    private static IEnumerable<TestCaseData> Misfits()
    {
        yield return Misfit("preprocess.onnx' cannot be used: its input 'pixels' (float32 1 x 3 x 6 x 6) does not take images of 8 x 8", side: 6);
        yield return Misfit("preprocess.onnx' cannot be used: as a preprocessing it does not take images of 3 x 8 x 8: [ErrorCode:", side: 6, open: true);
        yield return Misfit("preprocess.onnx' cannot be used: as a preprocessing it gives the shape (1, 3, 64) for 1 of 3 x 8 x 8, and the network takes 3 x 8 x 8 an image", flat: true);
        yield return Misfit("its preprocessing '../other.onnx' leads out of its folder", json: json => json["preprocessing"] = "../other.onnx");
        yield return Misfit("its preprocessing 'other.onnx' does not exist", json: json => json["preprocessing"] = "other.onnx");
        yield return Misfit(
            "\"preprocessing\" stands in place of \"mean\" and \"std\": leave these out",
            json: json => (json["mean"], json["std"]) = (new JsonArray(0, 0, 0), new JsonArray(1, 1, 1)));
    }

    [TestCaseSource(nameof(Misfits))]
    public void A_second_network_that_does_not_fit_is_told_why(string reason, int side, bool open, bool flat, Action<JsonObject>? json)
    {
        WriteNetwork(json);
        WritePreprocessing(side: side, open: open, flat: flat);

        Assert.That(
            () => Protocols.Open(new ProtocolOptions(Model)),
            Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.ExtractorInvalid)
                .And.Message.Contains(reason));
    }

    private static float MeanOf(int plane, int pixel) => (40 * plane) + (pixel % 7);

    private static RgbImage PictureOf(int index) =>
        new("i", Side, Side, [.. Enumerable.Range(0, 3 * Side * Side).Select(i => (byte)((i * (index + 3)) % 251))]);

    private string Fingerprint()
    {
        using Extractor extractor = Protocols.Open(new ProtocolOptions(Model));
        return extractor.Protocol.Fingerprint;
    }

    private void WriteNetwork(Action<JsonObject>? json = null)
    {
        OnnxGraph graph = new("network");
        graph.Output(graph.Node("GlobalAveragePool", [graph.Input("images", OnnxType.Float, 1, 3, Side, Side)], "pool"), OnnxType.Float, 1, 3, 1, 1);
        File.WriteAllBytes(Model, graph.Serialize());
        JsonObject description = new() { ["size"] = Side, ["resize"] = "clean", ["range"] = "0..255", ["preprocessing"] = "pixels/preprocess.onnx" };
        json?.Invoke(description);
        File.WriteAllText(_folder["network.json"], description.ToJsonString());
    }

    private void WritePreprocessing(int batch = 1, int side = Side, bool open = false, bool flat = false, float scale = 1)
    {
        OnnxGraph graph = new("preprocess");
        OnnxDimension[] shape = open ? [batch, 3, "H", "W"] : [batch, 3, side, side];
        graph.Node("Split", [graph.Input("pixels", OnnxType.Float, shape), graph.Constant(1, 1, 1)], ["R", "G", "B"], OnnxAttribute.Int("axis", 1));
        string blueFirst = graph.Node("Concat", ["B", "G", "R"], OnnxAttribute.Int("axis", 1));
        float[] mean = [.. Enumerable.Range(0, 3 * side * side).Select(i => scale * MeanOf(i / (side * side), i % (side * side)))];
        string centred = graph.Node("Sub", [blueFirst, graph.Constant("MeanImage", mean, 3, side, side)]);
        graph.Output(graph.Node(flat ? "Reshape" : "Identity", flat ? [centred, graph.Constant(0, 3, 64)] : [centred], "centred"), OnnxType.Float);
        File.WriteAllBytes(Preprocess, graph.Serialize());
    }

    private static TestCaseData Misfit(string reason, int side = Side, bool open = false, bool flat = false, Action<JsonObject>? json = null) =>
        new TestCaseData(reason, side, open, flat, json).SetArgDisplayNames(reason);
}
