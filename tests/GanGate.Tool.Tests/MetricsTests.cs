using System.Text.Json.Nodes;

namespace GanGate.Tests;

public class MetricsTests
{
    [Test]
    public async Task All_metrics_that_the_protocol_has_come_from_one_pass()
    {
        GanGateCommand command = await GanGateCommand.Run(
            "metrics", DemoSet.Folders.Good, DemoSet.Folders.Reference, "--protocol", "pyramid", "--json");
        GanGateCommand fid = await GanGateCommand.Run("fid", DemoSet.Folders.Good, DemoSet.Statistics, "--json");

        Assert.That(command.ExitCode, Is.Zero, command.Error);
        Assert.That((double?)command.Json["fd"], Is.EqualTo((double?)fid.Json["value"]).Within(1e-9).Percent);
        Assert.That((int?)command.Json["kid"]!["subsetSize"], Is.EqualTo(500));
        Assert.That((double?)command.Json["precisionRecall"]!["precision"], Is.InRange(0.5, 1));
        Assert.That(command.Json["inceptionScore"], Is.Null);
    }

    [Test]
    public async Task Spoiled_pictures_are_worse_by_every_metric()
    {
        JsonNode good = (await Measure(DemoSet.Folders.Good)).Json;
        JsonNode spoiled = (await Measure(DemoSet.Folders.Spoiled)).Json;

        Assert.That((double?)spoiled["fd"], Is.GreaterThan((double)good["fd"]!));
        Assert.That((double?)spoiled["kid"]!["mean"], Is.GreaterThan((double)good["kid"]!["mean"]!));
        Assert.That((double?)spoiled["precisionRecall"]!["coverage"], Is.LessThan((double)good["precisionRecall"]!["coverage"]!));
    }

    [Test]
    public async Task The_text_says_what_each_number_is()
    {
        GanGateCommand command = await GanGateCommand.Run(
            "metrics", DemoSet.Folders.Good, DemoSet.Folders.Reference, "--protocol", "pyramid", "--fid", "--kid", "--prc");

        Assert.That(command.Out, Does.Contain("FD (pyramid)").And.Contain("over 100 subsets of 500").And
            .Match(@"Precision +\S+ k = 3 \(on pyramid features\)").And.Match(@"Coverage +\S+ k = 5 \(on pyramid features\)"));
    }

    [Test]
    public async Task Fd_infinity_stands_beside_the_corrected_distance_that_it_checks()
    {
        string[] metrics = ["metrics", DemoSet.Folders.Spoiled, DemoSet.Statistics, "--fd-infinity"];
        GanGateCommand json = await GanGateCommand.Run([.. metrics, "--json"]), text = await GanGateCommand.Run(metrics);
        GanGateCommand fid = await GanGateCommand.Run("fid", DemoSet.Folders.Spoiled, DemoSet.Statistics, "--json");

        double infinity = (double)json.Json["fdInfinity"]!["value"]!, corrected = (double)json.Json["biasCorrected"]!;
        Assert.That(corrected, Is.EqualTo((double)fid.Json["biasCorrected"]!).Within(1e-6).Percent);
        Assert.That(infinity, Is.EqualTo(corrected).Within(5).Percent.And.LessThan((double)json.Json["fd"]!));
        Assert.That(json.Json["fdInfinity"]!["counts"]!.AsArray(), Has.Count.EqualTo(15));
        Assert.That(text.Out, Does.Match(@"FD \(pyramid\) +\S+ ± \S+ \(corrected .*\n"));
        Assert.That(text.Out, Does.Match(@"\nFD-infinity \(pyramid\) +\S+ by a line through 15 subsets of 250 to 500"));
    }

    [Test]
    public Task The_inception_score_needs_logits() =>
        Refuses("GG3008", "pyramid", DemoSet.Folders.Good, "--is", "--protocol", "pyramid");

    [Test]
    public Task Kid_needs_the_images_of_the_reference() =>
        Refuses("GG2001", "holds only a mean and a covariance", DemoSet.Folders.Good, DemoSet.Statistics, "--kid");

    [Test]
    public Task Only_the_inception_score_can_do_without_a_reference() =>
        Refuses("GG2001", "the reference is missing", DemoSet.Folders.Good, "--fid", "--protocol", "pyramid");

    private static Task<GanGateCommand> Measure(string generated) => GanGateCommand.Run(
        "metrics", generated, DemoSet.Folders.Reference, "--protocol", "pyramid", "--fid", "--kid", "--prc", "--json");

    private static async Task Refuses(string code, string reason, params string[] arguments)
    {
        GanGateCommand command = await GanGateCommand.Run(["metrics", .. arguments]);

        Assert.That(command.ExitCode, Is.EqualTo(2), command.Out);
        Assert.That(command.ErrorLines.Single(), Does.Contain(code).And.Contain(reason));
    }
}
