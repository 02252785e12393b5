using GanGate.Features;
using GanGate.Images;
using GanGate.Models;

namespace GanGate.Tests.Features;

/// <summary>Extractors for tests that feed the network directly.</summary>
internal static class Extractors
{
    public static OnnxExtractor Pyramid(int size, int threads = 0) => new(
        new Protocol("pyramid", PyramidGraph.Version, size, "pyramid", PyramidGraph.Dimension, "built-in"),
        new NoPreprocessing(size),
        OnnxNetwork.Open(PyramidGraph.Build(size), size),
        threads);

    private sealed class NoPreprocessing(int size) : Preprocessing
    {
        public override int Size => size;

        public override void Apply(RgbImage image, Span<float> planes) => throw new NotSupportedException();
    }
}
