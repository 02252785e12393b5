using GanGate.Gating;

namespace GanGate.Curves;

/// <summary>What the score along one run says.</summary>
/// <param name="Source">What the user called the run.</param>
/// <param name="Evaluations">By rising steps.</param>
/// <param name="Best">The evaluation with the lowest score.</param>
/// <param name="PlateauSince">Since when no evaluation of several was better by more than chance; null while the score falls.</param>
/// <param name="Divergence">That the score rose; null where it did not.</param>
public sealed record RunCurve(
    string Source, IReadOnlyList<Evaluation> Evaluations, Evaluation Best, Evaluation? PlateauSince, Divergence? Divergence)
{
    // Fewer evaluations without a better one say little.
    private const int EvaluationsOfAPlateau = 3;

    /// <summary>Looks at a run.</summary>
    public static RunCurve Of(EvaluatedRun run, CurvePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(policy);
        Divergence? divergence = DivergenceOf(run.Evaluations, policy);
        Evaluation? plateau = divergence is null ? PlateauOf(run.Evaluations, policy) : null;
        return new RunCurve(run.Source, run.Evaluations, BestOf(run.Evaluations), plateau, divergence);
    }

    // Scores of unequal counts compare only without their bias.
    private static Evaluation BestOf(IEnumerable<Evaluation> evaluations)
    {
        bool equalCounts = evaluations.Select(evaluation => evaluation.Count).Distinct().Count() == 1;
        return evaluations.MinBy(evaluation => equalCounts ? evaluation.Value : evaluation.Corrected)!;
    }

    // Two in a row, as one alone may be a passing swing. The best is the luckiest of i evaluations, and there are many to be held against
    // it: each of the i pairs gets alpha / (i * i * (i + 1)), which sums up to alpha over a training of any length.
    private static Divergence? DivergenceOf(IReadOnlyList<Evaluation> evaluations, CurvePolicy policy)
    {
        for (int i = 1; i < evaluations.Count - 1; i++)
        {
            Evaluation best = BestOf(evaluations.Take(i));
            double alpha = policy.Alpha / ((double)i * i * (i + 1));
            Regression[] rises = [.. evaluations.Skip(i).Select(later => best.RiseTo(later, policy.MaxRegression, alpha))];
            if (rises[0].Regressed && rises[1].Regressed)
            {
                int back = Array.FindIndex(rises, 2, rise => !rise.Regressed);
                return new Divergence(best, evaluations[i], rises[1], back < 0 ? null : evaluations[i + back]);
            }
        }

        return null;
    }

    private static Evaluation? PlateauOf(IReadOnlyList<Evaluation> evaluations, CurvePolicy policy)
    {
        int since = 0;
        for (int i = 1; i < evaluations.Count; i++)
        {
            if (evaluations[since].FallsTo(evaluations[i], policy.Alpha / evaluations.Count)) since = i;
        }

        return evaluations.Count - 1 - since >= EvaluationsOfAPlateau ? evaluations[since] : null;
    }
}

/// <summary>That two evaluations in a row were worse than the best before them, by more than is allowed and more than chance.</summary>
/// <param name="Best">The best before.</param>
/// <param name="First">The first that was worse.</param>
/// <param name="Rise">How much worse the second was.</param>
/// <param name="Recovered">The first that was not worse again; null where there is none.</param>
public sealed record Divergence(Evaluation Best, Evaluation First, Regression Rise, Evaluation? Recovered);

/// <summary>When a rise of the score along a training counts.</summary>
public sealed record CurvePolicy
{
    /// <summary>How much above the best passes without question.</summary>
    public Allowance MaxRegression { get; init; } = Allowance.Default;

    /// <summary>The chance of a false alarm in a whole run that is accepted; above 0 and up to 0.5.</summary>
    public double Alpha { get; init; } = GatePolicy.DefaultAlpha;
}
