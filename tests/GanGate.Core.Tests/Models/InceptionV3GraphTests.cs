using GanGate.Archives;
using GanGate.Features;
using GanGate.Images;
using GanGate.Models;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Tests.Models;

public class InceptionV3GraphTests
{
    // Every third of the 64 images: small, large, gray, and of the size that is not resized.
    private const int Step = 3;
    private const double Tolerance = 1e-5;

    private static readonly Lazy<OrderedDictionary<string, TorchTensor>> StandIn = new(() =>
    {
        using var stream = new MemoryStream();
        StandInCheckpoint.Write(stream);
        return CheckpointTests.Read(stream.ToArray());
    });

    private static readonly InceptionOutput[] Outputs =
    [
        InceptionOutput.Features64, InceptionOutput.Features192, InceptionOutput.Features768, InceptionOutput.Features2048,
        InceptionOutput.LogitsUnbiased, InceptionOutput.Logits,
    ];

    private static readonly Lazy<InferenceSession> Session = new(() => OnnxSession.Open(InceptionV3Graph.Build(StandIn.Value, half: false, Outputs)));

    // The arrays' names in the order of the outputs; null where a program gives none.
    private static IEnumerable<TestCaseData> Programs()
    {
        string?[] fidelity = ["features_64", "features_192", "features_768", "features_2048", "logits_unbiased", "logits"];
        yield return new TestCaseData("golden_torch_fidelity.npz", new TensorFlowBilinear(), fidelity).SetArgDisplayNames("torch-fidelity");
        string?[] pytorch = ["dims64", "dims192", "dims768", "dims2048"];
        yield return new TestCaseData("golden_pytorch_fid.npz", new TorchBilinear(), pytorch).SetArgDisplayNames("pytorch-fid");
        string?[] clean = [null, null, null, "clean2048"];
        yield return new TestCaseData("golden_clean_fid.npz", new AntialiasedBicubic(InceptionV3Graph.Size, 128, 128), clean)
            .SetArgDisplayNames("clean-fid");
    }

    [OneTimeTearDown]
    public void Close()
    {
        if (Session.IsValueCreated) Session.Value.Dispose();
    }

    [TestCaseSource(nameof(Programs))]
    public void Features_equal_the_programs_own(string file, Preprocessing preprocessing, string?[] arrays)
    {
        using NpzReader golden = NpzReader.Open(Repository.Shared("reference", file));
        using NpzReader pixels = NpzReader.Open(Repository.Shared("reference", "images_expected.npz"));
        Dictionary<InceptionOutput, float[]> expected = Outputs.Zip(arrays).Where(pair => pair.Second is not null)
            .ToDictionary(pair => pair.First, pair => golden.Read<float>(pair.Second!));
        string[] names = golden.ReadText("names");
        for (int i = 0; i < names.Length; i += Step)
        {
            float[] planes = new float[3 * InceptionV3Graph.Size * InceptionV3Graph.Size];
            IReadOnlyList<long> shape = pixels.HeaderOf(names[i]).Shape;
            preprocessing.Apply(new RgbImage(names[i], (int)shape[1], (int)shape[0], pixels.Read<byte>(names[i])), planes);
            Dictionary<InceptionOutput, float[]> rows = Run(Session.Value, planes);
            foreach ((InceptionOutput output, float[] values) in expected)
            {
                int length = InceptionV3Graph.DimensionOf(output);
                Assert.That(
                    Vectors.RelativeError(rows[output], values.AsSpan(i * length, length)), Is.LessThan(Tolerance), () => $"{names[i]}, {output}");
            }
        }
    }

    [Test]
    public void Only_the_part_that_the_outputs_need_is_read()
    {
        Dictionary<string, TorchTensor> stem = StandIn.Value.Where(entry => entry.Key.StartsWith("Conv2d_", StringComparison.Ordinal)
            && entry.Key[7] < '3').ToDictionary();
        using InferenceSession session = OnnxSession.Open(InceptionV3Graph.Build(stem, half: false, InceptionOutput.Features64));

        Assert.That(session.OutputNames, Is.EqualTo(["Features64"]));
        Assert.That(
            () => InceptionV3Graph.Build(stem, half: false, InceptionOutput.Features192), ThrowsMismatch("it has no 'Conv2d_3b_1x1.conv.weight'"));
    }

    [Test]
    public void A_tensor_of_another_shape_is_named_with_both_shapes()
    {
        OrderedDictionary<string, TorchTensor> changed = new(StandIn.Value);
        changed["Mixed_5b.branch5x5_2.conv.weight"] = changed["Mixed_5b.branch5x5_1.conv.weight"];

        Assert.That(
            () => InceptionV3Graph.Build(changed, half: false, Outputs),
            ThrowsMismatch("'Mixed_5b.branch5x5_2.conv.weight' has the shape (48, 192, 1, 1), not (64, 48, 5, 5)"));
    }

    [Test]
    public void Values_that_are_not_finite_are_refused()
    {
        using var stream = new MemoryStream();
        var writer = new StateDictWriter();
        writer.Add("Conv2d_1a_3x3.conv.weight", [32, 3, 3, 3], [.. Enumerable.Repeat(1f, 863), float.NaN]);
        writer.WriteLegacy(stream);

        Assert.That(
            () => InceptionV3Graph.Build(CheckpointTests.Read(stream.ToArray()), half: false, Outputs),
            ThrowsMismatch("'Conv2d_1a_3x3.conv.weight' holds values that are not finite"));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint ThrowsMismatch(string reason) =>
        Throws.TypeOf<GanGateException>()
            .With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.CheckpointMismatch)
            .And.Message.EndsWith(reason);

    private static Dictionary<InceptionOutput, float[]> Run(InferenceSession session, float[] planes)
    {
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(planes, [1, 3, InceptionV3Graph.Size, InceptionV3Graph.Size]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs =
            session.Run(options, [InceptionV3Graph.InputName], [input], [.. Outputs.Select(output => output.ToString())]);
        return Outputs.Zip(outputs, (output, value) => (output, value.GetTensorDataAsSpan<float>().ToArray())).ToDictionary();
    }
}
