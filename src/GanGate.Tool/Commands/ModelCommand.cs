using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using GanGate.Features;
using GanGate.Models;
using GanGate.Settings;
using GanGate.Tool.Feeds;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate model</c>: the weights on this machine. Nothing is downloaded but by <c>fetch</c>.</summary>
internal static class ModelCommand
{
    private const string DefaultProtocol = "ttur";

    public static Command Create(TerminalStreams streams) => new("model", "Fetch, import, list, verify, export or remove networks' weights; inspect ONNX files.")
    {
        CreateFetch(streams),
        CreateImport(streams),
        CreateList(streams),
        CreateVerify(streams),
        CreateExport(streams),
        CreateRemove(streams),
        InspectCommand.Create(streams),
    };

    private static Command CreateFetch(TerminalStreams streams)
    {
        Argument<string[]> names = new("names")
        {
            Description = $"Which: {string.Join(", ", PublicModel.All.Select(model => model.Name))}; {PublicModel.Inception.Name} by default.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Command command = new("fetch", "Download public weights once for this user.") { names };
        new OutputOptions(streams).Complete(command, invocation =>
        {
            using PackageFeeds packages = new(Directory.GetCurrentDirectory());
            ModelStore store = new() { Packages = packages };
            string[] wanted = invocation.Parsed.GetValue(names) is { Length: > 0 } named ? named : [store.Default.Name];
            return Show(invocation, [.. wanted.Select(name => DownloadDisplay.Run(
                invocation, progress => store.FetchAsync(name, progress, invocation.Cancellation).GetAwaiter().GetResult()))]);
        });
        return command;
    }

    private static Command CreateImport(TerminalStreams streams)
    {
        Argument<string> file = new("file") { Description = "A weights file: .pth, .pt or .safetensors." };
        Option<string?> name = Setting.As.ToText();
        Command command = new("import", "Copy a weights file into the store.") { file, name };
        new OutputOptions(streams).Complete(command, invocation =>
        {
            StoredModel model = new ModelStore().ImportAsync(
                invocation.Parsed.GetRequiredValue(file),
                invocation.Parsed.GetValue(name),
                Protocols.CheckWeights,
                invocation.Cancellation).GetAwaiter().GetResult();
            return Show(invocation, [model]);
        });
        return command;
    }

    private static Command CreateList(TerminalStreams streams)
    {
        Command command = new("list", "List the weights on this machine.");
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ModelStore store = new();
            IReadOnlyList<StoredModel> models = store.List();
            if (models.Count == 0)
            {
                invocation.Streams.Error.WriteLine($"gangate : no weights in {store.Folder}; 'gangate model fetch' brings Inception's, 'gangate protocols' shows which there are");
            }

            return Show(invocation, models);
        });
        return command;
    }

    private static Command CreateVerify(TerminalStreams streams)
    {
        Command command = new("verify", "Check the content of every weights file in the store.");
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ModelStore store = new();
            IReadOnlyList<StoredModel> models = store.List();
            foreach (StoredModel model in models)
            {
                invocation.Cancellation.ThrowIfCancellationRequested();
                store.Verify(model);
            }

            return Show(invocation, models);
        });
        return command;
    }

    private static Command CreateExport(TerminalStreams streams)
    {
        Option<string?> output = Paths.Output(), protocol = Setting.Protocol.ToText("Whose network: ttur, pytorch-fid and clean share one; pyramid.");
        Option<string?> feature = Setting.Feature.ToText(), weights = Setting.Weights.ToText();
        Command command = new("export", "Write a protocol's network, without its preprocessing, as an ONNX file.") { output, protocol, feature, weights };
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            string path = Paths.RequireWritable(parsed.GetRequiredValue(output))!;
            byte[] network = Protocols.Export(new ProtocolOptions(parsed.GetValue(protocol) ?? DefaultProtocol)
            {
                Feature = parsed.GetValue(feature),
                Weights = parsed.GetValue(weights),
            });
            invocation.Cancellation.ThrowIfCancellationRequested();
            AtomicFile.Write(path, stream => stream.Write(network));
            invocation.Streams.Out.WriteLine(invocation.Json ? new JsonObject { ["file"] = path, ["bytes"] = network.Length }.ToJsonString() : path);
            return 0;
        });
        return command;
    }

    private static Command CreateRemove(TerminalStreams streams)
    {
        Argument<string?> name = new("name")
        {
            Description = "The weights' name; Inception's by default.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Command command = new("remove", "Remove weights from the store.") { name };
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ModelStore store = new();
            string what = invocation.Parsed.GetValue(name) ?? store.Default.Name;
            bool removed = store.RemoveAsync(what, invocation.Cancellation).GetAwaiter().GetResult();
            return removed
                ? Show(invocation, store.List())
                : throw new GanGateException(ErrorCodes.ModelMissing, $"no weights are called '{what}' here: {Advice.ListModels} shows what there is");
        });
        return command;
    }

    private static int Show(Invocation invocation, IReadOnlyList<StoredModel> models)
    {
        if (invocation.Json)
        {
            JsonNode[] items = [.. models.Select(model => new JsonObject
            {
                ["name"] = model.Name,
                ["path"] = model.Path,
                ["bytes"] = model.Size,
                ["sha256"] = model.Sha256,
            })];
            invocation.Streams.Out.WriteLine(new JsonObject { ["schema"] = "gangate-models/1", ["models"] = new JsonArray(items) }.ToJsonString());
            return 0;
        }

        foreach (StoredModel model in models)
        {
            string size = model.Size.ToString("N0", CultureInfo.InvariantCulture);
            invocation.Streams.Out.WriteLine($"{model.Name}  {size} bytes  sha256:{model.Sha256[..16]}  {model.Path}");
        }

        return 0;
    }
}
