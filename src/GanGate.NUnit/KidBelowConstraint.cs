using System.Globalization;
using GanGate.Gating;
using GanGate.Metrics;

namespace GanGate.NUnit;

/// <summary>Passes for a Kernel Inception Distance of at most the limit: the mean over subsets, as torch-fidelity reports it.</summary>
public sealed class KidBelowConstraint : ScoreConstraint
{
    private readonly double _limit;

    internal KidBelowConstraint(double limit)
        : base(limit) => _limit = Limits.Finite(limit, "the limit of a kernel distance");

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"a kernel distance of at most {_limit}");

    private protected override Judgement Judge(FidResult result)
    {
        KernelInceptionDistance kernel = result.MeasureMetrics().Kernel ?? throw ImagesNeeded.For("the kernel distance", result);
        string name = result.Score.Protocol.NameOf("KID", "KD");
        return new Judgement(
            NumberRules.AtMost(ErrorCodes.KernelDistanceAboveLimit, name, kernel.Subset.Mean, _limit), Shown.Of(name, kernel.Subset));
    }

    private protected override Check Judge(double value) =>
        NumberRules.AtMost(ErrorCodes.KernelDistanceAboveLimit, "the kernel distance", value, _limit);
}
