using System.Globalization;
using System.IO.Compression;
using GanGate.Features;
using GanGate.Generators;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Statistics;
using GanGate.Tests.Generators;

namespace GanGate.Tests.Measuring;

public class MeasurementKeyTests
{
    private static readonly MeasurementOptions Pyramid = new() { Protocol = "pyramid" };
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Paint()
    {
        _folder = new TemporaryFolder();
        foreach (string name in (string[])["a/1.png", "a/2.png", "b/1.png", "b/2.png"])
        {
            Write(name, name[0] + name[2]);
        }
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void The_same_images_give_the_same_key_whatever_their_times()
    {
        string before = Key();
        File.SetLastWriteTimeUtc(_folder["a/1.png"], new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.That(Key(), Is.EqualTo(before).And.Match("^[0-9a-f]{64}$"));
        Assert.That(Key(Pyramid with { Threads = 1, BatchSize = 3, Progress = new Progress<MeasurementProgress>() }), Is.EqualTo(before));
    }

    [Test]
    public void A_key_is_the_same_in_every_culture_and_counts_every_option_of_a_generator()
    {
        using MeasurementInput a = MeasurementInput.Open(_folder["a"], recurse: true), b = MeasurementInput.Open(_folder["b"], recurse: true);
        GeneratorOptions drawn = new(9) { Truncation = 0.5, Labels = [1, 2] };
        CultureInfo before = CultureInfo.CurrentCulture, comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        string key = KeyOf(drawn);
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.That(KeyOf(drawn), Is.EqualTo(key));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        GeneratorOptions[] others = [drawn with { Truncation = 0.6 }, drawn with { Labels = [2, 1] }, drawn with { Seed = 1 }, drawn with { Count = 8 }];
        Assert.That(others.Select(KeyOf).Append(key), Is.Unique);

        string KeyOf(GeneratorOptions generator) => MeasurementKey.Of(a, "a", b, "b", Pyramid with { Generator = generator });
    }

    [Test]
    public void Whatever_could_change_the_score_changes_the_key()
    {
        HashSet<string> keys = [Key()];
        Changed(() => Write("a/1.png", 77), "an image of one side");
        Changed(() => Write("b/2.png", 78), "an image of the other");
        Changed(() => File.Move(_folder["a/1.png"], _folder["a/3.png"]), "a name");
        Changed(() => Write("a/4.png", 79), "an image more");
        Changed(() => File.Delete(_folder["a/4.png"]), "an image less", again: true);
        Changed(() => File.WriteAllText(_folder["a/5.png"], ""), "an empty file");
        Assert.That(keys.Add(MeasurementKey.Of(_folder["b"], _folder["a"], Pyramid)), Is.True, "the sides' order");
        Assert.That(keys.Add(Key(Pyramid with { Recurse = false })), Is.True, "an option");

        void Changed(Action change, string what, bool again = false)
        {
            change();
            Assert.That(keys.Add(Key()), Is.EqualTo(!again), what);
        }
    }

    [Test]
    public void What_an_archive_batches_a_list_and_a_generator_are_made_of_counts()
    {
        MeasurementOptions sampled = Pyramid with { Generator = new GeneratorOptions(4) };
        string batches = Path.GetDirectoryName(_folder["cifar/data.bin"])!;
        File.WriteAllBytes(_folder["cifar/data.bin"], new byte[2 * 3073]);
        File.WriteAllText(_folder["list.txt"], "a/1.png\na/2.png");
        ZipFile.CreateFromDirectory(Path.GetDirectoryName(_folder["a/1.png"])!, _folder["a.zip"]);
        new TestGenerator().Write(_folder["net.onnx"]);

        Changes(batches, Pyramid, () => File.WriteAllBytes(_folder["cifar/data.bin"], [.. Enumerable.Repeat((byte)1, 2 * 3073)]));
        Changes(batches, Pyramid, () => File.WriteAllText(_folder["cifar/batches.meta.txt"], "airplane"));
        Changes(_folder["a.zip"], Pyramid, () =>
        {
            using ZipArchive archive = ZipFile.Open(_folder["a.zip"], ZipArchiveMode.Update);
            archive.CreateEntryFromFile(_folder["b/1.png"], "3.png");
        });
        Changes(_folder["list.txt"], Pyramid, () => Write("a/2.png", 80));
        Changes(_folder["net.onnx"], sampled, () => new TestGenerator { Latent = 7 }.Write(_folder["net.onnx"]));
        SplitGenerator.Write(_folder["split.onnx"], "weights/w.bin");
        Changes(_folder["split.onnx"], sampled, () => SplitGenerator.WriteWeights(_folder["weights/w.bin"], seed: 2));

        void Changes(string source, MeasurementOptions options, Action change)
        {
            string before = MeasurementKey.Of(source, _folder["b"], options);
            Assert.That(MeasurementKey.Of(source, _folder["b"], options), Is.EqualTo(before));
            change();
            Assert.That(MeasurementKey.Of(source, _folder["b"], options), Is.Not.EqualTo(before), source);
        }
    }

    [Test]
    public void The_names_of_batches_the_place_of_a_side_and_the_content_of_statistics_count()
    {
        File.WriteAllBytes(_folder["cifar/data.bin"], new byte[2 * 3073]);
        StatisticsFile.Write(_folder["s.npz"], new FeatureStatistics([1], [1], 5));
        string batches = Of(_folder.Root + "/cifar"), statistics = Of(_folder["s.npz"]), images = Of(_folder["a"]);

        File.Move(_folder["cifar/data.bin"], _folder["cifar/test.bin"]);
        StatisticsFile.Write(_folder["s.npz"], new FeatureStatistics([2], [1], 5));
        Directory.Move(_folder["a"], _folder["elsewhere"]);

        Assert.That(Of(_folder.Root + "/cifar"), Is.Not.EqualTo(batches));
        Assert.That(Of(_folder["s.npz"]), Is.Not.EqualTo(statistics));
        Assert.That(Of(_folder["elsewhere"]), Is.Not.EqualTo(images));

        static string Of(string source)
        {
            using MeasurementInput input = MeasurementInput.Open(source, recurse: true);
            return MeasurementKey.OfSide(input, default);
        }
    }

    [Test]
    public void Statistics_depend_on_the_images_their_names_and_the_protocol_but_not_on_their_place()
    {
        Protocol pyramid = Protocols.Describe(new ProtocolOptions("pyramid"));
        string before = Of("a", pyramid);

        Assert.That(Of("a", pyramid with { Version = 99 }), Is.Not.EqualTo(before), "the protocol");
        Assert.That(Of("b", pyramid), Is.Not.EqualTo(before), "the images");
        Directory.Move(_folder["a"], _folder["elsewhere"]);
        Assert.That(Of("elsewhere", pyramid), Is.EqualTo(before), "the place");
        File.Move(_folder["elsewhere/1.png"], _folder["elsewhere/0.png"]);
        Assert.That(Of("elsewhere", pyramid), Is.Not.EqualTo(before), "a name");

        string Of(string folder, Protocol protocol)
        {
            using ImagesInput input = (ImagesInput)MeasurementInput.Open(_folder[folder], recurse: true);
            return MeasurementKey.Of(input, protocol, default);
        }
    }

    [Test]
    public void What_is_taken_of_a_source_counts()
    {
        string model = new TestGenerator { Classes = 5 }.Write(_folder["net.onnx"]);
        GeneratorOptions[] generators =
            [new(4) { LabelCount = 5 }, new(5) { LabelCount = 5 }, new(4) { LabelCount = 5, Seed = 1 }, new(4) { Labels = [1] }, new(4) { Labels = [2] }];
        ImageSelection[] selections = [new(Limit: 2), new(Sample: 2), new(Sample: 2, Seed: 1)];

        IEnumerable<string> keys = generators.Select(one => MeasurementKey.Of(model, _folder["b"], Pyramid with { Generator = one }))
            .Concat(selections.Select(one => Key(Pyramid with { Selection = one })))
            .Append(Key());

        Assert.That(keys, Is.Unique);
    }

    [Test]
    public void What_cannot_be_measured_has_no_key()
    {
        Assert.That(() => MeasurementKey.Of(_folder["none"], _folder["b"], Pyramid), Throws.TypeOf<GanGateException>());
        Assert.That(
            () => Key(new MeasurementOptions()),
            Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.ProtocolNotNamed));
    }

    [Test]
    public void A_key_can_be_cancelled() => Assert.That(
        () => MeasurementKey.Of(_folder["a"], _folder["b"], Pyramid, new CancellationToken(canceled: true)),
        Throws.InstanceOf<OperationCanceledException>());

    private string Key(MeasurementOptions? options = null) => MeasurementKey.Of(_folder["a"], _folder["b"], options ?? Pyramid);

    private void Write(string name, int shade) =>
        PngFile.Write(_folder[name], new RgbImage(name, 8, 8, [.. Enumerable.Repeat((byte)shade, 8 * 8 * 3)]));
}
