using GanGate.Generators;
using GanGate.Images;
using GanGate.Models;
using Google.Protobuf;

namespace GanGate.Tests.Generators;

/// <summary>Which output holds the images, and what its values mean.</summary>
public class GeneratorOutputTests
{
    private readonly TemporaryFolder _folder = new();
    private int _models;

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void Of_several_outputs_of_images_one_must_be_named()
    {
        string model = Write(new TestGenerator { Preview = true });

        Refuses(
            model,
            new GeneratorOptions(4),
            "it has 2 outputs that may be its images: preview (float32 N x 3 x 4 x 4), images (float32 N x 3 x 8 x 8); say which with imageOutput");
        Assert.That(Pixels(model, "images"), Is.EqualTo(Pixels(Write(new TestGenerator()), null)));
        Assert.That(Pixels(model, "preview")[0], Has.Length.EqualTo(4 * 4 * 3));
        Refuses(model, new GeneratorOptions(4) { ImageOutput = "img" }, "it has no output 'img' (imageOutput), but preview (float32 N x 3 x 4 x 4), images");
    }

    [Test]
    public void The_result_says_which_of_several_outputs_was_taken()
    {
        using GeneratedImages images = GeneratedImages.Open(Write(new TestGenerator { Preview = true }), new GeneratorOptions(4) { ImageOutput = "images" });
        using GeneratedImages only = GeneratedImages.Open(Write(new TestGenerator()), new GeneratorOptions(4) { ImageOutput = "images" });

        Assert.That(images.Record.ToString(), Does.Contain("output 'images' float32 NCHW"));
        Assert.That(only.Record.Output, Is.Null);
    }

    [Test]
    public void An_output_beside_the_images_that_is_none_is_passed_over()
    {
        string model = Write(new TestGenerator { More = (graph, sum, batch) => { graph.Output(sum, OnnxType.Float, batch, 192); return sum; } });

        using GeneratedImages images = GeneratedImages.Open(model, new GeneratorOptions(4));

        Assert.That(images.Record.Output, Is.EqualTo("images"));
    }

    [Test]
    public void A_sequence_of_images_is_refused_as_what_it_is()
    {
        OnnxGraph graph = new("sequence");
        string z = graph.Input("z", OnnxType.Float, "N", 192);
        graph.Node("SequenceConstruct", [graph.Node("Reshape", [z, graph.Constant(-1, 3, 8, 8)])], "list");
        ProtoMessage tensor = new ProtoMessage().Add(1, new ProtoMessage().Add(1, (long)OnnxType.Float));
        ProtoMessage sequence = new ProtoMessage().Add(1, "list").Add(2, new ProtoMessage().Add(4, new ProtoMessage().Add(1, tensor)));

        // Messages that follow each other are one.
        ProtoMessage output = new ProtoMessage().Add(7, new ProtoMessage().Add(12, sequence));
        byte[] bytes = new byte[output.Length];
        using (CodedOutputStream stream = new(bytes)) output.WriteTo(stream);
        string path = _folder["sequence.onnx"];
        File.WriteAllBytes(path, [.. graph.Serialize(), .. bytes]);

        Refuses(path, new GeneratorOptions(4), "its output 'list' is a sequence of tensors; one tensor of float32");
    }

    // Values that the least and the largest sample reach; null where two ranges are possible.
    [TestCase(0f, 1f, "0..1")]
    [TestCase(0.2f, 0.6f, "0..1")]
    [TestCase(-1f, 1f, "-1..1")]
    [TestCase(-1.5f, 1.5f, "-1..1")]
    [TestCase(-0.05f, 0.08f, "-1..1")]
    [TestCase(-1f, -0.2f, "-1..1")]
    [TestCase(-0.6f, 1.1f, "-1..1")]
    [TestCase(-0.015f, 1.015f, "0..1")]
    [TestCase(-0.05f, 1.05f, "0..1")]
    [TestCase(0f, 1.04f, "0..1")]
    [TestCase(-0.06f, 1f, null)]
    [TestCase(-0.3f, 1f, null)]
    [TestCase(-0.001f, 0.4f, null)]
    [TestCase(0f, 1.2f, null)]
    [TestCase(0f, 4f, null)]
    [TestCase(-3f, 3f, null)]
    [TestCase(0f, 254f, "0..255")]
    [TestCase(-0.4f, 255.4f, "0..255")]
    [TestCase(-2f, 255f, null)]
    public void A_range_is_found_only_where_one_alone_explains_the_values(float lowest, float highest, string? range)
    {
        if (range is null)
        {
            Assert.That(
                () => OutputFormat.RangeOf("g.onnx", lowest, highest),
                Throws.TypeOf<GanGateException>().With.Message.Contains("say it with range -1..1, 0..1 or 0..255"));
            return;
        }

        PixelRange expected = range switch { "0..1" => PixelRange.Unit, "-1..1" => PixelRange.Symmetric, _ => PixelRange.Bytes };
        Assert.That(OutputFormat.RangeOf("g.onnx", lowest, highest), Is.EqualTo(expected));
    }

    [Test]
    public void Values_that_are_cut_off_are_stated()
    {
        string model = Write(new TestGenerator { Output = (0.515f, 0.5f) });
        using GeneratedImages found = GeneratedImages.Open(model, new GeneratorOptions(4));
        using GeneratedImages said = GeneratedImages.Open(model, new GeneratorOptions(4) { Range = PixelRange.Unit });

        Assert.That(found.Record.ToString(), Does.Match(@" in 0\.\.1 \(found from values of -0\.01\d* to 1\.01\d*\), quantize"));
        Assert.That(found.Decode(0).Pixels, Is.EqualTo(said.Decode(0).Pixels));
        Assert.That(said.Record.FoundFrom, Is.Null);
    }

    [Test]
    public void Bytes_are_bytes_whatever_is_said()
    {
        string model = Write(new TestGenerator { Type = OnnxType.UInt8, Output = (127.5f, 127.5f), InputType = OnnxType.Float });

        Refuses(model, new GeneratorOptions(4) { Range = PixelRange.Unit }, "its output is of bytes, 0..255, and range says 0..1: leave it out");
        using GeneratedImages images = GeneratedImages.Open(model, new GeneratorOptions(4) { Range = PixelRange.Bytes });
        Assert.That(images.Record, Has.Property("Range").EqualTo("0..255").And.Property("RangeFound").False);
    }

    private string Write(TestGenerator generator) => generator.Write(_folder[$"{_models++}.onnx"]);

    private static byte[][] Pixels(string model, string? output)
    {
        using GeneratedImages images = GeneratedImages.Open(model, new GeneratorOptions(9) { ImageOutput = output, Range = PixelRange.Symmetric });
        return [.. ImageReader.Read(images, image => image.Pixels, 2, default)];
    }

    private static void Refuses(string model, GeneratorOptions options, string reason)
    {
        GanGateException? failure = Assert.Throws<GanGateException>(() => GeneratedImages.Open(model, options).Dispose());
        Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.GeneratorInvalid), failure?.Message);
        Assert.That(failure?.Message, Does.Contain(reason));
    }
}
