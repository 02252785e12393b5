using GanGate.Generators;
using GanGate.Images;
using GanGate.Models;

namespace GanGate.Tests.Generators;

/// <summary>What a generator's inputs are taken for, and where two readings are left to the person.</summary>
public class InputReadingTests
{
    // ONNX's number of float64, which our own graphs do without.
    private const int Float64 = 11;

    private readonly TemporaryFolder _folder = new();
    private int _models;

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void An_input_of_images_is_not_fed_with_noise_unless_that_is_said()
    {
        string model = WriteTranslator(metadata: null);

        Refuses(model, new GeneratorOptions(4), "its input 'photo' (float32 N x 3 x 8 x 8) may be given random numbers, or wants an image");
        Refuses(model, new GeneratorOptions(4), "say which with inputs photo=normal or photo=uniform");
        GeneratorRecord said = RecordOf(model, new GeneratorOptions(4) { Inputs = "photo=uniform" });
        Assert.That((said.LatentSize, said.Distribution), Is.EqualTo((192, "uniform")));
        Assert.That(RecordOf(model, new GeneratorOptions(4) { Distribution = LatentDistribution.Normal }).Distribution, Is.EqualTo("normal"));
        Assert.That(RecordOf(WriteTranslator(metadata: "uniform"), new GeneratorOptions(4)).Distribution, Is.EqualTo("uniform"));
    }

    [Test]
    public void A_code_called_c_may_be_labels_or_continuous()
    {
        TestGenerator infoGan = new() { Classes = 2, OneHot = true, LabelName = "c" };
        string model = Write(infoGan);

        Refuses(
            model,
            new GeneratorOptions(4),
            "its input 'c' (float32 N x 2) may be given one-hot rows of labels, or continuous codes: say which with inputs c=one-hot or c=uniform or c=normal");
        GeneratorRecord code = RecordOf(model, new GeneratorOptions(4) { Inputs = "c=uniform" });
        Assert.That((code.AlsoDrawn, code.Labels, code.LatentSize), Is.EqualTo(("2 uniform numbers for 'c'", (string?)null, 6)));
        GeneratorRecord oneHot = RecordOf(model, new GeneratorOptions(4) { Inputs = "c=one-hot" });
        Assert.That(oneHot.ToString(), Does.Contain("6 normal numbers, labels 0-1 as one-hot rows, output"));
        Assert.That(Samples(model, new GeneratorOptions(4) { LabelCount = 2 }), Is.EqualTo(Samples(model, new GeneratorOptions(4) { Inputs = "c=one-hot" })));
    }

    [TestCase("y", "labels 0-3 as one-hot rows")]
    [TestCase("class_id", "labels 0-3 as one-hot rows")]
    public void Rows_by_the_name_of_labels_are_one_hot_and_the_result_says_so(string name, string stated)
    {
        string model = Write(new TestGenerator { Classes = 4, OneHot = true, LabelName = name });

        Assert.That(RecordOf(model, new GeneratorOptions(4)).ToString(), Does.Contain(stated));
    }

    [TestCase("label_embedding", 4, "or wants embeddings, which cannot be given")]
    [TestCase("y", 1, "class numbers, or one continuous number of a sample")]
    public void Rows_that_need_not_be_one_hot_are_asked_about(string name, int width, string readings) =>
        Refuses(Write(new TestGenerator { Classes = width, OneHot = true, LabelName = name }), new GeneratorOptions(4), readings);

    [TestCase((int)OnnxType.Int64)]
    [TestCase((int)OnnxType.Int32)]
    [TestCase((int)OnnxType.Float16)]
    [TestCase(Float64)]
    public void One_hot_rows_of_any_type_say_what_class_numbers_say(int type)
    {
        GeneratorOptions options = new(20) { LabelCount = 4 };
        byte[][] numbers = Samples(Write(new TestGenerator { Classes = 4 }), options);
        string rows = Write(new TestGenerator { Classes = 4, OneHot = true, LabelType = (OnnxType)type });

        Assert.That(Samples(rows, options), Is.EqualTo(numbers));
    }

    [Test]
    public void Rows_of_integers_that_no_name_explains_are_asked_about()
    {
        string model = Write(new TestGenerator { Classes = 4, OneHot = true, LabelType = OnnxType.Int64, LabelName = "tokens" });

        Refuses(model, new GeneratorOptions(4), "its input 'tokens' (int64 N x 4) may be given one-hot rows of labels, class numbers, or something else");
        Refuses(model, new GeneratorOptions(4) { LabelCount = 3 }, "takes 4 classes, labelCount says 3");
        Assert.That(RecordOf(model, new GeneratorOptions(4) { Inputs = "tokens=one-hot" }).Labels, Is.EqualTo("0-3"));
    }

    [Test]
    public void Latent_numbers_of_float64_give_the_same_samples()
    {
        byte[][] single = Samples(Write(new TestGenerator()), new GeneratorOptions(20));
        string model = Write(new TestGenerator { Type = (OnnxType)Float64 });

        Assert.That(Samples(model, new GeneratorOptions(20)), Is.EqualTo(single));
        Assert.That(RecordOf(model, new GeneratorOptions(4)).Precision, Is.EqualTo("float64"));
    }

    [Test]
    public void An_input_without_room_for_a_number_is_given_none()
    {
        byte[][] plain = Samples(Write(new TestGenerator()), new GeneratorOptions(20));
        string model = Write(new TestGenerator
        {
            More = (graph, sum, batch) => graph.Node("Concat", [sum, graph.Input("c", OnnxType.Float, batch, 0)], OnnxAttribute.Int("axis", 1)),
        });

        Assert.That(Samples(model, new GeneratorOptions(20)), Is.EqualTo(plain));
        Assert.That(RecordOf(model, new GeneratorOptions(4)).Labels, Is.Null);
    }

    [Test]
    public void An_input_of_noise_is_drawn_for_each_sample_and_stated()
    {
        string model = Write(WithNoise("N", "noise0")), single = Write(WithNoise(1, "noise0")), other = Write(WithNoise("N", "grain"));

        byte[][] samples = Samples(model, new GeneratorOptions(40) { Seed = 3 }, threads: 3);
        Assert.That(samples[..7], Is.EqualTo(Samples(model, new GeneratorOptions(7) { Seed = 3 })));
        Assert.That(Samples(single, new GeneratorOptions(40) { Seed = 3 }), Is.EqualTo(samples), "a batch of one for all inputs");
        Assert.That(Samples(Write(new TestGenerator()), new GeneratorOptions(40) { Seed = 3 }), Is.Not.EqualTo(samples));
        Assert.That(RecordOf(model, new GeneratorOptions(4)).ToString(), Does.Contain("6 normal numbers, 192 normal numbers for 'noise0', output"));
        Refuses(other, new GeneratorOptions(4), "its input 'grain' (float32 N x 3 x 8 x 8) may be given random numbers, or wants an image");
        Assert.That(Samples(other, new GeneratorOptions(40) { Seed = 3, Inputs = "grain=normal" }), Is.EqualTo(samples));
    }

    [Test]
    public void Several_latent_vectors_are_told_apart_by_the_person()
    {
        string model = Write(new TestGenerator
        {
            More = (graph, sum, batch) => graph.Node("Concat", [sum, graph.Node("Slice", [
                graph.Input("code", OnnxType.Float, batch, 2), graph.Constant(0L), graph.Constant(0L), graph.Constant(1L)])], OnnxAttribute.Int("axis", 1)),
        });

        Refuses(
            model,
            new GeneratorOptions(4),
            "it has 2 inputs that may be the latent vector: z (float32 N x 6), code (float32 N x 2); say what they are given, such as "
            + "inputs z=normal,code=normal");
        Assert.That(RecordOf(model, new GeneratorOptions(4) { Inputs = "code=uniform" }).AlsoDrawn, Is.EqualTo("2 uniform numbers for 'code'"));
    }

    [TestCase("z", "normal, uniform, labels or one-hot, not 'z'")]
    [TestCase("z=gauss", "not 'z=gauss'")]
    [TestCase("=normal", "not '=normal'")]
    [TestCase("z=normal,z=uniform", "and 'z' once")]
    public void Words_of_another_form_are_refused(string inputs, string reason)
    {
        GanGateException? failure = Assert.Throws<GanGateException>(
            () => GeneratedImages.Open(Write(new TestGenerator()), new GeneratorOptions(4) { Inputs = inputs }).Dispose());

        Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.Usage));
        Assert.That(failure?.Message, Does.StartWith("inputs takes NAME=KIND").And.Contain(reason));
    }

    [TestCase("w=normal", "it has no input 'w' (inputs), but z (float32 N x 6)")]
    [TestCase("z=labels", "its input 'z' (float32 N x 6) cannot be given what inputs says")]
    [TestCase("z=one-hot", "it needs a latent input (floating-point, N x z), but has z (float32 N x 6)")]
    public void What_an_input_cannot_be_is_refused(string inputs, string reason) =>
        Refuses(Write(new TestGenerator()), new GeneratorOptions(4) { Inputs = inputs }, reason);

    [Test]
    public void Two_things_said_of_the_latent_numbers_are_refused() => Refuses(
        Write(new TestGenerator()),
        new GeneratorOptions(4) { Inputs = "z=uniform", Distribution = LatentDistribution.Normal },
        "inputs and latent say different things");

    [Test]
    public void An_input_of_another_type_is_named_with_what_it_is()
    {
        string model = Write(new TestGenerator
        {
            More = (graph, sum, batch) => graph.Node("Add", [sum, graph.Node("Reshape", [graph.Input("psi", OnnxType.Float), graph.Constant(1L)])]),
        });

        Refuses(model, new GeneratorOptions(4), "its input 'psi' (float32) is neither random numbers (floating-point, N x z) nor labels");
    }

    [Test]
    public void What_ONNX_Runtime_says_is_told_to_its_end() => Refuses(
        Write(new TestGenerator { Classes = 4 }),
        new GeneratorOptions(16) { Labels = [9] },
        "indices element out of data bounds, idx=9 must be within the inclusive range [-4,3]");

    private static TestGenerator WithNoise(OnnxDimension batch, string name) => new()
    {
        More = (graph, sum, _) => graph.Node("Add", [sum, graph.Node("Reshape", [
            graph.Input(name, OnnxType.Float, batch, 3, TestGenerator.Side, TestGenerator.Side), graph.Constant(-1, 192)])]),
    };

    private string WriteTranslator(string? metadata)
    {
        OnnxGraph graph = new("translator");
        string photo = graph.Input("photo", OnnxType.Float, "N", 3, 8, 8);
        graph.Output(graph.Node("Tanh", [photo], "images"), OnnxType.Float, "N", 3, 8, 8);
        if (metadata is not null) graph.Metadata(GeneratorModel.LatentKey, metadata);
        string path = _folder[$"{_models++}.onnx"];
        File.WriteAllBytes(path, graph.Serialize());
        return path;
    }

    private string Write(TestGenerator generator) => generator.Write(_folder[$"{_models++}.onnx"]);

    private static byte[][] Samples(string model, GeneratorOptions options, int threads = 2)
    {
        using GeneratedImages images = GeneratedImages.Open(model, options, threads);
        return [.. ImageReader.Read(images, image => image.Pixels, threads, default)];
    }

    private static GeneratorRecord RecordOf(string model, GeneratorOptions options)
    {
        using GeneratedImages images = GeneratedImages.Open(model, options);
        return images.Record;
    }

    private static void Refuses(string model, GeneratorOptions options, string reason)
    {
        GanGateException? failure = Assert.Throws<GanGateException>(() => GeneratedImages.Open(model, options).Dispose());
        Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.GeneratorInvalid), failure?.Message);
        Assert.That(failure?.Message, Does.Contain(reason));
    }
}
