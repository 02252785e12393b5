using GanGate.Features;
using GanGate.Measuring;
using GanGate.Settings;

namespace GanGate.Gating;

/// <summary>The whole line: measures a gate's images and applies its rules.</summary>
public static class Gate
{
    /// <summary>Runs one gate that has one result.</summary>
    /// <exception cref="GanGateException">
    /// GG2001: the gate has several references, or is one per class, so that it has several results: <see cref="RunAll(IReadOnlyList{GateDefinition}, MeasurementOptions, CancellationToken)"/>
    /// gives them all. And anything that keeps the gate from a verdict; a verdict is never an exception.
    /// </exception>
    public static GateResult Run(GateDefinition gate, MeasurementOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(gate);
        return gate is { PerClass: false, MoreReferences: null or [] }
            ? RunAll([gate], options, cancellation)[0]
            : throw new GanGateException(
                ErrorCodes.Usage, $"gate '{gate.Name}' has a result for each reference and class, of which one would hide the others: use Gate.RunAll");
    }

    /// <summary>
    /// Runs several gates. Those of the same generated images under the same protocol share one pass of the network over them, and
    /// whatever is wrong with any gate is found before the first image is measured.
    /// </summary>
    /// <returns>A result for each gate in their order; of a gate of several references one for each, of a gate per class one for each class.</returns>
    /// <exception cref="GanGateException">Anything that keeps a gate from a verdict; a verdict is never an exception.</exception>
    public static IReadOnlyList<GateResult> RunAll(
        IReadOnlyList<GateDefinition> gates, MeasurementOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        using MeasurementInputs inputs = MeasurementInputs.Of(options.FileRules);
        return RunAll(gates, options, inputs, cancellation);
    }

    /// <summary>The same with sources that are opened already, or in another way.</summary>
    internal static IReadOnlyList<GateResult> RunAll(
        IReadOnlyList<GateDefinition> gates, MeasurementOptions options, MeasurementInputs inputs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(gates);
        if (options.Grid is not null) RequireOneSet(gates, options);
        if (gates.All(gate => gate.IsText)) TextGate.RequireNoneOf(options);
        inputs.KeepFeaturesOf(gates.Where(MetricRule.NeedReferenceFeatures).SelectMany(gate => (string[])[gate.Reference, .. gate.MoreReferences ?? []]));
        IPlannedGate[] planned = [.. gates.SelectMany<GateDefinition, IPlannedGate>(gate =>
            gate.IsText ? [TextGate.Plan(gate)] : PlannedGate.Of(gate, options, inputs))];
        RequireNames(planned);
        PlannedGate[][] passes = [.. planned.OfType<PlannedGate>().GroupBy(gate => gate.PassKey).Select(shared => shared.ToArray())];
        foreach (PlannedGate[] together in passes) RequirePossible(together);
        Dictionary<IPlannedGate, GateResult> results = new(ReferenceEqualityComparer.Instance);
        foreach (PlannedGate[] together in passes)
        {
            foreach ((PlannedGate gate, Score score) in ScoresOf(together, cancellation)) results.Add(gate, gate.Judge(score));
        }

        foreach (TextGate text in planned.OfType<TextGate>()) results.Add(text, text.Run(cancellation));
        return [.. planned.Select(gate => results[gate])];
    }

    /// <summary>Measures a gate and applies no rule, so that the score can be accepted as the gate's baseline.</summary>
    /// <exception cref="GanGateException">
    /// GG2008: the reference is images, which have no identity that a baseline could hold on to; nothing was measured then. And anything
    /// that keeps the two from being compared.
    /// </exception>
    public static Score Measure(GateDefinition gate, MeasurementOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(options);
        if (gate.IsText) return TextGate.Measure(gate, cancellation);

        options = PlannedGate.OptionsOf(gate, options);
        using MeasurementInputs inputs = MeasurementInputs.Of(options.FileRules);
        if (MetricRule.NeedReferenceFeatures(gate)) inputs.KeepFeaturesOf([gate.Reference]);
        MeasurementInput reference = inputs.Open(gate.Reference);
        if (reference is not StatisticsInput) throw BaselineEntry.NoReferenceIdentity(gate.Reference);

        MeasurementInput generated = inputs.OpenSamples(gate.Generated, options);
        MetricLimit[] limits = MetricRule.LimitsOf(gate);
        Metric[] metrics = [.. limits.Select(limit => limit.Metric)];
        FeatureParts parts = PartsFor(metrics);
        using Measurer measurer = Measurer.Open(ProtocolChoice.Of(options, generated, reference), parts, options, cancellation, generated, reference);
        foreach (MetricLimit limit in limits) limit.RequirePossible(measurer.Protocol, generated, reference);
        using MeasuredSamples samples = measurer.Samples(generated, parts);
        return samples.ScoreAgainst(reference, metrics: metrics);
    }

    // Baselines and reports know a gate by its name alone.
    private static void RequireNames(IEnumerable<IPlannedGate> gates)
    {
        if (gates.GroupBy(gate => gate.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new GanGateException(ErrorCodes.Usage, $"there are two gates named '{twice.Key}': give each a name of its own");
        }
    }

    private static FeatureParts PartsFor(IEnumerable<Metric> metrics) =>
        FeatureParts.Rows | (metrics.Any(metric => metric.NeedsLogits) ? FeatureParts.Logits : FeatureParts.Moments);

    private static void RequirePossible(PlannedGate[] gates)
    {
        Protocol protocol = gates[0].Choice.Find([gates[0].Generated, .. gates.Select(gate => gate.Reference.Stated)]);
        foreach (PlannedGate gate in gates) gate.RequirePossible(protocol);
    }

    // A picture of one set of samples would be written over that of another.
    private static void RequireOneSet(IEnumerable<GateDefinition> gates, MeasurementOptions options)
    {
        int sets = gates.Where(gate => !gate.IsText).Select(gate => PlannedGate.SamplesOf(gate, options)).Distinct().Count();
        if (sets > 1)
        {
            throw new GanGateException(
                ErrorCodes.Usage,
                $"{Setting.Grid} draws the samples of one source, but the gates take {sets} different sets of samples: "
                + $"leave it out, or draw each with {Advice.MeasureDistance} or a gate of its own");
        }
    }

    private static IEnumerable<(PlannedGate, Score)> ScoresOf(PlannedGate[] gates, CancellationToken cancellation)
    {
        (PlannedGate first, MeasurementOptions options) = (gates[0], gates[0].Options);
        if (!gates.All(gate => gate.NeedsStatisticsOnly)) options = options with { ReferenceCache = null };
        MeasurementInput[] inputs = [first.Generated, .. gates.Select(gate => gate.Reference.Stated).Distinct()];
        FeatureParts parts = PartsFor(gates.SelectMany(gate => gate.Metrics));
        using Measurer measurer = Measurer.Open(first.Choice, parts, options, cancellation, inputs);
        using MeasuredSamples samples = measurer.Samples(first.Generated, parts);

        // Where one gate needs all images, the others have them too.
        List<PlannedGate> undecided = [.. gates];
        if (gates.All(gate => gate.Definition.Early) && first.EarlyCanHelp(measurer.Protocol))
        {
            foreach ((PlannedGate gate, Score score) in EarlyAnswers.Of(samples, gates))
            {
                undecided.Remove(gate);
                yield return (gate, score);
            }
        }

        foreach (PlannedGate gate in undecided)
        {
            // For all gates of the same comparison at once; each then sees its own.
            IEnumerable<Metric> metrics = gates.Where(other => (other.Reference, other.Class) == (gate.Reference, gate.Class)).SelectMany(other => other.Metrics);
            Score score = samples.ScoreAgainst(gate.Reference, gate.Class, metrics);
            yield return (gate, gate.Definition.Early ? score.WithoutEarlyAnswer() : score);
        }
    }
}

/// <summary>A gate of which all is known that can be told before anything is measured.</summary>
internal interface IPlannedGate
{
    /// <summary>The name in reports and baselines.</summary>
    string Name { get; }
}

/// <summary>A measured score and what its gate says of it.</summary>
/// <param name="Name">The gate's name.</param>
/// <param name="Score">The measurement.</param>
/// <param name="Verdict">The outcome of every rule; <see cref="Verdict.None"/> for a measurement without a gate.</param>
public sealed record GateResult(string Name, Score Score, Verdict Verdict);
