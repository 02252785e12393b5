using CsCheck;
using GanGate.Metrics;
using GanGate.Texts;

namespace GanGate.Tests.Metrics;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class NgramDivergenceTests : IDisposable
{
    private const int Length = 12;

    private static readonly Gen<string[]> GenLines = Gen.String[Gen.Char["abc é"], 0, 16].Array[2, 30];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void It_equals_the_definition_computed_with_strings() =>
        Gen.Select(GenLines, GenLines, Gen.Int[1, 6]).Sample(
            (p, q, n) => Math.Abs(Measure(p, q, n).Value - Definition(p, q, n)) < 1e-12, iter: 300);

    [Test]
    public void It_is_symmetric_and_does_not_depend_on_the_order_of_lines() =>
        Gen.Select(GenLines, GenLines).Sample(
            (p, q) => Math.Abs(Measure(p, q, 3).Value - Measure(q, p, 3).Value) < 1e-12
                && Math.Abs(Measure(p, q, 3).Value - Measure([.. p.Reverse()], q, 3).Value) < 1e-12,
            iter: 100);

    [Test]
    public void A_table_too_small_for_all_n_grams_changes_nothing() =>
        Gen.Select(GenLines, GenLines, Gen.Int[9, 40]).Sample(
            (p, q, limit) =>
            {
                NgramDivergence whole = Measure(p, q, 2), shares = Measure(p, q, 2, limit);
                return Math.Abs(whole.Value - shares.Value) < 1e-12 && Math.Abs(whole.StandardError - shares.StandardError) < 1e-12;
            },
            iter: 100);

    [Test]
    public void Equal_texts_are_0_apart_and_texts_with_nothing_in_common_1()
    {
        Assert.That(Measure(["one", "two", "three"], ["three", "two", "one"], 4).Value, Is.Zero.Within(1e-15));
        Assert.That(Measure(["aaaaaaaaaaaa", "aaaaaaaaaaab"], ["cccccccccccc", "dddddddddddd"], 4).Value, Is.EqualTo(1).Within(1e-15));
    }

    // Words drawn from a small language: as in text, most n-grams are rare.
    [Test]
    public void More_samples_of_the_same_source_score_lower()
    {
        string[] reference = Sentences(5_000, 1);
        double[] values = [.. new[] { 100, 400, 1_600 }.Select(count => Measure(Sentences(count, 2), reference, 6).Value)];

        Assert.That(values, Is.Ordered.Descending);
        Assert.That(values[0], Is.GreaterThan(1.5 * values[2]));
    }

    [Test]
    public void The_error_is_the_spread_over_draws_of_as_many_samples()
    {
        string[] reference = Sentences(5_000, 1);
        NgramDivergence[] draws = [.. Enumerable.Range(0, 60).Select(seed => Measure(Sentences(300, 100 + seed), reference, 4))];
        double spread = MeanAndDeviation.Of([.. draws.Select(draw => draw.Value)]).StandardDeviation;

        Assert.That(draws.Average(draw => draw.StandardError) / spread, Is.InRange(0.75, 1.35));
    }

    [Test]
    public void The_first_lines_are_taken_and_too_few_are_an_error()
    {
        string path = Write("text.txt", ["one", "two", "three"]);

        Assert.That(TextSet.Open(path, Length, 2, CancellationToken.None), Has.Property("Count").EqualTo(2).And.Property("IsWhole").False);
        Assert.That(TextSet.Open(path, Length, 3, CancellationToken.None).IsWhole, Is.True);
        GanGateException? failure = Assert.Throws<GanGateException>(() => TextSet.Open(path, Length, 4, CancellationToken.None));
        Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.TooFewLines));
        Assert.That(failure?.Message, Does.Contain("has 3 lines, 4 samples are wanted").And.Contain("samples 3"));
    }

    [Test]
    public void An_empty_text_and_one_that_changes_are_errors()
    {
        GanGateException? empty = Assert.Throws<GanGateException>(() => TextSet.Open(Write("empty.txt", []), Length, null, CancellationToken.None));
        TextSet changing = TextSet.Open(Write("changes.txt", ["one", "two"]), Length, null, CancellationToken.None);
        Write("changes.txt", ["one", "two", "three"]);
        GanGateException? changed = Assert.Throws<GanGateException>(() => changing.Read(2, _ => true, CancellationToken.None));

        Assert.That(empty?.Error, Is.EqualTo(ErrorCodes.SourceEmpty));
        Assert.That(changed?.Error, Is.EqualTo(ErrorCodes.SourceChanged));
    }

    private static string[] Sentences(int count, int seed)
    {
        Random random = new(seed);
        string[] syllables = ["ba", "ne", "tro", "ki", "lum", "s", "der", "an", "go", "fi"];
        string Word() => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => syllables[(int)(10 * Math.Pow(random.NextDouble(), 2))]));
        return [.. Enumerable.Range(0, count).Select(_ => $"{Word()} {Word()} {Word()}")];
    }

    private static double Definition(string[] p, string[] q, int n)
    {
        Dictionary<string, double> first = Shares(p, n), second = Shares(q, n);
        return first.Keys.Union(second.Keys).Sum(gram =>
        {
            double a = first.GetValueOrDefault(gram), b = second.GetValueOrDefault(gram), m = (a + b) / 2;
            return ((a > 0 ? a * Math.Log(a / m) : 0) + (b > 0 ? b * Math.Log(b / m) : 0)) / 2 / Math.Log(2);
        });
    }

    private static Dictionary<string, double> Shares(string[] lines, int n)
    {
        string[] grams = [.. lines.Select(line => line.PadRight(Length, TextLines.Pad)[..Length])
            .SelectMany(line => Enumerable.Range(0, Length - n + 1).Select(start => line.Substring(start, n)))];
        return grams.GroupBy(gram => gram).ToDictionary(group => group.Key, group => (double)group.Count() / grams.Length);
    }

    private NgramDivergence Measure(string[] p, string[] q, int n, int limit = 1 << 20) => NgramDivergence.Between(
        TextSet.Open(Write(Path.GetRandomFileName(), p), Length, null, CancellationToken.None),
        TextSet.Open(Write(Path.GetRandomFileName(), q), Length, null, CancellationToken.None),
        n,
        CancellationToken.None,
        limit);

    private string Write(string name, string[] lines)
    {
        File.WriteAllText(_folder[name], string.Concat(lines.Select(line => line + "\n")));
        return _folder[name];
    }
}
