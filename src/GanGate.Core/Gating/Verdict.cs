using GanGate.Features;
using GanGate.Measuring;

namespace GanGate.Gating;

/// <summary>One rule of a gate, applied to a score.</summary>
/// <param name="Error">The code under which a failure is reported.</param>
/// <param name="Passed">Whether the score keeps the rule.</param>
/// <param name="Message">One line with the score, the limit, and by how much it is kept or missed.</param>
public sealed record Check(ErrorCode Error, bool Passed, string Message)
{
    /// <summary>The numbers behind a comparison with a baseline; null for other rules.</summary>
    public Regression? Regression { get; init; }

    /// <summary>The largest score that passes, or the smallest where higher is better; null for other rules.</summary>
    public double? Limit { get; init; }

    /// <summary>
    /// The code of the warning with which the rule passes: of a warning limit, or of what would have failed but for a quarantine; null where
    /// it is kept or broken.
    /// </summary>
    internal ErrorCode? Warned { get; init; }

    /// <summary>The share of the reference's variance that samples may have lost and pass, were nothing else wrong; null where it is not known.</summary>
    internal double? LostVariety { get; init; }

    /// <summary>The metric that was judged beside the distance; null for other rules.</summary>
    internal Metric? Metric { get; init; }
}

/// <summary>What a gate says of a score: every rule's outcome.</summary>
/// <param name="Checks">One for each rule of the policy; empty when nothing was asked.</param>
public sealed record Verdict(IReadOnlyList<Check> Checks)
{
    /// <summary>What the rules leave to a person to weigh.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];

    /// <summary>A measurement without a gate.</summary>
    internal static Verdict None { get; } = new([]);

    /// <summary>Whether there are rules and every one is kept: what no rule judged has not passed.</summary>
    public bool Passed => Checks.Count > 0 && !Failed;

    /// <summary>Whether a rule is broken.</summary>
    public bool Failed => Checks.Any(check => !check.Passed);

    /// <summary>Whether no rule is broken and one passed with a warning.</summary>
    internal bool Warned => !Failed && Checks.Any(check => check.Warned is not null);
}
