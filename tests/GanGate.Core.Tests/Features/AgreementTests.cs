using GanGate.Archives;
using GanGate.Features;
using GanGate.Images;
using GanGate.Tests.Models;

namespace GanGate.Tests.Features;

/// <summary>
/// Files in, features out, against what the programs that people cite computed from the same files with the same stand-in weights.
/// The data is committed (its origin stands in make_agreement.py), so this holds on every machine.
/// </summary>
public class AgreementTests
{
    private static readonly string Data = Path.Combine(Repository.Root, "tests", "GanGate.Core.Tests", "Models", "Data");

    private readonly TemporaryFolder _folder = new();
    private string _weights = "";

    [OneTimeSetUp]
    public void WriteWeights()
    {
        _weights = _folder["stand-in.pth"];
        using FileStream stream = File.Create(_weights);
        StandInCheckpoint.Write(stream);
    }

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [TestCase("pytorch-fid", "64")]
    [TestCase("pytorch-fid", "192")]
    [TestCase("pytorch-fid", "768")]
    [TestCase("pytorch-fid", "2048")]
    [TestCase("ttur", "64")]
    [TestCase("ttur", "192")]
    [TestCase("ttur", "768")]
    [TestCase("ttur", "2048")]
    [TestCase("clean", "2048")]
    public void Features_of_files_equal_those_of_the_program(string protocol, string feature) =>
        Compare(protocol, feature, logits: false, layout => (0, layout.Features), feature);

    [Test]
    public void Logits_stand_behind_the_features_of_the_same_row() =>
        Compare("ttur", "2048", logits: true, layout => (layout.Features, layout.Logits), "logits");

    private void Compare(string protocol, string feature, bool logits, Func<RowLayout, (int Start, int Length)> part, string golden)
    {
        ImageFolder images = ImageFolder.Open(Path.Combine(Data, "agreement"));
        using Extractor extractor = Protocols.Open(new ProtocolOptions(protocol) { Weights = _weights, Feature = feature, Logits = logits });
        List<float> rows = [];
        FeatureExtraction.Run(images, extractor, values => rows.AddRange(values));

        using NpzReader npz = NpzReader.Open(Path.Combine(Data, "agreement.npz"));
        string[] names = npz.ReadText("names");
        float[] expected = npz.Read<float>($"{protocol}.{golden}");
        (int start, int length) = part(extractor.Layout);
        Assert.That(rows, Has.Count.EqualTo(names.Length * extractor.Layout.Length));
        for (int i = 0; i < images.Count; i++)
        {
            float[] actual = [.. rows.Skip(i * extractor.Layout.Length + start).Take(length)];
            int row = Array.IndexOf(names, images.NameOf(i));
            Assert.That(Vectors.RelativeError(actual, expected.AsSpan(row * length, length)), Is.LessThan(1e-5), images.NameOf(i));
        }
    }
}
