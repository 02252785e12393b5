using System.Text.Json.Nodes;

namespace GanGate.Tests;

public class CompareTests
{
    [Test]
    public async Task Spoiled_pictures_are_the_worse_ones_and_a_set_is_not_better_than_itself()
    {
        GanGateCommand spoiled = await Compare(DemoSet.Folders.Good, DemoSet.Folders.Spoiled, DemoSet.Statistics, "--json");
        GanGateCommand itself = await Compare(DemoSet.Folders.Good, DemoSet.Folders.Good, DemoSet.Statistics, "--json");
        JsonNode distance = spoiled.Json["metrics"]!.AsArray().Single()!, same = itself.Json["metrics"]!.AsArray().Single()!;

        Assert.That((string?)spoiled.Json["schema"], Is.EqualTo("gangate-comparison/1"));
        Assert.That(((string?)distance["metric"], (string?)distance["better"]), Is.EqualTo(("fd", "a")));
        Assert.That(
            (double)distance["difference"]!,
            Is.EqualTo((double)distance["b"]!["biasCorrected"]! - (double)distance["a"]!["biasCorrected"]!).Within(1e-9));
        Assert.That((double)distance["pValueOfRise"]!, Is.LessThan(1e-6));
        Assert.That((double)distance["pValueOfFall"]!, Is.GreaterThan(0.999));
        Assert.That(((string?)same["better"], (double?)same["pValue"], (double?)same["difference"]), Is.EqualTo(("neither", 1.0, 0.0)));
    }

    [Test]
    public async Task The_text_says_for_each_metric_which_is_better()
    {
        GanGateCommand command = await Compare(
            DemoSet.Folders.Spoiled, DemoSet.Folders.Good, DemoSet.Folders.Reference, "--protocol", "pyramid", "--metrics", "kid,precision", "--alpha", "0.01");

        Assert.That(command.Out, Does.Match(@"^A +\S+ \(500 images\)\nB +\S+ \(500 images\)\nreference +\S+ \(1,000 images\)\n\n +A +B +B - A +p\n"));
        Assert.That(command.Out, Does.Match(@"\nFD \(pyramid\) +\S+ ± \S+ +\S+ ± \S+ +-\S+ ± \S+ +< 1E-06 +B is better\n"));
        Assert.That(command.Out, Does.Match(@"\nKD \(pyramid\) +\S+ ± .*  B is better\n").And.Match(@"\nPrecision \(pyramid\) +\S+ ± "));
        Assert.That(command.Out, Does.Contain("FD (pyramid): B - A is of values corrected for bias, ").And.Not.Contain("Recall"));
        Assert.That(command.Out, Does.Contain("when there is none; each metric is tested by itself at alpha 0.01"));
    }

    [Test]
    public async Task Unequal_counts_are_told_of_where_they_do_not_compare()
    {
        GanGateCommand command = await Compare(
            DemoSet.Folders.Good, DemoSet.CopyOfGood(400), DemoSet.Folders.Reference, "--protocol", "pyramid", "--metrics", "kid,recall");

        Assert.That(command.Out, Does.Match(@"\nRecall \(pyramid\) .*  does not compare\n"));
        Assert.That(command.Out, Does.Match(@"\nKD \(pyramid\) .*  no difference beyond chance at alpha 0.001\n"));
        Assert.That(command.Out, Does.Contain("Recall (pyramid): A has 500 samples and B 400, and what that changes is not known: take as many of each (--limit 400)"));
    }

    [Test]
    public async Task The_json_file_is_what_json_prints()
    {
        string file = DemoSet.Temporary("comparison.json");
        GanGateCommand command = await Compare(DemoSet.Folders.Good, DemoSet.Folders.Spoiled, DemoSet.Statistics, "--json", "--json-file", file);

        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(command.Out));
    }

    [Test]
    public async Task Which_is_better_is_not_known_of_means_and_covariances()
    {
        GanGateCommand command = await Compare(DemoSet.Statistics, DemoSet.Folders.Good, DemoSet.Statistics, "--limit", "100");
        GanGateCommand statistics = await Compare(DemoSet.Statistics, DemoSet.Statistics, DemoSet.Statistics);

        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2001").And.Contain("holds statistics, and no images"));
        Assert.That(statistics.Out, Does.Contain("not known: without the samples nothing says what is chance"));
    }

    [TestCase("--metrics fids", "--metrics takes some of kid, inceptionScore, precision, recall, density, coverage, not 'fids'")]
    [TestCase("--alpha 0.7", "--alpha must be above 0 and at most 0.5")]
    [TestCase("--seed 3", "--seed has no effect here: nothing is drawn without --sample or --num")]
    [TestCase("--metrics kid", "holds only a mean and a covariance: kid needs its images, or statistics with --with-features")]
    [TestCase("--num 100", "is no generator")]
    public async Task What_is_wrong_is_one_line_with_a_code(string options, string reason)
    {
        GanGateCommand command = await GanGateCommand.Run(
            ["compare", DemoSet.Folders.Good, DemoSet.Folders.Spoiled, DemoSet.Statistics, .. options.Split(' ')]);

        Assert.That((command.ExitCode, command.Out), Is.EqualTo((2, "")));
        Assert.That(command.ErrorLines.Single(), Does.StartWith("gangate : error GG2001: ").And.Contain(reason));
    }

    [Test]
    public async Task A_generator_stands_beside_images()
    {
        string model = DemoSet.Temporary("model.onnx");
        new TestGenerator().Write(model);
        GanGateCommand command = await Compare(model, DemoSet.Folders.Good, DemoSet.Statistics, "--num", "500", "--json");

        Assert.That((string?)command.Json["a"]!["generator"], Is.Not.Null);
        Assert.That((string?)command.Json["metrics"]![0]!["better"], Is.EqualTo("b"));
    }

    private static async Task<GanGateCommand> Compare(params string[] arguments)
    {
        GanGateCommand command = await GanGateCommand.Run(["compare", .. arguments]);
        Assert.That(command.ExitCode, Is.Zero.Or.EqualTo(2), command.Error);
        return command;
    }
}
