using System.Text.Json.Nodes;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Texts;

namespace GanGate.Reporting;

/// <summary>The divergences of generated text, as text and as JSON (schema gangate-jsd/1).</summary>
public static class DivergenceReport
{
    /// <summary>A line for each n, and what was compared.</summary>
    public static string RenderText(DivergenceResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        IEnumerable<string> lines = result.Divergences.Select(divergence =>
            $"JSD-{divergence.N}  {ScoreFormat.Pair(divergence.Value, divergence.StandardError)}");
        string taken = result.SamplesLeftOut ? "the first " : "";
        return string.Join('\n', [
            .. lines,
            $"  generated  {result.Generated.Source} ({taken}{ScoreFormat.Count(result.Generated.Count!.Value)} lines)",
            $"  reference  {result.Reference.Source} ({ScoreFormat.Count(result.Reference.Count!.Value)} lines)",
            $"  lines of   {result.Length} characters; compare only with scores of as many samples",
        ]);
    }

    /// <summary>One JSON object at full precision.</summary>
    public static string RenderJson(DivergenceResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new JsonObject
        {
            ["schema"] = "gangate-jsd/1",
            ["divergences"] = new JsonArray([.. result.Divergences.Select(Render)]),
            ["length"] = result.Length,
            ["pad"] = TextLines.Pad.ToString(),
            ["generated"] = new JsonObject { ["source"] = result.Generated.Source, ["count"] = result.Generated.Count },
            ["reference"] = new JsonObject { ["source"] = result.Reference.Source, ["count"] = result.Reference.Count },
            ["seconds"] = result.Seconds,
        }.ToJsonString();
    }

    private static JsonObject Render(NgramDivergence divergence) => new()
    {
        ["n"] = divergence.N,
        ["value"] = divergence.Value,
        ["standardError"] = divergence.StandardError,
    };
}
