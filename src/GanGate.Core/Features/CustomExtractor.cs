using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GanGate.Images;
using GanGate.Models;
using GanGate.Settings;
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
        JsonTypeInfo<CustomExtractorFile> type = CustomExtractorJson.Default.CustomExtractorFile;
        string[] keys = [.. type.Properties.Select(property => property.Name)];
        CustomExtractorFile file = JsonFile.Read(description, type, ErrorCodes.ExtractorInvalid, "description of the extractor", keys, CustomExtractorFile.ValuesOf);
        return Open(path, file, threads, device);
    }

    /// <summary>The same with what would stand in the JSON.</summary>
    /// <exception cref="GanGateException">As above.</exception>
    internal static OnnxExtractor Open(string path, CustomExtractorFile file, int threads, SessionDevice? device = null)
    {
        Check(Path.ChangeExtension(path, ".json"), file);
        OnnxFile model = FilesOf(path);
        (OnnxNetwork network, file) = OpenNetwork(path, file, device);
        Preprocessing? preprocessing = null;
        try
        {
            if (ExtractorFit.Misfit(network.Input, file) is string misfit) throw Invalid(path, misfit);
            (preprocessing, OnnxFile? ofPixels) = ExtractorPreprocessing.Open(path, file, network.Input);
            NetworkOutput output = new ExtractorTrial(path, file, network, preprocessing, device ?? SessionDevice.Cpu).Output();
            var protocol = new Protocol(Path.GetFileName(path), Version, file.Size, output.Name, output.Dimension, HashOf(model, ofPixels, file, output));
            model.RequireUnchanged();
            return new OnnxExtractor(protocol, preprocessing, network, threads, device: device, file: model, remark: RemarkOn(path, file, output));
        }
        catch
        {
            (preprocessing as IDisposable)?.Dispose();
            network.Dispose();
            throw;
        }
    }

    private static void Check(string path, CustomExtractorFile file)
    {
        if (file.Size is < 1 or > LargestSize) throw Invalid(path, $"size is {file.Size}, not between 1 and {LargestSize}");
        if (file.Mean is { Length: not 3 } || file.Std is { Length: not 3 }) throw Invalid(path, "mean and std need three numbers each, for R, G and B");
        if (file.Mean?.All(float.IsFinite) == false || file.Std?.All(value => float.IsFinite(value) && value > 0) == false)
        {
            throw Invalid(path, "mean and std must be finite, and std positive");
        }
    }

    /// <summary>The files of a model.</summary>
    /// <exception cref="GanGateException">GG3009: one of them is missing, elsewhere or unreadable.</exception>
    internal static OnnxFile FilesOf(string path)
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

    /// <summary>Opens a model whose input and output are what the JSON says.</summary>
    /// <returns>The network, and the description with the names of both.</returns>
    /// <exception cref="GanGateException">GG3009: ONNX Runtime cannot open it, or it does not fit.</exception>
    internal static (OnnxNetwork Network, CustomExtractorFile File) OpenNetwork(string path, CustomExtractorFile file, SessionDevice? device)
    {
        InferenceSession session;
        try
        {
            session = OnnxSession.Open(path, device);
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or IOException or UnauthorizedAccessException)
        {
            throw Invalid(path, OnnxTrouble.ReasonOf(path, exception), exception);
        }

        file = ExtractorFit.Named(session, file);
        if (ExtractorFit.Misfit(session, file) is string misfit)
        {
            session.Dispose();
            throw Invalid(path, misfit);
        }

        long[] shape = file.Layout == TensorLayout.Nchw ? [3, file.Size, file.Size] : [file.Size, file.Size, 3];
        NetworkOutput output = new(file.Output!, session.OutputMetadata[file.Output!].ElementDataType);
        return (new OnnxNetwork(session, NetworkInput.Of(session, file.Input!, shape), output, device), file);
    }

    // Two descriptions that say the same have the same hash; a second network is known by its content.
    private static string HashOf(OnnxFile model, OnnxFile? ofPixels, CustomExtractorFile file, NetworkOutput output)
    {
        bool ofMaps = output.Shape is { Length: 3 } && output.Rule != RowRule.AllValues;
        CustomExtractorFile said = file with
        {
            Preprocessing = ofPixels?.Hash(),
            Pool = ofMaps ? FeaturePool.Mean : file.Pool,
            OutputLayout = !ofMaps ? null : output.Rule == RowRule.MeanOfMap ? TensorLayout.Nchw : TensorLayout.Nhwc,
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{model.Hash()}\n{JsonSerializer.Serialize(said, CustomExtractorJson.Default.CustomExtractorFile)}")));
    }

    private static Sentence? RemarkOn(string path, CustomExtractorFile file, NetworkOutput output)
    {
        if (output.Shape is not [var first, var second, var third] || output.Rule == RowRule.AllValues || file.Pool is not null) return null;
        (long features, long height, long width) = output.Rule == RowRule.MeanOfMap ? (first, second, third) : (third, first, second);
        return $"the extractor '{Path.GetFileName(path)}' gives maps of {features} features, which are averaged over their {height} x {width} "
            + "positions; \"pool\": \"mean\" in the .json beside it says that this is meant";
    }

    /// <summary>The error that an extractor cannot be used.</summary>
    internal static GanGateException Invalid(string path, string reason, Exception? inner = null) => new(
        ErrorCodes.ExtractorInvalid, $"the extractor '{path}' cannot be used: {reason}", inner);
}
