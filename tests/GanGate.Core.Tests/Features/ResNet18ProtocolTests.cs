using GanGate.Features;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Models;
using GanGate.Tests.Models;
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

    /// <summary>Shifted copies are nearer than the radius, and different pictures are not.</summary>
    [Test]
    public void Near_copies_are_a_warning_and_count_as_copies_of_the_reference()
    {
        const int Large = 48;
        using TemporaryFolder folder = new();
        for (int i = 0; i < 12; i++) Write($"reference/{i}.png", i, shift: 0);
        for (int i = 20; i < 26; i++) Write($"samples/{i}.png", i, shift: 0);
        Write("samples/again.png", 20, shift: 1);
        Write("samples/copy.png", 3, shift: 1);

        Score score = Measurement.Compare(folder["samples"], folder["reference"], new MeasurementOptions { Protocol = "resnet18" });

        Assert.That(score.Repeated!.Near, Is.EqualTo(2), "a pair");
        Assert.That(score.Copied!.Count, Is.EqualTo(1));
        Assert.That(score.Warnings.Select(warning => warning.Error), Does.Contain(ErrorCodes.DuplicateSamples));

        void Write(string name, int picture, int shift)
        {
            float[] planes = TestPictures.Painted(Large, picture);
            byte[] pixels = new byte[planes.Length];
            for (int i = 0; i < pixels.Length; i++)
            {
                (int x, int y) = (Math.Min((i / 3 % Large) + shift, Large - 1), i / 3 / Large);
                pixels[i] = (byte)Math.Clamp(255 * planes[(i % 3 * Large * Large) + (y * Large) + x], 0, 255);
            }

            File.WriteAllBytes(folder[name], PngFile.Encode(new RgbImage(name, Large, Large, pixels)));
        }
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
