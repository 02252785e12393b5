using GanGate.Features;
using GanGate.Images;
using GanGate.Models;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Tests.Features;

/// <summary>The protocol against the package's own two networks, run as they are; a restore of these tests brings them.</summary>
public class ResNet18ProtocolTests
{
    private const int Side = 224;
    private const int Count = 3;

    private static readonly RgbImage[] Pictures = [.. Enumerable.Range(0, Count).Select(Picture)];

    [Test]
    public void Features_are_those_of_the_packages_own_networks()
    {
        using Extractor extractor = Protocols.Open(new ProtocolOptions("resnet18"));
        float[] planes = [.. Pictures.SelectMany(picture => Prepared(extractor.Preprocessing, picture))], rows = new float[Count * 512];

        extractor.Run(planes, Count, rows);

        float[] expected = [.. Pictures.SelectMany(picture => Run(PublicModel.ResNet18, Run(PublicModel.ResNet18Preprocessing, Resized(picture))))];
        Assert.That(RelativeDistances(rows, expected), Is.All.LessThan(1e-5));
        Assert.That(extractor.Protocol, Is.EqualTo(new Protocol("resnet18", 1, Side, "512", 512, PublicModel.ResNet18.Sha256)));
    }

    [Test]
    public void The_networks_input_is_what_the_packages_preprocessing_gives()
    {
        using Extractor extractor = Protocols.Open(new ProtocolOptions("resnet18"));

        Assert.That(Prepared(extractor.Preprocessing, Pictures[1]), Is.EqualTo(Run(PublicModel.ResNet18Preprocessing, Resized(Pictures[1]))));
    }

    [Test]
    public void A_score_is_no_fid()
    {
        Protocol protocol = Protocols.Describe(new ProtocolOptions("resnet18"));

        Assert.That((protocol.ScoreName, protocol.Metric.Id), Is.EqualTo(("FD (resnet18)", "fd")));
    }

    [Test]
    public void It_has_no_choice_of_weights_features_and_sizes()
    {
        ProtocolOptions[] refused =
        [
            new("resnet18") { Weights = "others" }, new("resnet18") { Feature = "64" }, new("resnet18") { Size = 64 },
        ];

        foreach (ProtocolOptions options in refused)
        {
            Assert.That(
                () => Protocols.Describe(options),
                Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.ProtocolUnknown)
                    .And.Message.Contains("'resnet18' has weights, a size and features of its own"));
        }
    }

    private static RgbImage Picture(int seed)
    {
        (int width, int height) = (40 + (30 * seed), 300 - (90 * seed));
        byte[] pixels = new byte[width * height * 3];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(128 + (100 * Math.Sin(((i / 3 % width) / (4.0 + seed)) + (i % 3) + (i / 3 / width / 9.0))));
        return new RgbImage($"{seed}", width, height, pixels);
    }

    private static float[] Prepared(Preprocessing preprocessing, RgbImage picture)
    {
        float[] planes = new float[3 * Side * Side];
        preprocessing.Apply(picture, planes);
        return planes;
    }

    private static float[] Resized(RgbImage picture) => Prepared(new AntialiasedBicubic(Side, 0, 1), picture);

    private static float[] Run(PublicModel model, float[] values)
    {
        using InferenceSession session = OnnxSession.Open(new ModelStore().Resolve(model.Name).Path);
        using RunOptions run = new();
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(values, [1, 3, Side, Side]);
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, session.InputNames, [input], session.OutputNames);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static IEnumerable<double> RelativeDistances(float[] rows, float[] expected) => rows.Chunk(512).Zip(expected.Chunk(512), (row, other) =>
        Math.Sqrt(row.Zip(other, (a, b) => (double)(a - b) * (a - b)).Sum() / other.Sum(value => (double)value * value)));
}
