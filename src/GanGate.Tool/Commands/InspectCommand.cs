using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GanGate.Features;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate model inspect</c>: what an .onnx file is, and the JSON that makes an extractor of it.</summary>
internal sealed class InspectCommand
{
    private const int MostOperators = 12;

    private readonly Argument<string> _file = new("file") { Description = "An ONNX file." };
    private readonly Option<string?> _output = Paths.Output("Write the proposed JSON to this file, where there is none.");

    /// <summary>Creates the command.</summary>
    public static Command Create(TerminalStreams streams)
    {
        InspectCommand inspect = new();
        Command command = new("inspect", "Say what an ONNX file is, and propose the JSON that makes an extractor of it.") { inspect._file, inspect._output };
        new OutputOptions(streams).Complete(command, inspect.Run);
        return command;
    }

    private int Run(Invocation invocation)
    {
        string? output = invocation.Parsed.GetValue(_output);
        if (output is not null) CalibratedGate.RequireFree(Paths.RequireWritable(output)!);
        ModelInspection found = ModelInspection.Of(invocation.Parsed.GetRequiredValue(_file));
        invocation.Streams.Out.WriteLine(invocation.Json ? Json(found).ToJsonString() : Text(found).TrimEnd());
        if (output is null) return 0;
        if (found.Proposal is null)
        {
            throw new GanGateException(ErrorCodes.ExtractorInvalid, $"the extractor '{found.Path}' cannot be used: {found.Why}");
        }

        AtomicFile.Write(output, stream => stream.Write(Encoding.UTF8.GetBytes(found.Proposal.Text)));
        return 0;
    }

    private static string Text(ModelInspection found)
    {
        StringBuilder text = new();
        text.AppendLine($"{Path.GetFileName(found.Path)}: {NameOf(found.Kind)}: {found.Why}").AppendLine();
        foreach ((string name, string value) in Facts(found)) text.AppendLine($"  {name,-10} {value}");
        if (found.Proposal is not ExtractorProposal proposal) return text.ToString();

        text.AppendLine().AppendLine($"{Path.GetFileName(Path.ChangeExtension(found.Path, ".json"))}, to be saved beside it:").AppendLine();
        text.AppendLine(proposal.Text).AppendLine("The file does not say:").AppendLine();
        foreach ((string key, string choice) in proposal.Choices) text.AppendLine($"  {key,-13} {choice}");
        return text.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Facts(ModelInspection found)
    {
        yield return ("size", Invariant($"{found.Bytes:N0} bytes, {found.Outline.WeightNumbers:N0} numbers of weights in {Counted(found.Outline.WeightTensors, "tensor")}"));
        foreach ((string path, long bytes) in found.Weights) yield return ("weights", Invariant($"also in {Path.GetFileName(path)}, {bytes:N0} bytes"));
        string opsets = string.Join(", ", found.Outline.Opsets.Select(set => $"{(set.Key.Length == 0 ? "ai.onnx" : set.Key)} {set.Value}"));
        yield return ("format", $"ONNX {found.Outline.IrVersion}, operators of {opsets}{(found.Outline.Producer.Length > 0 ? $", written by {found.Outline.Producer}" : "")}");
        foreach (var input in found.Inputs) yield return ("input", TensorDescription.Of([input]));
        foreach (var output in found.Outputs) yield return ("output", TensorDescription.Of([output]));
        yield return ("operators", OperatorsOf(found));
        string[] runtimes = [.. found.Outline.RuntimeOperators], foreign = [.. found.Outline.ForeignOperators];
        yield return ("standard", foreign.Length > 0 ? $"no: ONNX Runtime does not know {string.Join(", ", foreign)}"
            : runtimes.Length > 0 ? $"no: {string.Join(", ", runtimes)}, which ONNX Runtime alone has" : "yes");
        yield return ("opens", found.Unopened is string reason ? $"no: {reason}" : "yes");
        if (found.Features is int features) yield return ("tried", Invariant($"{features:N0} features of made-up images with the JSON below, the same each time and in any batch"));
        if (found.Failed is string failed) yield return ("tried", failed);
    }

    private static string OperatorsOf(ModelInspection found)
    {
        KeyValuePair<string, int>[] most = [.. found.Outline.Operators.OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal)];
        string named = string.Join(", ", most.Take(MostOperators).Select(one => Invariant($"{one.Key} {one.Value:N0}")));
        return most.Length > MostOperators ? $"{named} and {most.Length - MostOperators} others" : named;
    }

    private static JsonObject Json(ModelInspection found) => new()
    {
        ["schema"] = "gangate-inspection/1",
        ["file"] = found.Path,
        ["kind"] = found.Kind.ToString().ToLowerInvariant(),
        ["why"] = found.Why,
        ["bytes"] = found.Bytes,
        ["weights"] = new JsonArray([.. found.Weights.Select(file => new JsonObject { ["file"] = file.Path, ["bytes"] = file.Bytes })]),
        ["weightNumbers"] = found.Outline.WeightNumbers,
        ["format"] = found.Outline.IrVersion,
        ["producer"] = found.Outline.Producer,
        ["opsets"] = new JsonObject(found.Outline.Opsets.Select(set => KeyValuePair.Create(set.Key.Length == 0 ? "ai.onnx" : set.Key, (JsonNode?)set.Value))),
        ["inputs"] = Values(found.Inputs),
        ["outputs"] = Values(found.Outputs),
        ["operators"] = new JsonObject(found.Outline.Operators.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))),
        ["runtimeOperators"] = Texts(found.Outline.RuntimeOperators),
        ["unknownOperators"] = Texts(found.Outline.ForeignOperators),
        ["unopened"] = found.Unopened,
        ["features"] = found.Features,
        ["failed"] = found.Failed,
        ["proposal"] = found.Proposal is null ? null : JsonNode.Parse(found.Proposal.Text),
        ["choices"] = found.Proposal is null ? null : new JsonObject(found.Proposal.Choices.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Choice))),
    };

    private static JsonArray Values(IEnumerable<Models.OnnxValue> values) =>
        new([.. values.Select(value => new JsonObject { ["name"] = value.Name, ["value"] = TensorDescription.Of(value) })]);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static string NameOf(NetworkKind kind) => kind switch
    {
        NetworkKind.Extractor => "an extractor",
        NetworkKind.Generator => "a generator",
        NetworkKind.Preprocessing => "a preprocessing",
        _ => "neither an extractor nor a generator",
    };

    private static string Counted(int count, string what) => Invariant($"{count:N0} {what}{(count == 1 ? "" : "s")}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
