using GanGate.Features;
using GanGate.Gating;
using GanGate.NUnit;

namespace GanGate.Tests;

public class FidBelowTests
{
    [TestCase(24.9, true)]
    [TestCase(25.0, true)]
    [TestCase(25.1, false)]
    public void A_result_and_a_number_pass_up_to_the_limit(double value, bool passes)
    {
        Assert.That(Is.FidBelow(25.0).ApplyTo(Result(value)).IsSuccess, Is.EqualTo(passes));
        Assert.That(Is.FidBelow(25.0).ApplyTo(value).IsSuccess, Is.EqualTo(passes));
    }

    [Test]
    public void It_reads_as_nunit_reads()
    {
        Assert.That(Result(12), Is.FidBelow(25.0));
        Assert.That(Result(30), Is.Not.FidBelow(25.0));
        Assert.That(Result(12), FidIs.Below(25.0));
        Assert.That(Result(12), Is.Not.Null.And.FidBelow(25.0));
    }

    [Test]
    public void A_failure_says_what_was_expected_what_came_and_what_to_do()
    {
        AssertionException? failure = Assert.Throws<AssertionException>(
            () => { using (new global::NUnit.Framework.Internal.TestExecutionContext.IsolatedContext()) { Assert.That(Result(30), Is.FidBelow(25.0)); } });

        Assert.That(failure?.Message, Does
            .Contain("Expected: a Fréchet distance of at most 25").And
            .Contain("But was:  <FID-10k 30>").And
            .Contain("GG1001: FID-10k is 30, above the limit of 25 by 5 (20 %)").And
            .Contain("docs/errors.md#gg1001").And
            .Contain("generated  samples (10,000 images)").And
            .Contain("reference  photos.npz (50,000 images)").And
            .Contain("protocol   ttur, 2048 features"));
    }

    [TestCase(double.NaN)]
    [TestCase(-1)]
    [TestCase(double.PositiveInfinity)]
    public void A_senseless_limit_is_refused(double limit) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new FidBelowConstraint(limit));

    [Test]
    public void Whole_numbers_are_numbers()
    {
        Assert.That(Is.FidBelow(25.0).ApplyTo(10).IsSuccess, Is.True);
        Assert.That(Is.FidBelow(25.0).ApplyTo(30f).IsSuccess, Is.False);
    }

    [Test]
    public void Something_that_is_no_score_is_an_error() =>
        Assert.Throws<ArgumentException>(() => Is.FidBelow(25.0).ApplyTo("12"));

    [Test]
    public void A_score_that_is_not_a_number_fails() => Assert.That(Is.FidBelow(25.0).ApplyTo(double.NaN).IsSuccess, Is.False);

    private static FidResult Result(double value) => new(new Score
    {
        Protocol = new Protocol("ttur", 1, 299, "2048", 2048, "abc"),
        Value = value,
        MeanTerm = 1,
        CovarianceTerm = value - 1,
        Generated = new MeasuredSet("samples", 10_000),
        Reference = new MeasuredSet("photos.npz", 50_000),
        ReferenceHash = "sha256:reference",
        Seconds = new StageSeconds(4, 1, 2, 1),
    });
}
