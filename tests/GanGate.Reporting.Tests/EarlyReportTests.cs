using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Reporting;
using GanGate.Tests.Measuring;

namespace GanGate.Tests.Reporting;

/// <summary>What a report says of an early answer.</summary>
public class EarlyReportTests
{
    private static readonly Score Measured = Scores.Of(12, count: 1000, error: 0.5);

    [Test]
    public void An_early_answer_says_after_how_many_images_and_what_all_would_score() => Assert.That(
        ReportText.Render(Of(new EarlyAnswer(1000, 4000, 0.001, 10))),
        Does.Contain("early      1,000 of 4,000 images; all of them would score about "));

    [Test]
    public void An_answer_of_all_images_says_that_none_came_before() => Assert.That(
        ReportText.Render(Of(new EarlyAnswer(4000, 4000, 0, 12))), Does.Contain("no answer before all 4,000 images were measured"));

    [Test]
    public void An_early_result_is_no_baseline() => Assert.That(
        () => Of(new EarlyAnswer(1000, 4000, 0.001, 10)).ToBaselineEntry(),
        Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.EarlyResult));

    private static Report Of(EarlyAnswer early)
    {
        Score score = Measured with { Early = early };
        return Report.Of(new GateResult("gate", score, new GatePolicy { MaxFid = 25 }.Judge(score)));
    }
}
