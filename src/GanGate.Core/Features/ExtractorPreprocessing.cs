using GanGate.Archives;
using GanGate.Images;
using GanGate.Models;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace GanGate.Features;

/// <summary>What images go through before a user's network: numbers of the JSON, or a second network beside it.</summary>
internal static class ExtractorPreprocessing
{
    /// <summary>Opens it.</summary>
    /// <param name="path">The network's file.</param>
    /// <param name="file">What is said of it.</param>
    /// <param name="input">What the network takes.</param>
    /// <returns>The preprocessing, and the second network's file where there is one.</returns>
    /// <exception cref="GanGateException">GG3009: the second network is not there, cannot be opened, or does not fit.</exception>
    public static (Preprocessing Preprocessing, OnnxFile? File) Open(string path, CustomExtractorFile file, NetworkInput input)
    {
        if (file.Preprocessing is not string name) return (new CustomPreprocessing(file, TakesBytes(input)), null);
        string second = OnnxWeights.PathOf(path, name) ?? throw CustomExtractor.Invalid(
            path, $"its preprocessing '{name}' leads out of its folder (an absolute name, or '..'), so it is not trusted");
        if (!File.Exists(second)) throw CustomExtractor.Invalid(path, $"its preprocessing '{name}' {FileNames.WhyMissing(second)}");
        OnnxFile model = CustomExtractor.FilesOf(second);
        CustomExtractorFile ofPixels = file with { Input = null, Output = null, Preprocessing = null, Mean = null, Std = null };
        (OnnxNetwork network, ofPixels) = CustomExtractor.OpenNetwork(second, ofPixels, device: null);
        try
        {
            network.Output = OutputOf(second, network, input);
            return (new OnnxPreprocessing(new CustomPreprocessing(ofPixels, TakesBytes(network.Input)), network, model), model);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static NetworkOutput OutputOf(string path, OnnxNetwork network, NetworkInput input)
    {
        int batch = Math.Max(1, network.Input.Batch);
        try
        {
            long[] shape = network.Try(new float[batch * network.InputLength], batch).Shape;
            return shape.AsSpan().SequenceEqual([batch, .. input.Shape])
                ? network.Output with { Shape = input.Shape }
                : throw CustomExtractor.Invalid(
                    path,
                    $"as a preprocessing it gives the shape ({string.Join(", ", shape)}) for {batch} of {Words(network.Input.Shape)}, and the network takes "
                    + $"{Words(input.Shape)} an image");
        }
        catch (OnnxRuntimeException failure)
        {
            throw CustomExtractor.Invalid(
                path, $"as a preprocessing it does not take images of {Words(network.Input.Shape)}: {OnnxEnvironment.ReasonOf(failure)}", failure);
        }
    }

    private static bool TakesBytes(NetworkInput input) => input.Type == TensorElementType.UInt8;

    private static string Words(long[] shape) => string.Join(" x ", shape);
}
