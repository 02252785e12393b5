using GanGate.Features;
using GanGate.Generators;
using GanGate.Images;
using GanGate.Models;
using Google.Protobuf;

namespace GanGate.Tests.Generators;

public class GeneratedImagesTests
{
    private readonly TemporaryFolder _folder = new();
    private int _models;

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void The_same_seed_gives_the_same_samples_for_any_count_order_and_threads()
    {
        string model = Write(new TestGenerator());
        byte[][] expected = Samples(model, new GeneratorOptions(70) { Seed = 5 }, threads: 1);
        byte[][] more = Samples(model, new GeneratorOptions(200) { Seed = 5 }, threads: 4);
        using GeneratedImages backwards = GeneratedImages.Open(model, new GeneratorOptions(70) { Seed = 5 }, threads: 3);

        Assert.That(more[..70], Is.EqualTo(expected));
        for (int i = 69; i >= 0; i--) Assert.That(backwards.Decode(i).Pixels, Is.EqualTo(expected[i]));
        Assert.That(Samples(model, new GeneratorOptions(70) { Seed = 6 }, threads: 2)[0], Is.Not.EqualTo(expected[0]));
    }

    [Test]
    public void Features_of_a_seed_do_not_depend_on_the_batch_size_or_the_threads()
    {
        string model = Write(new TestGenerator());
        using Extractor extractor = Protocols.Open(new ProtocolOptions("pyramid"));
        float[] Features(int batch, int threads)
        {
            using GeneratedImages images = GeneratedImages.Open(model, new GeneratorOptions(37) { Seed = 1 }, threads);
            List<float> rows = [];
            FeatureExtraction.Run(images, extractor, slice => rows.AddRange(slice), new FeatureOptions { BatchSize = batch, Threads = threads });
            return [.. rows];
        }

        float[] expected = Features(1, 1);
        Assert.That(Features(8, 2), Is.EqualTo(expected));
        Assert.That(Features(64, 5), Is.EqualTo(expected));
    }

    [Test]
    public void A_model_of_a_fixed_batch_is_sampled_in_its_own_batches()
    {
        byte[][] free = Samples(Write(new TestGenerator()), new GeneratorOptions(10), threads: 2);
        byte[][] fixedBatch = Samples(Write(new TestGenerator { Batch = 7 }), new GeneratorOptions(10), threads: 2);

        Assert.That(fixedBatch, Is.EqualTo(free));
    }

    [Test]
    public void Channels_last_latent_maps_and_an_open_size_change_no_pixel()
    {
        byte[][] plain = Samples(Write(new TestGenerator()), new GeneratorOptions(6));

        Assert.That(Samples(Write(new TestGenerator { Maps = true }), new GeneratorOptions(6)), Is.EqualTo(plain));
        Assert.That(Samples(Write(new TestGenerator { OpenLatent = true }), new GeneratorOptions(6) { LatentSize = 6 }), Is.EqualTo(plain));
        using GeneratedImages last = GeneratedImages.Open(Write(new TestGenerator { ChannelsLast = true, End = Transpose }), new GeneratorOptions(6));
        Assert.That(last.Record.Layout, Is.EqualTo("NHWC"));
        Assert.That(Enumerable.Range(0, 6).Select(i => last.Decode(i).Pixels), Is.EqualTo(plain));
    }

    [TestCase(1f, 0f, "-1..1")]
    [TestCase(0.5f, 0.5f, "0..1")]
    [TestCase(127.5f, 127.5f, "0..255")]
    [TestCase(1.3f, 0f, "-1..1")]
    public void The_range_is_found_from_the_first_samples_and_stated(float gain, float offset, string range)
    {
        using GeneratedImages images = GeneratedImages.Open(Write(new TestGenerator { Output = (gain, offset) }), new GeneratorOptions(4));

        Assert.That((images.Record.Range, images.Record.RangeFound), Is.EqualTo((range, true)));
    }

    [Test]
    public void The_same_picture_comes_out_of_every_range()
    {
        byte[][] signed = Samples(Write(new TestGenerator()), new GeneratorOptions(4));
        byte[][] unit = Samples(Write(new TestGenerator { Output = (0.5f, 0.5f) }), new GeneratorOptions(4));

        Assert.That(signed.Zip(unit, (a, b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max()), Is.All.LessThanOrEqualTo(1));
    }

    [Test]
    public void A_declared_range_is_taken_as_it_is()
    {
        using GeneratedImages images = GeneratedImages.Open(
            Write(new TestGenerator { Output = (0.5f, 0.5f) }), new GeneratorOptions(4) { Range = PixelRange.Symmetric });

        Assert.That((images.Record.Range, images.Record.RangeFound), Is.EqualTo(("-1..1", false)));
        Assert.That(images.Decode(0).Pixels.Min(), Is.GreaterThanOrEqualTo(127));
    }

    [Test]
    public void A_range_that_is_not_clear_must_be_said() =>
        Refuses(new TestGenerator { Output = (3, 0) }, new GeneratorOptions(4), ErrorCodes.GeneratorInvalid, "say it with range");

    // Each sample is one number all over a ramp, so that the rounding shows.
    [TestCase(Quantization.Round)]
    [TestCase(Quantization.Truncate)]
    [TestCase(Quantization.None)]
    public void Values_become_pixels_as_stated(Quantization quantization)
    {
        OutputFormat format = new(OutputLayout.Nchw, PixelRange.Symmetric, quantization);
        float[] values = [-1.5f, -1f, -0.999f, -0.25f, 0f, 0.3f, 0.9985f, 1f, 1.2f];

        RgbImage image = format.ImageOf("", values, [1, 1, 1, values.Length]);

        for (int i = 0; i < values.Length; i++)
        {
            double level = 255.0 * (values[i] + 1) / 2;
            byte rounded = (byte)Math.Floor(Math.Clamp(level + 0.5, 0, 255)), truncated = (byte)Math.Floor(Math.Clamp(level, 0, 255));
            Assert.That(image.Pixels[3 * i], Is.EqualTo(quantization == Quantization.Truncate ? truncated : rounded));
            if (quantization == Quantization.None) Assert.That(image.Unrounded![3 * i], Is.EqualTo(Math.Clamp(level, 0, 255)).Within(1e-4));
        }

        Assert.That(image.Unrounded is null, Is.EqualTo(quantization != Quantization.None));
    }

    [Test]
    public void Unrounded_samples_reach_the_network_unrounded()
    {
        string model = Write(new TestGenerator());
        using GeneratedImages images = GeneratedImages.Open(model, new GeneratorOptions(2) { Quantization = Quantization.None });
        Preprocessing same = new AntialiasedBicubic(TestGenerator.Side, 0, 255);
        float[] planes = new float[3 * 64];

        same.Apply(images.Decode(1), planes);

        float[] unrounded = images.Decode(1).Unrounded!;
        for (int i = 0; i < unrounded.Length; i++) Assert.That(planes[(i % 3 * 64) + (i / 3)], Is.EqualTo(unrounded[i] / 255f).Within(1e-6));
        Assert.That(unrounded.Any(value => value != MathF.Round(value)));
    }

    [Test]
    public void Half_precision_gives_nearly_the_same_samples_and_says_so()
    {
        byte[][] single = Samples(Write(new TestGenerator()), new GeneratorOptions(8));
        string half = Write(new TestGenerator { Type = OnnxType.Float16 });
        using GeneratedImages images = GeneratedImages.Open(half, new GeneratorOptions(8));

        Assert.That(images.Record.Precision, Is.EqualTo("float16"));
        for (int i = 0; i < 8; i++)
        {
            Assert.That(images.Decode(i).Pixels.Zip(single[i], (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(2));
        }
    }

    [Test]
    public void Labels_are_drawn_as_often_as_each_other_and_are_the_classes()
    {
        string model = Write(new TestGenerator { Classes = 4 });
        using GeneratedImages images = GeneratedImages.Open(model, new GeneratorOptions(4000) { LabelCount = 4 });

        int[] counts = [.. Enumerable.Range(0, 4000).GroupBy(images.ClassOf).OrderBy(group => group.Key).Select(group => group.Count())];

        // 1,000 expected, standard deviation 27.
        Assert.That(counts, Has.Length.EqualTo(4).And.All.InRange(860, 1140));
        Assert.That(images.Record.Labels, Is.EqualTo("0-3"));
    }

    [Test]
    public void Listed_labels_alone_are_drawn_and_one_hot_rows_say_the_same()
    {
        GeneratorOptions options = new(50) { Labels = [3, 1] };
        byte[][] numbers = Samples(Write(new TestGenerator { Classes = 4 }), options);
        using GeneratedImages rows = GeneratedImages.Open(Write(new TestGenerator { Classes = 4, OneHot = true }), options);

        Assert.That(Enumerable.Range(0, 50).Select(rows.ClassOf).Distinct(), Is.EquivalentTo(["1", "3"]));
        Assert.That(Enumerable.Range(0, 50).Select(i => rows.Decode(i).Pixels), Is.EqualTo(numbers));
    }

    [Test]
    public void A_model_that_takes_labels_must_say_how_many() =>
        Refuses(new TestGenerator { Classes = 4 }, new GeneratorOptions(4), ErrorCodes.GeneratorInvalid, "labelCount");

    [Test]
    public void More_labels_than_anybody_has_are_refused() => Refuses(
        new TestGenerator { Classes = 4 }, new GeneratorOptions(4) { LabelCount = 2_000_000_000 }, ErrorCodes.GeneratorInvalid, "at most 1048576");

    [Test]
    public void A_label_that_the_model_does_not_have_is_refused() => Refuses(
        new TestGenerator { Classes = 4, OneHot = true }, new GeneratorOptions(4) { Labels = [4] }, ErrorCodes.GeneratorInvalid, "4 classes, 0 to 3");

    [Test]
    public void Labels_for_a_model_without_them_are_refused() =>
        Refuses(new TestGenerator(), new GeneratorOptions(4) { Labels = [1] }, ErrorCodes.GeneratorInvalid, "takes no labels");

    [Test]
    public void A_model_that_does_not_say_its_latent_size_needs_it() =>
        Refuses(new TestGenerator { OpenLatent = true }, new GeneratorOptions(4), ErrorCodes.GeneratorInvalid, "zSize");

    [Test]
    public void Another_latent_size_than_the_models_is_refused() =>
        Refuses(new TestGenerator(), new GeneratorOptions(4) { LatentSize = 100 }, ErrorCodes.GeneratorInvalid, "takes 6 latent numbers, zSize says 100");

    [Test]
    public void A_generator_of_NaN_is_refused_with_the_sample()
    {
        // The square root of a sum of weights with either sign: negative in the first samples already.
        TestGenerator broken = new() { End = (graph, value) => graph.Node("Sqrt", [value]) };

        Refuses(broken, new GeneratorOptions(4), ErrorCodes.GeneratorOutputInvalid, "its sample 0 holds NaN");
    }

    [Test]
    public void A_later_sample_of_NaN_ends_the_measurement_with_its_number()
    {
        // log(2.2 - |z0|) is finite but for one sample in about 35.
        TestGenerator broken = new() { Latent = 1, End = (graph, value) => graph.Node("Add", [value, Spoil(graph)]) };
        string model = Write(broken);
        long seed = Enumerable.Range(0, 1000).First(candidate => FirstAbove(candidate, 2.2f) > 20);
        using GeneratedImages images = GeneratedImages.Open(model, new GeneratorOptions(2000) { Seed = seed, Range = PixelRange.Symmetric });

        GanGateException? failure = Assert.Throws<GanGateException>(() => ImageReader.Read(images, image => image.Width, 2, default).Count());

        Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.GeneratorOutputInvalid));
        Assert.That(failure?.Message, Does.Contain("its sample ").And.Contain("NaN"));
    }

    [Test]
    public void A_generator_of_plain_colour_is_refused() => Refuses(
        new TestGenerator { Output = (0, 0.5f) }, new GeneratorOptions(4), ErrorCodes.GeneratorOutputInvalid, "each of one colour");

    [TestCase(new long[] { 192 }, "N x C x H x W")]
    [TestCase(new long[] { 4, 6, 8 }, "N x C x H x W")]
    public void An_output_of_another_shape_is_refused(long[] shape, string reason) =>
        Refuses(new TestGenerator { Shape = shape }, new GeneratorOptions(4), ErrorCodes.GeneratorInvalid, reason);

    [Test]
    public void An_output_that_may_be_of_either_layout_needs_it_said()
    {
        TestGenerator square = new() { Shape = [3, 64, 1] };

        Refuses(square, new GeneratorOptions(4), ErrorCodes.GeneratorInvalid, "say which with layout");
        using GeneratedImages images = GeneratedImages.Open(Write(square), new GeneratorOptions(4) { Layout = OutputLayout.Nhwc });
        Assert.That((images.Decode(0).Width, images.Decode(0).Height), Is.EqualTo((64, 3)));
    }

    [Test]
    public void A_model_whose_samples_depend_on_their_batch_is_refused_unless_it_has_a_batch_of_its_own()
    {
        TestGenerator training = new() { End = (graph, value) => graph.Node("Sub", [value, MeanOfBatch(graph, value)]) };

        Refuses(training, new GeneratorOptions(4), ErrorCodes.GeneratorInvalid, "a sample depends on the others in its batch, by up to ");
        Assert.That(Samples(Write(training with { Batch = 4 }), new GeneratorOptions(4)), Has.Length.EqualTo(4));

        static string MeanOfBatch(OnnxGraph graph, string value) =>
            graph.Node("ReduceMean", [value], OnnxAttribute.Ints("axes", 0), OnnxAttribute.Int("keepdims", 1));
    }

    [Test]
    public void A_model_that_draws_noise_of_its_own_is_refused() => Refuses(
        new TestGenerator { End = (graph, value) => graph.Node("Add", [value, graph.Node("RandomNormalLike", [value])]) },
        new GeneratorOptions(4),
        ErrorCodes.GeneratorInvalid,
        "random numbers of its own");

    [Test]
    public void Samples_do_not_depend_on_how_many_blocks_a_device_makes_at_once()
    {
        string model = Write(new TestGenerator());
        GeneratorOptions options = new(100) { Seed = 2 };
        using GeneratedImages onGpu = GeneratedImages.Open(model, options, threads: 0, new SessionDevice("cuda:0"));

        Assert.That(ImageReader.Read(onGpu, image => image.Pixels, 3, default), Is.EqualTo(Samples(model, options)));
    }

    [Test]
    public void Noise_of_its_own_is_found_where_sums_do_not_repeat_exactly()
    {
        string model = Write(new TestGenerator { End = (graph, value) => graph.Node("Add", [value, graph.Node("RandomNormalLike", [value])]) });

        Assert.That(
            () => GeneratedImages.Open(model, new GeneratorOptions(4), threads: 1, new SessionDevice("cuda:0")),
            Throws.TypeOf<GanGateException>().With.Message.Contains("random numbers of its own"));
    }

    [Test]
    public void A_file_that_is_no_model_is_refused()
    {
        string path = _folder["text.onnx"];
        File.WriteAllText(path, "no model");

        Assert.That(
            () => GeneratedImages.Open(path, new GeneratorOptions(4)),
            Throws.TypeOf<GanGateException>().With.Message.Contains("ONNX Runtime cannot open it"));
    }

    [Test]
    public void A_missing_model_is_named() => Assert.That(
        () => GeneratedImages.Open(_folder["nowhere.onnx"], new GeneratorOptions(4)),
        Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SourceMissing));

    [Test]
    public void An_extractor_is_no_generator()
    {
        string path = _folder["pyramid.onnx"];
        File.WriteAllBytes(path, PyramidGraph.Build(32));

        Assert.That(() => GeneratedImages.Open(path, new GeneratorOptions(4)), Throws.TypeOf<GanGateException>().With.Message.Contains("cannot be sampled"));
    }

    [TestCase(0, null, LatentDistribution.Normal, "num")]
    [TestCase(4, 0.0, LatentDistribution.Normal, "truncation")]
    [TestCase(4, 0.7, LatentDistribution.Uniform, "truncation")]
    public void Options_that_make_no_sense_are_refused(int count, double? truncation, LatentDistribution distribution, string option) => Refuses(
        new TestGenerator(), new GeneratorOptions(count) { Truncation = truncation, Distribution = distribution }, ErrorCodes.Usage, option);

    [Test]
    public void The_record_says_all_that_makes_the_samples()
    {
        using GeneratedImages images = GeneratedImages.Open(
            Write(new TestGenerator { Classes = 4 }),
            new GeneratorOptions(4) { Seed = 9, Truncation = 0.7, Labels = [3, 1], Quantization = Quantization.Truncate });

        Assert.That(images.Record.Model, Does.Match("^sha256:[0-9a-f]{64}$"));
        Assert.That(
            images.Record.ToString(),
            Is.EqualTo("seed 9, 6 normal numbers up to 0.7, labels 3, 1, output float32 NCHW in -1..1 (found), quantize truncate"));
    }

    private static string Spoil(OnnxGraph graph)
    {
        string room = graph.Node("Sub", [graph.Scalar(2.2f), graph.Node("Abs", ["z"])]);
        return graph.Node("Mul", [graph.Node("Log", [room]), graph.Scalar(0)]);
    }

    private static int FirstAbove(long seed, float limit)
    {
        LatentSampler sampler = new(seed, LatentDistribution.Normal, null);
        float[] z = new float[1];
        for (int sample = 0; sample < 2000; sample++)
        {
            sampler.Fill(sample, z);
            if (Math.Abs(z[0]) > limit) return sample;
        }

        return 0;
    }

    private static string Transpose(OnnxGraph graph, string value)
    {
        string images = graph.Node("Reshape", [value, graph.Constant(-1, 3, TestGenerator.Side, TestGenerator.Side)]);
        return graph.Node("Transpose", [images], OnnxAttribute.Ints("perm", 0, 2, 3, 1));
    }

    private static byte[][] Samples(string model, GeneratorOptions options, int threads = 2)
    {
        using GeneratedImages images = GeneratedImages.Open(model, options, threads);
        return [.. ImageReader.Read(images, image => image.Pixels, threads, default)];
    }

    private string Write(TestGenerator generator) => generator.Write(_folder[$"{_models++}.onnx"]);

    private void Refuses(TestGenerator generator, GeneratorOptions options, ErrorCode code, string reason)
    {
        GanGateException? failure = Assert.Throws<GanGateException>(() => GeneratedImages.Open(Write(generator), options).Dispose());
        Assert.That(failure?.Error, Is.EqualTo(code), failure?.Message);
        Assert.That(failure?.Message, Does.Contain(reason));
    }
}
