using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using GanGate.Disturbances;
using GanGate.Features;
using GanGate.Models;
using GanGate.Settings;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate protocols</c>: the protocols there are, the tools they equal, and whether their weights are on this machine.</summary>
internal static class ProtocolsCommand
{
    // Pictures to measure the speed with: as large as those of many data sets, so that decoding is no part of it and resizing is.
    private const int Side = 256;
    private const int FirstCount = 4;

    private static readonly string[] Heads = ["protocol", "features", "pixels", "weights", "here", "images/s", "equals"];
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(0.5);

    public static Command Create(TerminalStreams streams)
    {
        Option<bool> speed = Setting.Speed.ToSwitch();
        Option<string?> device = Setting.Device.ToText();
        Option<int?> threads = Setting.Threads.ToCount();
        Command command = new("protocols", "List the protocols, the tools they equal, and their weights.") { speed, device, threads };
        new OutputOptions(streams).Complete(command, invocation =>
        {
            if (!invocation.Parsed.GetValue(speed)) invocation.Parsed.Refuse($"no network runs without {Setting.Speed}", device, threads);
            ModelStore store = new();
            ProtocolRow[] rows = [.. Protocols.Ids.Select(id => RowOf(id, store, invocation.Parsed.GetValue(speed) ? Open : null, invocation.Cancellation))];
            invocation.Streams.Out.WriteLine(invocation.Json ? Json(rows) : Table(rows));
            return 0;

            Extractor Open(string id) => Protocols.Open(new ProtocolOptions(id)
            {
                Device = invocation.Parsed.GetValue(device) ?? Device.Cpu,
                Threads = invocation.Parsed.GetValue(threads) ?? 0,
            });
        });
        return command;
    }

    private static ProtocolRow RowOf(string id, ModelStore store, Func<string, Extractor>? open, CancellationToken cancellation)
    {
        Protocol protocol = Protocols.Describe(new ProtocolOptions(id));
        PublicModel? model = Protocols.ModelOf(id);
        bool isHere = model is null || store.Has(model);
        double? speed = null;
        if (isHere && open is not null)
        {
            using Extractor extractor = open(id);
            speed = SpeedOf(extractor, cancellation);
        }

        return new ProtocolRow(protocol, model, isHere, speed, Protocols.EqualTo(id));
    }

    // Twice as many pictures each time, until they take long enough; the first ones warm the network up.
    private static double SpeedOf(Extractor extractor, CancellationToken cancellation)
    {
        for (int count = FirstCount; ; count *= 2)
        {
            var watch = Stopwatch.StartNew();
            FeatureExtraction.Run(new Textures(count, Side, Side, seed: 0), extractor, _ => { }, new FeatureOptions { Cancellation = cancellation });
            if (watch.Elapsed > LongEnough && count > FirstCount) return count / watch.Elapsed.TotalSeconds;
        }
    }

    private static string Table(IReadOnlyList<ProtocolRow> rows)
    {
        string[][] cells = [Heads, .. rows.Select(row => row.Cells())];
        int[] widths = [.. Heads.Select((_, column) => cells.Max(line => line[column].Length))];
        return string.Join(Environment.NewLine, cells.Select(
            line => string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()));
    }

    private static string Json(IEnumerable<ProtocolRow> rows) => new JsonObject
    {
        ["schema"] = "gangate-protocols/1",
        ["protocols"] = new JsonArray([.. rows.Select(row => row.ToJson())]),
    }.ToJsonString();

    private sealed record ProtocolRow(Protocol Protocol, PublicModel? Model, bool Here, double? Speed, string EqualTo)
    {
        public string[] Cells() =>
        [
            Protocol.Id,
            Protocol.Dimension.ToString(CultureInfo.InvariantCulture),
            Protocol.Size.ToString(CultureInfo.InvariantCulture),
            Model is null ? "none" : $"{Model.Name} ({(Model.Size / 1e6).ToString("0", CultureInfo.InvariantCulture)} MB)",
            Here ? "yes" : "no",
            Speed?.ToString("G3", CultureInfo.InvariantCulture) ?? "-",
            EqualTo,
        ];

        public JsonObject ToJson() => new()
        {
            ["protocol"] = Protocol.Id,
            ["features"] = Protocol.Dimension,
            ["pixels"] = Protocol.Size,
            ["weights"] = Model?.Name,
            ["bytes"] = Model?.Size,
            ["sha256"] = Model?.Sha256,
            ["hashFromLists"] = Model?.HashIsFromLists,
            ["here"] = Here,
            ["imagesPerSecond"] = Speed,
            ["equals"] = EqualTo,
        };
    }
}
