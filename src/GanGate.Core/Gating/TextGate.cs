using System.Security.Cryptography;
using GanGate.Features;
using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Settings;

namespace GanGate.Gating;

/// <summary>A gate of texts: their n-gram divergence as a score, under the same rules as a distance of images.</summary>
/// <param name="Definition">The gate as it was defined.</param>
/// <param name="Policy">Its rules.</param>
internal sealed record TextGate(GateDefinition Definition, GatePolicy Policy) : IPlannedGate
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
            Estimate = new Estimate(divergence.Value, divergence.StandardError, Bias: null, result.Generated.Count),
            MeanTerm = 0,
            CovarianceTerm = 0,
            Generated = result.Generated,
            Reference = result.Reference,
            ReferenceHash = HashOf(gate.Reference),
            Seconds = new StageSeconds(result.Seconds, 0, 0, result.Seconds),
        };
    }

    /// <inheritdoc/>
    public string Name => Definition.Name;

    /// <summary>Reads the rules of a gate, before anything is measured.</summary>
    /// <exception cref="GanGateException">GG2001: they make no sense; GG2002: a text is missing; GG2008: the baseline cannot be used.</exception>
    public static TextGate Plan(GateDefinition gate)
    {
        RequireTextsOnly(gate);
        if (gate is { MaxJsd: null, WarnJsd: null, Baseline: null })
        {
            throw Usage(gate, $"has no rule: give a baseline ({Setting.Baseline}) or a limit ({Setting.MaxJsd})");
        }

        DivergenceMeasurement.Require(OptionsOf(gate));
        foreach (string text in (string[])[gate.Generated, gate.Reference])
        {
            if (!File.Exists(text)) throw GanGateException.Missing(text);
        }

        return new TextGate(gate, PlannedGate.PolicyOf(gate with { MaxFid = gate.MaxJsd, WarnFid = gate.WarnJsd }));
    }

    /// <summary>Measures and judges.</summary>
    public GateResult Run(CancellationToken cancellation)
    {
        Score score = Measure(Definition, cancellation);
        return new GateResult(Name, score, Policy.Judge(score));
    }

    /// <summary>Refuses ways of measuring that only images have.</summary>
    /// <exception cref="GanGateException">GG2001: one is given.</exception>
    internal static void RequireNoneOf(MeasurementOptions options)
    {
        (Setting Setting, bool Given)[] ofImages =
        [
            (Setting.Protocol, options.Protocol is not null), (Setting.Weights, options.Weights is not null),
            (Setting.Feature, options.Feature is not null), (Setting.Num, options.Generator is not null),
            (Setting.Grid, options.Grid is not null), (Setting.Limit, options.Selection?.Limit is not null),
            (Setting.Sample, options.Selection?.Sample is not null), (Setting.Class, options.Selection?.Class is not null),
            (Setting.Exclude, options.Exclude is not null), (Setting.EveryPicture, options.EveryPicture),
            (Setting.SampleBits, options.SampleBits != 16),
        ];
        if (ofImages.FirstOrDefault(option => option.Given) is { Setting: Setting setting })
        {
            throw new GanGateException(
                ErrorCodes.Usage, $"texts are compared ({Setting.MaxJsd}, {Setting.N}), for which there is no {setting}");
        }
    }

    private static void RequireTextsOnly(GateDefinition gate)
    {
        (Setting Setting, bool Given)[] ofImages =
        [
            (Setting.MaxFid, gate.MaxFid is not null), (Setting.WarnFid, gate.WarnFid is not null), (Setting.MaxCopies, gate.MaxCopies is not null),
            (Setting.Confident, gate.Confident), (Setting.Early, gate.Early), (Setting.PerClass, gate.PerClass),
            (Setting.MoreReferences, gate.MoreReferences is [_, ..]), (Setting.Protocol, gate.Protocol is not null),
            (Setting.Weights, gate.Weights is not null), (Setting.Feature, gate.Feature is not null),
            (Setting.Limit, gate.Limit is not null), (Setting.Sample, gate.Sample is not null), (Setting.Class, gate.Class is not null),
            (Setting.Num, gate.Num is not null), (Setting.Seed, gate.Seed is not null), (Setting.Inputs, gate.Inputs is not null),
            (Setting.ImageOutput, gate.ImageOutput is not null), (Setting.Range, gate.Range is not null),
            (Setting.Exclude, gate.Exclude is [_, ..]), (Setting.EveryPicture, gate.EveryPicture),
            (Setting.SampleBits, gate.SampleBits is not null),
            .. MetricRule.Limits.Select(limit => (limit.Setting, limit.Of(gate) is not null)),
        ];
        if (ofImages.FirstOrDefault(option => option.Given) is { Setting: Setting setting })
        {
            throw Usage(gate, $"compares texts ({Setting.MaxJsd}, {Setting.N}), for which there is no {setting}");
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
            using FileStream file = InputFile.Open(reference);
            return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(ErrorCodes.SourceUnreadable, $"the text '{reference}' cannot be read: {failure.Message}", failure);
        }
    }

    private static GanGateException Usage(GateDefinition gate, Sentence what) => new(ErrorCodes.Usage, $"gate '{gate.Name}' {what}");
}
