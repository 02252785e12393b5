using GanGate.Images;

namespace GanGate.Tests.Images;

public class SideFilesTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase("batch.bin", "batches.meta.txt fine_label_names.txt")]
    [TestCase("BATCH.BIN", "batches.meta.txt fine_label_names.txt")]
    [TestCase("train-images-idx3-ubyte", "train-labels-idx1-ubyte")]
    [TestCase("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz")]
    [TestCase("images.idx3", "labels.idx1")]
    [TestCase("train-labels-idx1-ubyte", "")]
    [TestCase("digits.idx", "")]
    [TestCase("net.onnx", "net.json weights/w.bin")]
    [TestCase("NET.ONNX", "NET.json weights/w.bin")]
    public void What_is_read_with_a_file_lies_beside_it(string name, string expected)
    {
        string[] names = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Write(name);
        Write("notes.txt");
        Array.ForEach(names, Write);

        Assert.That(SideFiles.Of(_folder[name]), Is.EqualTo(names.Select(side => _folder[side])));

        Array.ForEach(names, side => File.Delete(_folder[side]));
        Assert.That(SideFiles.Of(_folder[name]), Is.Empty);
    }

    [Test]
    public void Weights_that_lie_elsewhere_are_not_beside_a_model()
    {
        File.WriteAllBytes(_folder["run/net.onnx"], [.. ExternalWeights.Bytes("../w.bin"), .. ExternalWeights.Bytes("own.bin", "b")]);
        Write("w.bin");
        Write("run/own.bin");

        Assert.That(SideFiles.Of(_folder["run/net.onnx"]), Is.EqualTo(new[] { _folder["run/own.bin"] }));
    }

    [TestCase("""{ "size": 4, "preprocessing" : "pixels\/mean.onnx" }""", "net.json weights/w.bin pixels/mean.onnx pixels/weights/w.bin")]
    [TestCase("""{ "preprocessing": "../mean.onnx" }""", "net.json weights/w.bin")]
    [TestCase("""{ "preprocessing": "missing.onnx" }""", "net.json weights/w.bin")]
    public void The_second_network_of_an_extractor_is_read_with_it(string description, string expected)
    {
        foreach (string name in (string[])["net.onnx", "weights/w.bin", "pixels/mean.onnx", "pixels/weights/w.bin", "../mean.onnx"]) Write($"run/{name}");
        File.WriteAllText(_folder["run/net.json"], description);

        Assert.That(SideFiles.Of(_folder["run/net.onnx"]), Is.EqualTo(expected.Split(' ').Select(name => _folder[$"run/{name}"])));
    }

    private void Write(string name) => File.WriteAllBytes(
        _folder[name], name.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) ? ExternalWeights.Bytes("weights/w.bin") : []);
}
