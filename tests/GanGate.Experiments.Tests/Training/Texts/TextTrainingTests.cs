using GanGate.Measuring;
using GanGate.Metrics;
using GanGate.Training.Networks;
using GanGate.Training.Optimisation;
using GanGate.Training.Runs;
using GanGate.Training.Texts;

namespace GanGate.Training.Tests.Texts;

public class TextTrainingTests
{
    private const int Length = 8;

    // The share of characters that are not of the text's only line.
    private static readonly TextDivergence Wrong = new("wrong", (samples, real, count, _) =>
    {
        string line = File.ReadLines(real).First();
        string[] drawn = File.ReadAllLines(samples);
        Assert.That(drawn, Has.Length.EqualTo(count));
        return new Estimate(drawn.Average(sample => sample.Zip(line, (a, b) => a == b ? 0.0 : 1).Average()), Count: count);
    });

    [Test]
    public void A_generator_learns_a_single_line()
    {
        GanRunOptions options = Options(200) with { EvalEvery = 200 };
        GanResult result = TextTraining.Run(Tiny, options, Wrong);

        Assert.That(result.Curve.Metric, Is.EqualTo("wrong"));
        Assert.That(result.Curve.Points[^1].Score, Is.LessThan(0.5 * result.Curve.Points[0].Score));
        Assert.That(File.ReadAllText(Path.Combine(options.Folder, "alphabet.txt")), Is.EqualTo("`abcdefgh"));
        Assert.That(File.ReadAllLines(Path.Combine(options.Folder, "samples-0000200.txt")), Has.All.Length.EqualTo(Length));
    }

    [Test]
    public void A_training_that_was_resumed_ends_where_one_ends_that_was_not()
    {
        GanRunOptions whole = Options(4), parts = Options(2);
        TextTraining.Run(Tiny, whole, Wrong);
        TextTraining.Run(Tiny, parts, Wrong);
        TextTraining.Run(Tiny, parts with { Steps = 4, Resume = true }, Wrong);

        Assert.That(
            File.ReadAllText(Path.Combine(parts.Folder, "samples-0000004.txt")),
            Is.EqualTo(File.ReadAllText(Path.Combine(whole.Folder, "samples-0000004.txt"))));
    }

    [Test]
    public void A_checkpoint_of_another_text_is_refused_and_its_folder_stays_as_it_is()
    {
        GanRunOptions options = Options(1);
        TextTraining.Run(Tiny, options, Wrong);
        File.WriteAllLines(options.Source, Enumerable.Repeat("hgfedcbi", 64));
        string alphabet = Path.Combine(options.Folder, "alphabet.txt");

        GanGateException? failure = Assert.Throws<GanGateException>(() => TextTraining.Run(Tiny, options with { Resume = true }, Wrong));

        Assert.That(failure!.Error, Is.EqualTo(ErrorCodes.CheckpointMissing));
        Assert.That(failure.Message, Does.Contain("it learnt from other images or lines"));
        Assert.That(File.ReadAllText(alphabet), Is.EqualTo("`abcdefgh"));
    }

    [Test]
    public void Too_few_lines_are_refused()
    {
        GanGateException? failure = Assert.Throws<GanGateException>(
            () => TextTraining.Run(Tiny with { BatchSize = 500 }, Options(1), Wrong));
        Assert.That(failure!.Error, Is.EqualTo(ErrorCodes.TooFewToTrain));
    }

    [Test]
    public void A_training_is_scored_by_the_divergence_that_the_command_prints()
    {
        GanRunOptions options = Options(2);
        GanResult result = TextTraining.Run(Tiny, options, TextDivergence.OfNgrams(3, Length));
        NgramDivergence printed = DivergenceMeasurement.Compare(
            Path.Combine(options.Folder, "samples-0000002.txt"),
            options.Source,
            new DivergenceOptions { N = [3], Length = Length, Samples = options.EvalSamples }).Divergences[0];

        Assert.That(result.Curve.Metric, Is.EqualTo("JSD-3"));
        Assert.That(result.Curve.Points[^1].Score, Is.EqualTo(printed.Value));
        Assert.That(result.Curve.Points[^1].StandardError, Is.EqualTo(printed.StandardError));
    }

    [Test]
    public void A_reference_that_is_missing_is_found_before_anything_is_written()
    {
        GanRunOptions options = Options(1) with { Reference = "/nowhere/real.txt" };
        GanGateException? failure = Assert.Throws<GanGateException>(() => TextTraining.Run(Tiny, options, Wrong));

        Assert.That(failure!.Error, Is.EqualTo(ErrorCodes.SourceMissing));
        Assert.That(options.Folder, Does.Not.Exist);
    }

    private static GanSettings Tiny => GanSettings.Paper(GanNetwork.WganGpText) with
    {
        Size = Length,
        Filters = 8,
        BatchSize = 8,
        DiscriminatorRate = new Schedule(3e-3),
        GeneratorRate = new Schedule(3e-3),
    };

    private static GanRunOptions Options(long steps)
    {
        string folder = Directory.CreateTempSubdirectory("gangate-text-").FullName, text = Path.Combine(folder, "text.txt");
        File.WriteAllLines(text, Enumerable.Repeat("abcdefgh", 64));
        return new GanRunOptions { Source = text, Folder = Path.Combine(folder, "run"), Steps = steps, EvalSamples = 16, Threads = 1 };
    }
}
