namespace GanGate.Training.Optimisation;

/// <summary>
/// The assumptions of Theorem 1 (Heusel et al. 2017, section "Two Time-Scale Update Rule") that settings decide. A3, that mini-batch
/// gradients are unbiased with bounded variance, is a property of sampling and holds for every run here.
/// </summary>
public static class Assumptions
{
    private static readonly string[] Smooth = ["elu", "tanh", "sigmoid", "softplus", "softmax"];

    /// <summary>Compares settings with the assumptions.</summary>
    /// <param name="discriminator">b(n), the faster player's rate.</param>
    /// <param name="generator">a(n).</param>
    /// <param name="activations">Those of both networks, by ONNX's names.</param>
    /// <param name="discriminatorDecay">The discriminator's weight decay.</param>
    /// <param name="generatorDecay">The generator's weight decay.</param>
    public static IReadOnlyList<Assumption> Check(
        Schedule discriminator, Schedule generator, IReadOnlyList<string> activations, double discriminatorDecay, double generatorDecay)
    {
        ArgumentNullException.ThrowIfNull(discriminator);
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(activations);
        bool bothDecay = discriminatorDecay > 0 && generatorDecay > 0;
        return
        [
            SmoothGradients(activations),
            Rates(discriminator, generator),
            new Assumption("A4", bothDecay, bothDecay
                ? "weight decay of both players adds curvature, which makes attractors stable where it outweighs the losses'"
                : "without weight decay of both players nothing makes the attractors asymptotically stable"),
            new Assumption("A5", bothDecay, bothDecay
                ? "weight decay of both players pulls the parameters back, so that they stay bounded"
                : "without weight decay of both players nothing bounds the parameters"),
        ];
    }

    private static Assumption SmoothGradients(IReadOnlyList<string> activations)
    {
        string[] kinks = [.. activations.Where(name => !Smooth.Contains(name, StringComparer.OrdinalIgnoreCase)).Distinct()];
        return kinks.Length == 0
            ? new Assumption("A1", true, $"every activation has a Lipschitz gradient ({string.Join(", ", activations.Distinct())})")
            : new Assumption("A1", false, $"the gradient jumps at 0 ({string.Join(", ", kinks)}); ELU would meet it");
    }

    private static Assumption Rates(Schedule discriminator, Schedule generator)
    {
        List<string> missed = [];
        if (discriminator.IsConstant && generator.IsConstant)
        {
            missed.Add("both rates are constant, as in the paper's experiments, so the sums of their squares diverge");
        }
        else
        {
            Limits("b(n)", discriminator, missed);
            Limits("a(n)", generator, missed);
        }

        if (!generator.VanishesBeside(discriminator)) missed.Add("a(n) is not o(b(n))");
        // Only how the rates fall decides; which is larger at first does not.
        string remark = generator.Rate > discriminator.Rate ? "; the generator starts with the larger rate, as in the paper's DCGAN" : "";
        return missed.Count == 0
            ? new Assumption("A2", true, "the sums of both rates diverge, those of their squares converge, and a(n) = o(b(n))" + remark)
            : new Assumption("A2", false, string.Join("; ", missed) + remark);
    }

    private static void Limits(string name, Schedule schedule, List<string> missed)
    {
        if (!schedule.SumDiverges) missed.Add($"the sum of {name} converges (its power must be at most 1)");
        if (!schedule.SquaresConverge) missed.Add($"the sum of the squares of {name} diverges (its power must be above 1/2)");
    }
}
