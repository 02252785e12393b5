using System.Security.Cryptography;
using GanGate.Features;
using GanGate.Measuring;
using GanGate.Metrics;

namespace GanGate.Gating;

/// <summary>A gate of texts: their n-gram divergence as a score, under the same rules as a distance of images.</summary>
public static class TextGate
{
    private const string AllSamples = "all";

    /// <summary>Measures the texts of a gate.</summary>
    /// <exception cref="GanGateException">GG2001: the gate makes no sense; GG2002, GG2003, GG2012, GG2090, GG2091: a text cannot be used.</exception>
    public static Score Measure(GateDefinition gate, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(gate);
        RequireTextsOnly(gate);
        DivergenceOptions options = OptionsOf(gate);
        DivergenceResult result = DivergenceMeasurement.Compare(gate.Generated, gate.Reference, options, cancellation);
        NgramDivergence divergence = result.Divergences[0];
        return new Score
        {
            Protocol = new Protocol($"jsd-{divergence.N}", 1, options.Length, "ngrams", Dimension: 0, "built-in"),
            Value = divergence.Value,
            MeanTerm = 0,
            CovarianceTerm = 0,
            Generated = result.Generated,
            Reference = result.Reference,
            ReferenceHash = HashOf(gate.Reference),
            Uncertainty = new Uncertainty(divergence.StandardError, Bias: null, ReferenceShare: null),
            Seconds = new StageSeconds(result.Seconds, 0, 0, result.Seconds),
        };
    }

    /// <summary>The rules of a gate, before anything is measured.</summary>
    /// <exception cref="GanGateException">GG2001: they make no sense; GG2002: a text is missing; GG2008: the baseline cannot be used.</exception>
    internal static GatePolicy PolicyOf(GateDefinition gate)
    {
        RequireTextsOnly(gate);
        if (gate.MaxJsd is null && gate.Baseline is null)
        {
            throw Usage(gate, "has no rule: give a limit (--max-jsd) or a baseline (--baseline)");
        }

        DivergenceMeasurement.Require(OptionsOf(gate));
        foreach (string text in (string[])[gate.Generated, gate.Reference])
        {
            if (!File.Exists(text)) throw GanGateException.Missing(text);
        }

        return PlannedGate.PolicyOf(gate with { MaxFid = gate.MaxJsd });
    }

    /// <summary>Measures and judges.</summary>
    internal static GateResult Run(GateDefinition gate, GatePolicy policy, CancellationToken cancellation)
    {
        Score score = Measure(gate, cancellation);
        return new GateResult(gate.Name, score, policy.Judge(score));
    }

    /// <summary>Refuses ways of measuring that only images have.</summary>
    /// <exception cref="GanGateException">GG2001: one is given.</exception>
    internal static void RequireNoneOf(MeasurementOptions options)
    {
        (string Option, bool Given)[] ofImages =
        [
            ("--protocol", options.Protocol is not null), ("--weights", options.Weights is not null),
            ("--feature", options.Feature is not null), ("--num", options.Generator is not null), ("--grid", options.Grid is not null),
            ("--limit, --sample or --class", options.Selection is not null), ("--exclude", options.Exclude is not null),
            ("--every-picture", options.EveryPicture), ("--sample-bits", options.SampleBits != 16),
        ];
        if (ofImages.FirstOrDefault(option => option.Given) is { Option: string option })
        {
            throw new GanGateException(ErrorCodes.Usage, $"texts are compared (--max-jsd, --n), for which there is no {option}");
        }
    }

    private static void RequireTextsOnly(GateDefinition gate)
    {
        (string Option, bool Given)[] ofImages =
        [
            ("--max-fid", gate.MaxFid is not null), ("--max-copies", gate.MaxCopies is not null), ("--confident", gate.Confident),
            ("--early", gate.Early), ("--per-class", gate.PerClass), ("a second --reference", gate.MoreReferences is [_, ..]),
            ("--protocol", gate.Protocol is not null), ("--weights", gate.Weights is not null), ("--feature", gate.Feature is not null),
            ("--limit", gate.Limit is not null), ("--sample", gate.Sample is not null), ("--class", gate.Class is not null),
            ("--num", gate.Num is not null), ("--seed", gate.Seed is not null), ("--exclude", gate.Exclude is [_, ..]),
            ("--every-picture", gate.EveryPicture),
        ];
        if (ofImages.FirstOrDefault(option => option.Given) is { Option: string option })
        {
            throw Usage(gate, $"compares texts (--max-jsd, --n), for which there is no {option}");
        }
    }

    private static DivergenceOptions OptionsOf(GateDefinition gate)
    {
        DivergenceOptions defaults = new();
        return new DivergenceOptions
        {
            N = [gate.N ?? defaults.N[0]],
            Samples = gate.Samples is string samples ? ReadSamples(gate, samples) : defaults.Samples,
            Length = gate.Length ?? defaults.Length,
        };
    }

    private static int? ReadSamples(GateDefinition gate, string text) => text == AllSamples ? null
        : int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out int count) ? count
        : throw Usage(gate, $"takes '{text}' samples: give a whole number of at least 2, or '{AllSamples}'");

    private static string HashOf(string reference)
    {
        try
        {
            using FileStream file = File.OpenRead(reference);
            return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(ErrorCodes.SourceUnreadable, $"the text '{reference}' cannot be read: {failure.Message}", failure);
        }
    }

    private static GanGateException Usage(GateDefinition gate, string what) => new(ErrorCodes.Usage, $"gate '{gate.Name}' {what}");
}
