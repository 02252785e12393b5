using GanGate.Gating;
using GanGate.Reporting;

namespace GanGate.NUnit;

/// <summary>A measured distance, to be asserted on.</summary>
public sealed class FidResult
{
    internal FidResult(Score score) => Score = score;

    /// <summary>The Fréchet distance.</summary>
    public double Value => Score.Value;

    /// <summary>The measurement with its counts, protocol and times.</summary>
    public Score Score { get; }

    /// <summary>The score as papers write it: FID-10k 12.345.</summary>
    public override string ToString() => ReportText.Summary(Report.Of(Score));
}
