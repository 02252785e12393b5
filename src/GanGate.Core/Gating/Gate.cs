namespace GanGate.Gating;

/// <summary>The whole line: measures a gate's images and applies its rules.</summary>
public static class Gate
{
    /// <summary>Runs one gate.</summary>
    /// <exception cref="GanGateException">Anything that keeps the gate from a verdict; a verdict is never an exception.</exception>
    public static GateResult Run(GateDefinition gate, MeasurementOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(options);

        // Everything that can be wrong in the rules is found before the long part.
        GatePolicy policy = PolicyOf(gate);
        Score score = Measurement.Compare(gate.Generated, gate.Reference, OptionsOf(gate, options), policy.RequirePossible, cancellation);
        return new GateResult(gate.Name, score, policy.Judge(score));
    }

    private static GatePolicy PolicyOf(GateDefinition gate)
    {
        if (gate.MaxFid is null && gate.Baseline is null && gate.MaxCopies is null)
        {
            throw Usage(gate, "has no rule: give a limit (--max-fid), a baseline (--baseline) or a largest number of copies (--max-copies)");
        }

        if (gate.MaxFid is double limit && !(double.IsFinite(limit) && limit >= 0))
        {
            throw new GanGateException(ErrorCodes.Usage, $"the limit of gate '{gate.Name}' must be a number of at least 0");
        }

        if (gate.Baseline is null && gate.MaxRegression is not null)
        {
            throw Usage(gate, "allows a regression but names no baseline (--baseline)");
        }

        if (gate.Alpha is double alpha && !(alpha is > 0 and <= 0.5))
        {
            throw Usage(gate, "has an alpha that is no probability above 0 and up to 0.5 (--alpha)");
        }

        if (gate.Alpha is not null && gate.Baseline is null && !gate.Confident)
        {
            throw Usage(gate, "has an alpha (--alpha) but nothing to use it for: name a baseline (--baseline), or ask for --confident");
        }

        if (gate.Baseline is not null && gate.MaxCopies is not null)
        {
            throw Usage(
                gate,
                "has a baseline, which needs the reference as statistics, and --max-copies, which needs its images: make two gates of it");
        }

        if (gate.MaxFid is null && gate.Confident)
        {
            throw Usage(gate, "wants to be confident of a limit but has none (--max-fid)");
        }

        return new GatePolicy
        {
            MaxFid = gate.MaxFid,
            MaxRegression = gate.MaxRegression is null ? null : Allowance.Parse(gate.MaxRegression),
            Baseline = gate.Baseline is null ? null : BaselineFile.Read(gate.Baseline).EntryOf(gate.Baseline, gate.Name),
            Alpha = gate.Alpha ?? GatePolicy.DefaultAlpha,
            Confident = gate.Confident,
            ExpectCount = gate.ExpectCount,
            MaxCopies = gate.MaxCopies is null ? null : Allowance.Parse(gate.MaxCopies, "an allowed number of copies"),
        };
    }

    private static GanGateException Usage(GateDefinition gate, string what) => new(ErrorCodes.Usage, $"gate '{gate.Name}' {what}");

    // What a gate says of itself goes before what holds for all gates of the run.
    private static MeasurementOptions OptionsOf(GateDefinition gate, MeasurementOptions options) => options with
    {
        Protocol = gate.Protocol ?? options.Protocol,
        Feature = gate.Feature ?? options.Feature,
        Weights = gate.Weights ?? options.Weights,
    };
}

/// <summary>A measured score and what its gate says of it.</summary>
/// <param name="Name">The gate's name.</param>
/// <param name="Score">The measurement.</param>
/// <param name="Verdict">The outcome of every rule; <see cref="Verdict.None"/> for a measurement without a gate.</param>
public sealed record GateResult(string Name, Score Score, Verdict Verdict);
