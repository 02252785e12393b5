using System.Text.Json.Nodes;
using GanGate.Features;
using GanGate.Measuring;
using GanGate.Metrics;

namespace GanGate.Reporting;

/// <summary>Several metrics of one set of images, as text and as JSON (schema gangate-metrics/1).</summary>
public static class MetricsReport
{
    private const int NarrowestNames = 17;

    /// <summary>A line for each metric.</summary>
    /// <param name="result">The metrics.</param>
    /// <param name="paperDistance">Whether the Inception distance is shown as the paper defines it, m - IS, instead of min(m, K) - IS.</param>
    public static string RenderText(MetricsResult result, bool paperDistance = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        (string Name, string Value)[] lines = [.. Lines(result, paperDistance)];
        int width = Math.Max(NarrowestNames, lines.Select(line => line.Name.Length).DefaultIfEmpty(0).Max());
        return string.Join('\n', lines.Select(line => $"{PlainText.OneLine(line.Name).PadRight(width)}  {line.Value}"));
    }

    /// <summary>One JSON object at full precision; a metric that was not asked for is absent.</summary>
    public static string RenderJson(MetricsResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        JsonObject json = new()
        {
            ["schema"] = "gangate-metrics/1",
            ["protocol"] = Identity(result.Protocol),
            ["generated"] = Set(result.Generated),
        };
        if (result.Reference is MeasuredSet reference) json["reference"] = Set(reference);
        if (result.Distance is Estimate distance) json[result.Protocol.Metric.Id] = distance.Value;
        if (result.Distance is { StandardError: double error } known)
        {
            json["standardError"] = error;
            json["bias"] = known.Bias;
            json["biasCorrected"] = known.Corrected;
        }

        if (result.Infinity is FrechetInfinity infinity) json["fdInfinity"] = Infinity(infinity);
        if (result.SpatialDistance is FrechetDistance spatial) json["sfid"] = spatial.Value;
        if (result.Kernel is KernelInceptionDistance kernel) json["kid"] = Kernel(kernel);
        if (result.InceptionScore is InceptionScore score) json["inceptionScore"] = Score(score);
        if (result.PrecisionRecall is PrecisionRecall prc) json["precisionRecall"] = Neighbours(prc);
        return json.ToJsonString();
    }

    private static IEnumerable<(string Name, string Value)> Lines(MetricsResult result, bool paperDistance)
    {
        Protocol protocol = result.Protocol;
        if (result.Distance is Estimate distance) yield return (protocol.ScoreName, ScoreFormat.Describe(distance));

        if (result.Infinity is FrechetInfinity infinity)
        {
            string subsets = $"{infinity.Counts.Count} subsets of {ScoreFormat.Count(infinity.Counts[0])} to {ScoreFormat.Count(infinity.Counts[^1])}";
            yield return (protocol.NameOf("FID-infinity", "FD-infinity"), $"{ScoreFormat.Number(infinity.Value)} by a line through {subsets}");
        }

        if (result.SpatialDistance is FrechetDistance spatial) yield return (protocol.NameOf("sFID", "sFD"), ScoreFormat.Number(spatial.Value));
        if (result.Kernel is KernelInceptionDistance kernel)
        {
            string name = protocol.NameOf("KID", "KD");
            yield return (name, $"{ScoreFormat.WithDeviation(kernel.Subset)} over {kernel.Subsets} subsets of {ScoreFormat.Count(kernel.SubsetSize)}");
            yield return (name + ", all images", ScoreFormat.Number(kernel.FullSample));
        }

        if (result.InceptionScore is InceptionScore score)
        {
            yield return (Named("Inception Score"), $"{ScoreFormat.WithDeviation(score.Score)} over {score.Splits} splits");
            yield return paperDistance
                ? (Named("IND (m - IS)"), ScoreFormat.WithDeviation(score.PaperDistance))
                : (Named("IND (min(m,K)-IS)"), ScoreFormat.WithDeviation(score.Distance));
        }

        if (result.PrecisionRecall is PrecisionRecall prc)
        {
            string features = protocol.Extractor == protocol.Id ? $"(on {protocol.Id} features)" : $"(on features of {protocol.Extractor})";
            yield return ("Precision", $"{ScoreFormat.Number(prc.Precision)} k = {prc.Neighbours} {features}");
            yield return ("Recall", $"{ScoreFormat.Number(prc.Recall)} k = {prc.Neighbours} {features}");
            yield return ("Density", $"{ScoreFormat.Number(prc.Density)} k = {prc.DensityNeighbours} {features}");
            yield return ("Coverage", $"{ScoreFormat.Number(prc.Coverage)} k = {prc.DensityNeighbours} {features}");
        }

        string Named(string name) => protocol.NameOf(name, name);
    }

    /// <summary>What is to be known of a protocol.</summary>
    internal static JsonObject Identity(Protocol protocol)
    {
        JsonObject json = new() { ["id"] = protocol.Id, ["fingerprint"] = protocol.Fingerprint, ["dimension"] = protocol.Dimension };
        if (protocol.Weights is string weights) json["weights"] = weights;
        return json;
    }

    /// <summary>One side of a measurement.</summary>
    internal static JsonObject Set(MeasuredSet set)
    {
        JsonObject json = new() { ["source"] = set.Source, ["count"] = set.Count };
        if (set.Selection is not null) json["selection"] = set.Selection.ToString();
        if (set.LeftOut is not null) json["leftOut"] = set.LeftOut;
        if (set.Generator is not null) json["generator"] = set.Generator.ToString();
        return json;
    }

    private static JsonObject Infinity(FrechetInfinity infinity) => new()
    {
        ["value"] = infinity.Value,
        ["slope"] = infinity.Slope,
        ["counts"] = new JsonArray([.. infinity.Counts.Select(count => JsonValue.Create(count))]),
        ["distances"] = new JsonArray([.. infinity.Distances.Select(distance => JsonValue.Create(distance))]),
    };

    private static JsonObject Kernel(KernelInceptionDistance kernel) => new()
    {
        ["fullSample"] = kernel.FullSample,
        ["mean"] = kernel.Subset.Mean,
        ["standardDeviation"] = kernel.Subset.StandardDeviation,
        ["subsets"] = kernel.Subsets,
        ["subsetSize"] = kernel.SubsetSize,
    };

    private static JsonObject Score(InceptionScore score) => new()
    {
        ["mean"] = score.Score.Mean,
        ["standardDeviation"] = score.Score.StandardDeviation,
        ["splits"] = score.Splits,
        ["distance"] = score.Distance.Mean,
        ["paperDistance"] = score.PaperDistance.Mean,
    };

    private static JsonObject Neighbours(PrecisionRecall prc) => new()
    {
        ["precision"] = prc.Precision,
        ["recall"] = prc.Recall,
        ["fScore"] = prc.FScore,
        ["neighbours"] = prc.Neighbours,
        ["density"] = prc.Density,
        ["coverage"] = prc.Coverage,
        ["densityNeighbours"] = prc.DensityNeighbours,
    };
}
