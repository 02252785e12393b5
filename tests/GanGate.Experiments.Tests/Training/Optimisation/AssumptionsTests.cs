using CsCheck;
using GanGate.Training.Optimisation;

namespace GanGate.Training.Tests.Optimisation;

public class AssumptionsTests
{
    private static readonly Schedule Fast = new(1, 0.6), Slow = new(1, 0.9);

    [Test]
    public void Rates_that_fall_apart_meet_the_second_assumption() => Assert.That(Of("A2", Fast, Slow).Met, Is.True);

    [TestCase(0, 0, "constant", TestName = "Constant rates do not meet it")]
    [TestCase(0.6, 0.6, "not o(b(n))", TestName = "Equal powers do not meet it")]
    [TestCase(0.9, 0.6, "not o(b(n))", TestName = "A slower discriminator does not meet it")]
    [TestCase(0.4, 0.9, "squares of b(n)", TestName = "Too much noise in the discriminator does not meet it")]
    [TestCase(0.6, 1.1, "sum of a(n) converges", TestName = "A generator that comes to rest does not meet it")]
    public void Other_rates_do_not(double discriminator, double generator, string reason)
    {
        Assumption assumption = Of("A2", new Schedule(1, discriminator), new Schedule(1, generator));

        Assert.That(assumption.Met, Is.False);
        Assert.That(assumption.Reason, Does.Contain(reason));
    }

    [Test]
    public void The_papers_dcgan_rates_are_named_as_what_they_are() =>
        Assert.That(Of("A2", new Schedule(1e-5), new Schedule(5e-4)).Reason, Does.Contain("larger rate").And.Contain("constant"));

    [Test]
    public void A_generator_that_starts_with_the_larger_rate_meets_it_where_it_falls_faster()
    {
        Assumption assumption = Of("A2", new Schedule(1e-4, 0.6), new Schedule(5e-4, 0.9));

        Assert.That(assumption.Met, Is.True);
        Assert.That(assumption.Reason, Does.Contain("a(n) = o(b(n))").And.EndWith("; the generator starts with the larger rate, as in the paper's DCGAN"));
    }

    [Test]
    public void Only_smooth_activations_meet_the_first()
    {
        Assert.That(Of("A1", Fast, Slow, "Elu", "Tanh").Met, Is.True);
        Assert.That(Of("A1", Fast, Slow, "Relu", "Tanh").Met, Is.False);
        Assert.That(Of("A1", Fast, Slow, "Relu", "Tanh").Reason, Does.Contain("(Relu)"));
    }

    [TestCase(0, 0, false)]
    [TestCase(1e-4, 0, false)]
    [TestCase(1e-4, 1e-4, true)]
    public void Weight_decay_of_both_players_meets_the_fourth_and_fifth(double discriminator, double generator, bool met)
    {
        IReadOnlyList<Assumption> found = Assumptions.Check(Fast, Slow, ["Elu"], discriminator, generator);

        Assert.That(found.Where(assumption => assumption.Id is "A4" or "A5").Select(assumption => assumption.Met), Is.EqualTo([met, met]));
    }

    // By the sums themselves: what converges has less than half left from a thousand steps on; what diverges does not.
    [Test]
    public void Sums_converge_where_the_schedule_says_so() =>
        Gen.Double[0.05, 2].Where(power => Math.Abs(power - 0.5) > 0.1 && Math.Abs(power - 1) > 0.1).Sample(
            power =>
            {
                Schedule schedule = new(1, power);
                return schedule.SumDiverges == Grows(schedule.At) && schedule.SquaresConverge == !Grows(n => Math.Pow(schedule.At(n), 2));
            },
            iter: 50);

    // Of a power law, doublings of the range add ever more or ever less.
    private static bool Grows(Func<long, double> rate) => Sum(rate, 2048, 4096) > Sum(rate, 1024, 2048);

    private static double Sum(Func<long, double> rate, int from, int to) => Enumerable.Range(from, to - from).Sum(n => rate(n));

    private static Assumption Of(string id, Schedule discriminator, Schedule generator, params string[] activations) =>
        Assumptions.Check(discriminator, generator, activations, 0, 0).Single(assumption => assumption.Id == id);
}
