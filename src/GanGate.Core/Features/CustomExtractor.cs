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

    // The square of one more is longer than any array.
    private const int MostFeatures = 46_340;

    /// <summary>Opens the network and runs it once, so that what does not fit shows before any image is read.</summary>
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
            int dimension = Dimension(path, file, network);
            string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
                $"{model.Hash()}\n{JsonSerializer.Serialize(file, CustomExtractorJson.Default.CustomExtractorFile)}")));
            model.RequireUnchanged();
            var protocol = new Protocol(Path.GetFileName(path), Version, file.Size, file.Output, dimension, hash);
            return new OnnxExtractor(protocol, new CustomPreprocessing(file), network, threads, device: device, file: model);
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
            throw Invalid(path, $"ONNX Runtime cannot open it: {FirstLine(exception)}", exception);
        }

        string? missing = !session.InputNames.Contains(file.Input) ? $"it has no input '{file.Input}', but {string.Join(", ", session.InputNames)}"
            : !session.OutputNames.Contains(file.Output) ? $"it has no output '{file.Output}', but {string.Join(", ", session.OutputNames)}"
            : session.OutputMetadata[file.Output].ElementType != typeof(float) ? $"its output '{file.Output}' is not of float32 numbers"
            : null;
        if (missing is null) return new OnnxNetwork(session, file.Input, shape, file.Output, device);
        session.Dispose();
        throw Invalid(path, missing);
    }

    private static int Dimension(string path, CustomExtractorFile file, OnnxNetwork network)
    {
        long[] shape = ShapeOf(path, file, network, OnnxExtractor.SliceSize);

        // A last image may be left over.
        ShapeOf(path, file, network, 1);
        if (shape is [OnnxExtractor.SliceSize, > MostFeatures])
        {
            throw Invalid(path, $"its output '{file.Output}' has {shape[1]} features, and a covariance can be had of {MostFeatures} at most: pool them first");
        }

        return shape is [OnnxExtractor.SliceSize, > 0]
            ? (int)shape[1]
            : throw Invalid(path, $"its output '{file.Output}' has the shape ({string.Join(", ", shape)}) for {OnnxExtractor.SliceSize} images, not N x D");
    }

    private static long[] ShapeOf(string path, CustomExtractorFile file, OnnxNetwork network, int images)
    {
        try
        {
            return network.OutputShape(images);
        }
        catch (OnnxRuntimeException exception)
        {
            string batch = $"{(images == 1 ? "one image" : $"{images} images")} of {file.Size} x {file.Size} ({file.Layout.ToString().ToUpperInvariant()})";
            throw Invalid(path, $"it does not take a batch of {batch}: {FirstLine(exception)}; export it with a batch of any size", exception);
        }
    }

    private static string FirstLine(Exception exception) => exception.Message.Split('\n')[0].Trim();

    private static GanGateException Invalid(string path, string reason, Exception? inner = null) => new(
        ErrorCodes.ExtractorInvalid, $"the extractor '{path}' cannot be used: {reason}", inner);
}
