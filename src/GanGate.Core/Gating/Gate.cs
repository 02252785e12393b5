using GanGate.Features;
using GanGate.Measuring;

namespace GanGate.Gating;

/// <summary>The whole line: measures a gate's images and applies its rules.</summary>
public static class Gate
{
    /// <summary>Runs one gate; of one with several references, or per class, this is the first result of several.</summary>
    /// <exception cref="GanGateException">Anything that keeps the gate from a verdict; a verdict is never an exception.</exception>
    public static GateResult Run(GateDefinition gate, MeasurementOptions options, CancellationToken cancellation = default) =>
        RunAll([gate], options, cancellation)[0];

    /// <summary>
    /// Runs several gates. Those of the same generated images under the same protocol share one pass of the network over them, and
    /// whatever is wrong with any gate is found before the first image is measured.
    /// </summary>
    /// <returns>A result for each gate in their order, those of texts last; of a gate per class one for each class.</returns>
    /// <exception cref="GanGateException">Anything that keeps a gate from a verdict; a verdict is never an exception.</exception>
    public static IReadOnlyList<GateResult> RunAll(
        IReadOnlyList<GateDefinition> gates, MeasurementOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(gates);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Grid is not null) RequireOneSet(gates, options);
        GateDefinition[] texts = [.. gates.Where(gate => gate.IsText)], images = [.. gates.Where(gate => !gate.IsText)];
        if (images.Length == 0) TextGate.RequireNoneOf(options);
        GatePolicy[] policies = [.. texts.Select(TextGate.PolicyOf)];
        using MeasurementInputs inputs = MeasurementInputs.Of(options.FileRules);
        GateResult[] results = [.. RunAll(images, options, inputs, cancellation)];
        return [.. results, .. texts.Zip(policies, (gate, policy) => TextGate.Run(gate, policy, cancellation))];
    }

    /// <summary>The same with sources that are opened already, or in another way.</summary>
    internal static IReadOnlyList<GateResult> RunAll(
        IReadOnlyList<GateDefinition> gates,
        MeasurementOptions options,
        MeasurementInputs inputs,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(gates);
        PlannedGate[] planned = [.. gates.SelectMany(gate => PlannedGate.Of(gate, options, inputs))];
        RequireNames(planned);
        PlannedGate[][] passes = [.. planned.GroupBy(gate => gate.PassKey).Select(shared => shared.ToArray())];
        foreach (PlannedGate[] together in passes) RequirePossible(together);
        GateResult[] results = new GateResult[planned.Length];
        foreach ((PlannedGate gate, GateResult result) in passes.SelectMany(together => RunTogether(together, cancellation)))
        {
            results[Array.IndexOf(planned, gate)] = result;
        }

        return results;
    }

    // Baselines and reports know a gate by its name alone.
    private static void RequireNames(IEnumerable<PlannedGate> gates)
    {
        if (gates.GroupBy(gate => gate.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new GanGateException(ErrorCodes.Usage, $"there are two gates named '{twice.Key}': give each a name of its own");
        }
    }

    private static void RequirePossible(PlannedGate[] gates)
    {
        MeasurementInput[] inputs = [gates[0].Generated, .. gates.Select(gate => gate.Reference.Stated)];
        Protocol protocol = OpenedProtocol.Find(gates[0].Options, inputs);
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
                FormattableString.Invariant($"--grid draws the samples of one source, but the gates take {sets} different sets of samples: ")
                + "leave it out, or draw each with 'gangate fid' or a gate of its own");
        }
    }

    private static IEnumerable<(PlannedGate, GateResult)> RunTogether(PlannedGate[] gates, CancellationToken cancellation)
    {
        MeasurementInput[] references = [.. gates.Select(gate => gate.Reference).Distinct()];
        MeasurementOptions options = gates.All(gate => gate.NeedsStatisticsOnly) ? gates[0].Options : gates[0].Options with { ReferenceCache = null };
        using MeasurementPass pass = new(gates[0].Generated, references, options, cancellation);
        // Where one gate needs all images, the others have them too.
        List<PlannedGate> undecided = [.. gates];
        if (gates.All(gate => gate.Definition.Early) && gates[0].EarlyCanHelp(pass.Protocol))
        {
            foreach ((PlannedGate gate, Score score) in EarlyAnswers.Of(pass, gates))
            {
                undecided.Remove(gate);
                yield return (gate, gate.Judge(score));
            }
        }

        foreach (PlannedGate gate in undecided)
        {
            Score score = pass.ScoreAgainst(gate.Reference, gate.Class);
            yield return (gate, gate.Judge(gate.Definition.Early ? score.WithoutEarlyAnswer() : score));
        }
    }
}

/// <summary>A measured score and what its gate says of it.</summary>
/// <param name="Name">The gate's name.</param>
/// <param name="Score">The measurement.</param>
/// <param name="Verdict">The outcome of every rule; <see cref="Verdict.None"/> for a measurement without a gate.</param>
public sealed record GateResult(string Name, Score Score, Verdict Verdict);
