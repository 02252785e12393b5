using GanGate.Gating;

namespace GanGate.NUnit;

/// <summary>Passes for a score that has not regressed from an accepted one.</summary>
public sealed class NoWorseThanConstraint : BaselineConstraint
{
    internal NoWorseThanConstraint(string baseline, string? gate)
        : base(baseline, gate)
    {
    }

    /// <inheritdoc/>
    public override string Description => $"a score no worse than the baseline {Baseline}, {Allowed}";

    private protected override Judgement Judge(FidResult result) => new(Compare(result), result)
    {
        Next = Baseline.AcceptanceOf(result),
    };

    private protected override Check Judge(double value) => Compare(value);
}
