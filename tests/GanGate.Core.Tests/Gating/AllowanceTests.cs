using GanGate.Gating;

namespace GanGate.Tests.Gating;

public class AllowanceTests
{
    [TestCase("5%", 5, true)]
    [TestCase(" 2.5 % ", 2.5, true)]
    [TestCase("0.5", 0.5, false)]
    [TestCase("0", 0, false)]
    public void Amounts_and_percentages_are_read(string text, double amount, bool percent) =>
        Assert.That(Allowance.Parse(text), Is.EqualTo(new Allowance(amount, percent)));

    [TestCase(5, true, "5 %")]
    [TestCase(0.5, false, "0.5")]
    public void It_is_shown_as_it_is_written(double amount, bool percent, string text) =>
        Assert.That(new Allowance(amount, percent).ToString(), Is.EqualTo(text));

    [Test]
    public void A_message_says_what_it_should_be()
    {
        Assert.That(
            () => Allowance.Parse("five"),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo(
                "'five' is not an allowed regression: write an amount such as 0.5, or a percentage such as 5%"));
        Assert.That(() => Allowance.Parse("five", "a share"), Throws.TypeOf<GanGateException>().With.Message.StartsWith("'five' is not a share: "));
    }

    [TestCase("")]
    [TestCase("%")]
    [TestCase("-1")]
    [TestCase("0,5")]
    [TestCase("NaN")]
    [TestCase("five")]
    [TestCase("1e999")]
    public void Anything_else_is_refused_with_an_example(string text)
    {
        GanGateException? failure = Assert.Throws<GanGateException>(() => Allowance.Parse(text));

        Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.Usage));
        Assert.That(failure?.Message, Does.Contain($"'{text}'").And.Contain("0.5").And.Contain("5%"));
    }
}
