using GanGate.Measuring;

namespace GanGate.Gating;

/// <summary>Sequential reading: measures images until every gate's verdict is all but sure, and no further.</summary>
internal static class EarlyAnswers
{
    /// <summary>The gates that are decided early, each with the score at which it was.</summary>
    /// <param name="samples">The generated images; it stops where the last gate is decided.</param>
    /// <param name="gates">Gates of the same images, all of which may be answered early.</param>
    public static IEnumerable<(PlannedGate Gate, Score Score)> Of(MeasuredSamples samples, IReadOnlyList<PlannedGate> gates)
    {
        samples.Shuffle();
        List<(PlannedGate Gate, EarlyPlan Plan)> undecided = [.. gates.Select(gate => (gate, gate.EarlyPlanUnder(samples.Protocol)))];
        int[] looks = undecided[0].Plan.Looks;
        for (int look = 0; look < looks.Length && undecided.Count > 0; look++)
        {
            Dictionary<MeasurementInput, Score> scores = [];
            foreach ((PlannedGate gate, EarlyPlan plan) in undecided.ToArray())
            {
                if (!scores.TryGetValue(gate.Reference, out Score? score))
                {
                    score = samples.ScoreOfFirst(looks[look], gate.Reference);
                    scores.Add(gate.Reference, score);
                }

                // Without an error, of more features than are kept, nothing is ever decided.
                if (score.Estimate.StandardError is null) yield break;

                score = score.EarlyOf(plan.Total, plan.Error);
                if (!plan.IsDecided(look, score.Estimate, gate.Policy.MarginsOf(score.OfAll()))) continue;

                undecided.Remove((gate, plan));
                yield return (gate, samples.WithFindings(score, gate.Reference));
            }
        }
    }
}
