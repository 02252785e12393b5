using System.Text.Json;
using System.Text.Json.Nodes;
using GanGate.Models;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace GanGate.Features;

/// <summary>The JSON that would make an extractor of a network, with what of it the network does not say.</summary>
internal sealed class ExtractorProposal
{
    private const int UsualSize = 224;

    // Those of ImageNet, with which most public networks were trained.
    private static readonly float[] UsualMean = [0.485f, 0.456f, 0.406f], UsualStd = [0.229f, 0.224f, 0.225f];

    private readonly List<(string Key, JsonNode Value)> _lines = [];
    private readonly List<(string Key, string Choice)> _choices = [];

    private ExtractorProposal(OnnxValue input, IReadOnlyList<OnnxValue> outputs)
    {
        Add("input", input.Name);
        AddImages(input);
        if (input.Type != (int)TensorElementType.UInt8) AddValues();
        OnnxValue output = outputs.FirstOrDefault(one => one.Shape is { Length: 2 }) ?? outputs.FirstOrDefault(one => !NetworkKinds.IsOfPictures(one)) ?? outputs[0];
        Add("output", output.Name, outputs.Count == 1 ? null : $"which holds the features: {TensorDescription.Of(outputs)}");
        AddPool(output);
    }

    /// <summary>What could not be known from the file: a key of the JSON, and what else it may say.</summary>
    public IReadOnlyList<(string Key, string Choice)> Choices => _choices;

    /// <summary>The text of the JSON file.</summary>
    public string Text => $"{{\n{string.Join(",\n", _lines.Select(line => $"  \"{line.Key}\": {line.Value.ToJsonString()}"))}\n}}\n";

    /// <summary>The same as it is read.</summary>
    public CustomExtractorFile File => JsonSerializer.Deserialize(Text, CustomExtractorJson.Default.CustomExtractorFile)!;

    /// <summary>Proposes it.</summary>
    /// <param name="input">The input of images.</param>
    /// <param name="outputs">The outputs.</param>
    public static ExtractorProposal Of(OnnxValue input, IReadOnlyList<OnnxValue> outputs) => new(input, outputs);

    private void AddImages(OnnxValue input)
    {
        (long first, long middle, long last) = (input.Shape![1], input.Shape[2], input.Shape[3]);
        bool planesFirst = first == 3 || last != 3;
        Add("layout", planesFirst ? "nchw" : "nhwc", first == 3 || last == 3 ? null : "nchw or nhwc: the file does not say where the channels are");
        Add("channels", "rgb", "rgb or bgr: networks of Caffe, CNTK and OpenCV often take bgr");
        long size = planesFirst ? Math.Max(middle, last) : Math.Max(first, middle);
        Add("size", size > 0 ? size : UsualSize, size > 0 ? null : "any width and height: take those that it was trained with");
        Add("resize", "clean", $"the one that it was trained with, by its program's name: {CustomExtractorFile.ValuesOf("resize")}");
        _choices.Add(("crop", $"what becomes of images that are not square: {CustomExtractorFile.ValuesOf("crop")} (squash where it is left out)"));
    }

    private void AddValues()
    {
        Add("range", "0..1", "0..1 or 0..255: the pixels before mean and std");
        Add("mean", new JsonArray([.. UsualMean.Select(value => JsonValue.Create(value))]), "ImageNet's; 0.5 each for networks that take [-1, 1], 0 for none");
        Add("std", new JsonArray([.. UsualStd.Select(value => JsonValue.Create(value))]), "ImageNet's; 0.5 each for networks that take [-1, 1], 1 for none");
        _choices.Add(("preprocessing", "in place of mean and std a second ONNX file beside it, such as one that subtracts a mean image"));
    }

    private void AddPool(OnnxValue output)
    {
        if (output.Shape is [_, not 1, not 1] tokens)
        {
            Add("pool", "first", $"first (the class token) or mean, of the {(tokens[1] > 0 ? $"{tokens[1]} " : "")}tokens");
        }
        else if (output.Shape is [_, var first, var middle, var last] && !(middle == 1 && last == 1))
        {
            Add("pool", "mean");
            bool evident = first == middle && middle != last;
            if (evident || middle != last) Add("outputLayout", evident ? "nhwc" : "nchw", evident ? null : "nchw or nhwc: where the features of the maps are");
        }
    }

    private void Add(string key, JsonNode value, string? choice = null)
    {
        _lines.Add((key, value));
        if (choice is not null) _choices.Add((key, choice));
    }
}
