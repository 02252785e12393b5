using CsCheck;
using GanGate.Archives;

namespace GanGate.Tests.Archives;

/// <summary>Which files a model names, found in files that nobody vouches for.</summary>
public class OnnxWeightsTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Each_file_is_named_once_wherever_its_tensors_are() => Assert.That(
        NamedIn([.. ExternalWeights.Bytes("b"), .. ExternalWeights.InABranch("c"), .. ExternalWeights.Bytes("b"), .. ExternalWeights.Bytes("a")]),
        Is.EqualTo(new[] { "a", "b", "c" }));

    [TestCase(22, 1)]
    [TestCase(22, 2)]
    [TestCase(23, 1)]
    [TestCase(23, 2)]
    public void Sparse_tensors_have_places_too(int attribute, int part) =>
        Assert.That(NamedIn(ExternalWeights.Sparse("a", attribute, part)), Is.EqualTo((string[])["a"]));

    // Lengths of one byte and of two, and of one whose first is 0x80.
    [TestCase(127)]
    [TestCase(128)]
    [TestCase(256)]
    [TestCase(20_000)]
    public void A_name_may_be_long(int length)
    {
        string name = new('w', length);

        Assert.That(NamedIn(ExternalWeights.Bytes(name)), Is.EqualTo((string[])[name]));
    }

    // Another program's field, with a value of each wire type, is stepped over.
    [TestCase(0, new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 })]
    [TestCase(1, new byte[] { 0, 0, 0, 0, 0, 0, 0, 0 })]
    [TestCase(2, new byte[] { 3, 7, 7, 7 })]
    [TestCase(2, new byte[] { 0 })]
    [TestCase(5, new byte[] { 0, 0, 0, 0 })]
    public void Fields_of_any_kind_are_stepped_over(int wireType, byte[] value)
    {
        const int Field = 12;

        Assert.That(NamedIn([(byte)((Field << 3) | wireType), .. value, .. ExternalWeights.Bytes("a")]), Is.EqualTo((string[])["a"]));
    }

    [Test]
    public void Nothing_is_read_behind_a_number_that_never_ends() =>
        Assert.That(NamedIn([12 << 3, .. Enumerable.Repeat((byte)0xFF, 10), .. ExternalWeights.Bytes("a")]), Is.Empty);

    [Test]
    public void A_model_that_holds_its_weights_names_none() =>
        Assert.That(NamedIn(File.ReadAllBytes(new TestGenerator().Write(_folder["net.onnx"]))), Is.Empty);

    [Test]
    public void A_place_that_a_tensor_does_not_use_does_not_count()
    {
        byte[] bytes = ExternalWeights.Bytes("a");

        // The last number says that the values lie elsewhere.
        bytes[^1] = 0;

        Assert.That(NamedIn(bytes), Is.Empty);
    }

    [Test]
    public void A_model_that_is_cut_anywhere_is_read_until_there()
    {
        byte[] model = [.. ExternalWeights.Bytes("a"), .. ExternalWeights.InABranch("b")];

        string[][] named = [.. Enumerable.Range(0, model.Length).Select(length => NamedIn(model[..length]))];

        Assert.That(named, Has.All.Matches<string[]>(names => names.All(name => name is "a" or "b")));
        Assert.That(named[^1], Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void Any_bytes_end_in_some_names() => Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[0, 200]).Sample(
        (bytes, at) => NamedIn([.. bytes.Take(at), .. ExternalWeights.Bytes("a"), .. bytes.Skip(at)]) is not null, iter: 300, threads: 1);

    [Test]
    public void Messages_in_each_other_without_end_are_no_danger()
    {
        byte[] model = [];
        for (int i = 0; i < 3000; i++) model = [.. Wrapped(i % 3 == 0 ? 1 : i % 3 == 1 ? 6 : 5, model)];

        Assert.That(NamedIn(Wrapped(7, model)), Is.Empty);
    }

    [TestCase("w.bin", ExpectedResult = "w.bin")]
    [TestCase("deep/w.bin", ExpectedResult = "deep/w.bin")]
    [TestCase("deep/../w.bin", ExpectedResult = "w.bin")]
    [TestCase("../run/w.bin", ExpectedResult = "w.bin")]
    [TestCase("../w.bin", ExpectedResult = null)]
    [TestCase("../running/w.bin", ExpectedResult = null)]
    [TestCase("/w.bin", ExpectedResult = null)]
    [TestCase("", ExpectedResult = null)]
    [TestCase(".", ExpectedResult = null)]
    [TestCase("w\0.bin", ExpectedResult = null, TestName = "{m}(zero byte)")]
    [TestCase("\0w.bin", ExpectedResult = null, TestName = "{m}(zero byte first)")]
    public string? Only_files_of_the_models_folder_are_found(string name)
    {
        string model = _folder["run/net.onnx"];
        string? path = OnnxWeights.PathOf(model, name);
        return path is null ? null : Path.GetRelativePath(Path.GetDirectoryName(model)!, path).Replace('\\', '/');
    }

    // The model is the first message; deeper than 200 in it, nothing is read.
    [Test]
    public void Two_hundred_messages_in_each_other_are_read_and_no_more()
    {
        byte[] graph = Wrapped(5, Tensor), deeper = Wrapped(15, Wrapped(1, Tensor));
        for (int i = 0; i < 66; i++)
        {
            graph = Wrapped(1, Wrapped(5, Wrapped(6, graph)));
            deeper = Wrapped(1, Wrapped(5, Wrapped(6, deeper)));
        }

        Assert.That(NamedIn(Wrapped(7, graph)), Is.EqualTo((string[])["a"]));
        Assert.That(NamedIn(Wrapped(7, deeper)), Is.Empty);
    }

    [Test]
    public void A_message_longer_than_the_one_around_it_is_damage() =>
        Assert.That(
            NamedIn([.. ExternalWeights.Bytes("b"), .. Wrapped(7, [(5 << 3) | 2, (byte)Tensor.Length]), .. Tensor]), Is.EqualTo((string[])["b"]));

    [Test]
    public void An_empty_message_may_end_another() =>
        Assert.That(NamedIn([.. Wrapped(7, Wrapped(1, [])), .. ExternalWeights.Bytes("a")]), Is.EqualTo((string[])["a"]));

    [Test]
    public void A_tensor_that_does_not_say_where_its_values_lie_holds_them() =>
        Assert.That(NamedIn(Wrapped(7, Wrapped(5, Tensor[..^2]))), Is.Empty);

    [Test]
    public void A_place_may_have_other_fields_and_no_value()
    {
        byte[] key = Wrapped(1, "location"u8.ToArray()), number = [3 << 3, 1];

        Assert.That(NamedIn(Place([.. number, .. key, .. Wrapped(2, "a"u8.ToArray())])), Is.EqualTo((string[])["a"]));
        Assert.That(NamedIn(Place(key)), Is.EqualTo((string[])[""]));

        static byte[] Place(byte[] entry) => Wrapped(7, Wrapped(5, [.. Wrapped(13, entry), 14 << 3, 1]));
    }

    // Without the heads of the model's graph and of the tensor in it.
    private static byte[] Tensor => ExternalWeights.Bytes("a")[4..];

    private static byte[] Wrapped(int field, byte[] content)
    {
        List<byte> length = [];
        int rest = content.Length;
        for (; rest > 0x7F; rest >>= 7) length.Add((byte)(rest | 0x80));
        return [(byte)((field << 3) | 2), .. length, (byte)rest, .. content];
    }

    private string[] NamedIn(byte[] model)
    {
        string path = _folder["model.onnx"];
        File.WriteAllBytes(path, model);
        return [.. OnnxWeights.NamedIn(path)];
    }
}
