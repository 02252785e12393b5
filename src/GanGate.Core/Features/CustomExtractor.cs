using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GanGate.Models;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>Opens a user's own network: model.onnx with model.json beside it (<see cref="CustomExtractorFile"/>).</summary>
internal static class CustomExtractor
{
    public const string Extension = ".onnx";

    private const int Version = 1;
    private const int LargestSize = 2048;

    /// <summary>Opens the network and tries it, so that what does not fit shows before any image is read.</summary>
    /// <exception cref="GanGateException">GG3009: one of the two files or one of weights is missing, invalid, or they don't fit each other.</exception>
    public static OnnxExtractor Open(string path, int threads, SessionDevice? device = null)
    {
        if (!File.Exists(path)) throw Invalid(path, $"it {FileNames.WhyMissing(path)}");
        string description = Path.ChangeExtension(path, ".json");
        CustomExtractorFile file = JsonFile.Read(
            description, CustomExtractorJson.Default.CustomExtractorFile, ErrorCodes.ExtractorInvalid, "description of the extractor");
        Check(description, file);
        long[] shape = file.Layout == TensorLayout.Nchw ? [3, file.Size, file.Size] : [file.Size, file.Size, 3];
        OnnxFile model = FilesOf(path);
        OnnxNetwork network = OpenNetwork(path, file, shape, device);
        try
        {
            CustomPreprocessing preprocessing = new(file);
            int dimension = new ExtractorTrial(path, file, network, preprocessing, device ?? SessionDevice.Cpu).Dimension();
            string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
                $"{model.Hash()}\n{JsonSerializer.Serialize(file, CustomExtractorJson.Default.CustomExtractorFile)}")));
            model.RequireUnchanged();
            var protocol = new Protocol(Path.GetFileName(path), Version, file.Size, file.Output, dimension, hash);
            return new OnnxExtractor(protocol, preprocessing, network, threads, device: device, file: model);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static void Check(string path, CustomExtractorFile file)
    {
        if (file.Size is < 1 or > LargestSize) throw Invalid(path, $"size is {file.Size}, not between 1 and {LargestSize}");
        if (file.Mean.Length != 3 || file.Std.Length != 3) throw Invalid(path, "mean and std need three numbers each, for R, G and B");
        if (!file.Mean.All(float.IsFinite) || !file.Std.All(value => float.IsFinite(value) && value > 0))
        {
            throw Invalid(path, "mean and std must be finite, and std positive");
        }
    }

    private static OnnxFile FilesOf(string path)
    {
        try
        {
            return OnnxFile.Open(path);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw Invalid(path, failure.Message, failure);
        }
    }

    private static OnnxNetwork OpenNetwork(string path, CustomExtractorFile file, long[] shape, SessionDevice? device)
    {
        InferenceSession session;
        try
        {
            session = OnnxSession.Open(path, device);
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or IOException or UnauthorizedAccessException)
        {
            throw Invalid(path, $"ONNX Runtime cannot open it: {OnnxEnvironment.ReasonOf(exception)}", exception);
        }

        if (ExtractorFit.Misfit(session, file) is not string misfit) return new OnnxNetwork(session, file.Input, shape, file.Output, device);
        session.Dispose();
        throw Invalid(path, misfit);
    }

    /// <summary>The error that an extractor cannot be used.</summary>
    internal static GanGateException Invalid(string path, string reason, Exception? inner = null) => new(
        ErrorCodes.ExtractorInvalid, $"the extractor '{path}' cannot be used: {reason}", inner);
}
