using GanGate.Features;
using GanGate.Generators;
using GanGate.Tests.Models;

namespace GanGate.Tests.Features;

/// <summary>A real GPU provider: <c>.ci/webgpu</c> runs these on a software adapter. Other builds of ONNX Runtime have no WebGPU.</summary>
[Category("WebGpu")]
[NonParallelizable]
public sealed class WebGpuTests
{
    private const int Side = 64, Images = 16;

    // Relative, of whole rows. Sums come in another order.
    private const double Close = 1e-5;

    [OneTimeSetUp]
    public void RequireProvider()
    {
        if (!WebGpuRuntime.Here.IsBuiltIn) Assert.Ignore("this build of ONNX Runtime has no WebGPU: .ci/webgpu brings one");
    }

    [Test]
    public void The_adapter_has_a_name_and_is_known_for_software()
    {
        SessionDevice device = SessionDevice.Find("webgpu", null, GpuRuntimes.Here);

        Assert.That(device.Label, Does.Match(@"^webgpu:0 \(.+\)$"));
        Assert.That(VulkanAdapter.First()!.IsSoftware, Is.True);
        Assert.That(SessionDevice.Find("auto", null, [WebGpuRuntime.Here]).IsCpu, Is.True, "auto takes hardware alone");
    }

    [Test]
    public void The_embedded_network_gives_the_features_of_the_processor() => ExpectEqual(new ProtocolOptions("pyramid"), new PaintedSource(Images, Side));

    [Test]
    [Category("Long")]
    public void The_inception_network_gives_the_features_of_the_processor()
    {
        using TemporaryFolder folder = new();
        using (FileStream file = File.Create(folder["stand-in.pth"])) StandInCheckpoint.Write(file);

        ExpectEqual(new ProtocolOptions("ttur") { Weights = folder["stand-in.pth"] }, new PaintedSource(2, 299));
    }

    [Test]
    public void Two_sessions_at_once_do_not_disturb_each_other()
    {
        float[] expected = Run(new ProtocolOptions("pyramid"), "cpu", new PaintedSource(4, Side));
        float[][] both = new float[2][];

        Parallel.For(0, 2, i => both[i] = Run(new ProtocolOptions("pyramid"), "webgpu", new PaintedSource(4, Side)));

        Assert.That(both.Select(rows => Difference(rows, expected)), Is.All.LessThan(Close));
    }

    [Test]
    public void A_run_that_is_cancelled_leaves_the_network_usable()
    {
        using Extractor extractor = Open(new ProtocolOptions("pyramid"), "webgpu");
        using CancellationTokenSource stop = new();
        FeatureOptions options = new() { BatchSize = 2, Cancellation = stop.Token, Progress = new Stopping(stop) };

        Assert.That(
            () => FeatureExtraction.Run(new PaintedSource(Images, Side), extractor, _ => { }, options), Throws.InstanceOf<OperationCanceledException>());

        List<float> rows = [];
        FeatureExtraction.Run(new PaintedSource(2, Side), extractor, row => rows.AddRange(row));
        Assert.That(Difference([.. rows], Run(new ProtocolOptions("pyramid"), "cpu", new PaintedSource(2, Side))), Is.LessThan(Close));
    }

    [Test]
    public void A_generator_paints_what_it_paints_on_the_processor()
    {
        using TemporaryFolder folder = new();
        new TestGenerator().Write(folder["model.onnx"]);

        byte[][] gpu = Samples(folder["model.onnx"], "webgpu"), cpu = Samples(folder["model.onnx"], "cpu");

        int largest = gpu.Zip(cpu, (one, other) => one.Zip(other, (a, b) => Math.Abs(a - b)).Max()).Max();
        Assert.That(largest, Is.LessThanOrEqualTo(1), "a level, where a value lies between two");
    }

    private static void ExpectEqual(ProtocolOptions options, PaintedSource images) =>
        Assert.That(Difference(Run(options, "webgpu", images), Run(options, "cpu", images)), Is.LessThan(Close));

    private static float[] Run(ProtocolOptions options, string device, PaintedSource images)
    {
        using Extractor extractor = Open(options, device);
        List<float> rows = [];
        FeatureExtraction.Run(images, extractor, row => rows.AddRange(row));
        return [.. rows];
    }

    private static Extractor Open(ProtocolOptions options, string device)
    {
        Extractor extractor = Protocols.Open(options with { Device = device });
        Assert.That(extractor.Device, Does.StartWith(device));
        return extractor;
    }

    private static byte[][] Samples(string model, string name)
    {
        SessionDevice device = SessionDevice.Find(name, null, GpuRuntimes.Here);
        using GeneratedImages images = GeneratedImages.Open(model, new GeneratorOptions(8), threads: 1, device);
        return [.. Enumerable.Range(0, images.Count).Select(index => images.Decode(index).Pixels)];
    }

    private static double Difference(float[] some, float[] others)
    {
        Assert.That(some, Has.Length.EqualTo(others.Length));
        double squares = some.Zip(others, (a, b) => ((double)a - b) * ((double)a - b)).Sum();
        return Math.Sqrt(squares / others.Sum(value => (double)value * value));
    }

    private sealed class Stopping(CancellationTokenSource stop) : IProgress<int>
    {
        public void Report(int value) => stop.Cancel();
    }
}
