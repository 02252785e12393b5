using GanGate.Models;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Features;

/// <summary>What an .onnx file is, as far as it can be known from the file, and how it would become an extractor.</summary>
internal sealed class ModelInspection
{
    private ModelInspection(string path, OnnxOutline outline)
    {
        (Path, Outline, Bytes) = (path, outline, new FileInfo(path).Length);
        (Inputs, Outputs) = (outline.Inputs, outline.Outputs);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Its length, without that of files in which it keeps weights.</summary>
    public long Bytes { get; }

    /// <summary>What it says of itself.</summary>
    public OnnxOutline Outline { get; }

    /// <summary>The files in which it keeps weights, with their lengths.</summary>
    public IReadOnlyList<(string Path, long Bytes)> Weights { get; private set; } = [];

    /// <summary>What it takes; with what ONNX Runtime found out, where that can open it.</summary>
    public IReadOnlyList<OnnxValue> Inputs { get; private set; }

    /// <summary>What it gives, in the same way.</summary>
    public IReadOnlyList<OnnxValue> Outputs { get; private set; }

    /// <summary>Why it cannot be opened; null where it can.</summary>
    public string? Unopened { get; private set; }

    /// <summary>What it can be taken for.</summary>
    public NetworkKind Kind { get; private set; }

    /// <summary>Why.</summary>
    public string Why { get; private set; } = "";

    /// <summary>The JSON beside it, where it can be an extractor.</summary>
    public ExtractorProposal? Proposal { get; private set; }

    /// <summary>The number of features that it gave for made-up images under the proposal; null where it was not tried or failed.</summary>
    public int? Features { get; private set; }

    /// <summary>Why it failed under the proposal; null where it did not.</summary>
    public string? Failed { get; private set; }

    /// <summary>Looks at a file, opens it and, where it can be an extractor, tries it.</summary>
    /// <exception cref="GanGateException">GG2002: there is no file. GG3021: it is no ONNX model, or not a whole one.</exception>
    public static ModelInspection Of(string path)
    {
        if (!File.Exists(path)) throw GanGateException.Missing(path, "the model");
        ModelInspection inspection = new(path, OutlineOf(path));
        inspection.Open();
        (inspection.Kind, inspection.Why) = NetworkKinds.Of(inspection.Inputs, inspection.Outputs);
        if (inspection.Kind == NetworkKind.Extractor)
        {
            inspection.Proposal = ExtractorProposal.Of(inspection.Inputs[0], inspection.Outputs);
            if (inspection.Unopened is null) inspection.Try();
        }

        return inspection;
    }

    private static OnnxOutline OutlineOf(string path)
    {
        try
        {
            InputFile.Require(path);
            return OnnxOutlineReader.Read(path);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(ErrorCodes.ModelUnreadable, $"the model '{path}' cannot be read: {failure.Message}", failure);
        }
    }

    private void Open()
    {
        try
        {
            Weights = [.. OnnxFile.Open(Path).Paths.Skip(1).Select(file => (file, new FileInfo(file).Length))];
            using InferenceSession session = OnnxSession.Open(Path);
            (Inputs, Outputs) = (ValuesOf(session.InputMetadata), ValuesOf(session.OutputMetadata));
        }
        catch (InvalidDataException failure)
        {
            Unopened = failure.Message;
        }
        catch (Exception failure) when (failure is OnnxRuntimeException or IOException or UnauthorizedAccessException)
        {
            Unopened = OnnxTrouble.ReasonOf(Path, failure);
        }
    }

    private void Try()
    {
        try
        {
            using OnnxExtractor extractor = CustomExtractor.Open(Path, Proposal!.File, threads: 1);
            Features = extractor.Protocol.Dimension;
        }
        catch (GanGateException failure) when (failure.Error == ErrorCodes.ExtractorInvalid)
        {
            Failed = failure.Message;
        }
    }

    private static OnnxValue[] ValuesOf(IReadOnlyDictionary<string, NodeMetadata> values) =>
    [
        .. values.Select(value => new OnnxValue(
            value.Key,
            value.Value.IsTensor ? (int)value.Value.ElementDataType : 0,
            value.Value.IsTensor && value.Value.Dimensions.Length > 0 ? Array.ConvertAll(value.Value.Dimensions, length => (long)length) : null)),
    ];
}
