using GanGate.Statistics;

namespace GanGate.Tests;

/// <summary>--limit, --sample and --class: of the generated side, or of the source of statistics.</summary>
public class SelectionTests
{
    [Test]
    public async Task The_first_images_score_as_a_folder_of_them_alone()
    {
        GanGateCommand few = await GanGateCommand.Run("fid", DemoSet.CopyOfGood(30), DemoSet.Statistics, "--json");
        GanGateCommand limited = await GanGateCommand.Run("fid", DemoSet.CopyOfGood(50), DemoSet.Statistics, "--limit", "30", "--json");

        Assert.That(limited.ExitCode, Is.Zero, limited.Error);
        Assert.That((double?)limited.Json["value"], Is.EqualTo((double?)few.Json["value"]));
        Assert.That((int?)limited.Json["generated"]!["count"], Is.EqualTo(30));
        Assert.That((int?)limited.Json["reference"]!["count"], Is.EqualTo(1000));
        Assert.That((int?)limited.Json["generated"]!["selection"]!["limit"], Is.EqualTo(30));
    }

    [Test]
    public async Task The_same_seed_samples_the_same_images_and_the_report_says_so()
    {
        string folder = DemoSet.CopyOfGood(60);
        string[] gate = ["gate", "--generated", folder, "--reference", DemoSet.Statistics, "--max-fid", "1000", "--sample", "40"];

        GanGateCommand first = await GanGateCommand.Run([.. gate, "--seed", "3", "--json"]);
        GanGateCommand again = await GanGateCommand.Run([.. gate, "--seed", "3", "--json", "--threads", "1"]);
        GanGateCommand other = await GanGateCommand.Run([.. gate, "--seed", "4"]);
        GanGateCommand third = await GanGateCommand.Run([.. gate, "--seed", "4", "--json"]);

        Assert.That(first.ExitCode, Is.Zero, first.Error);
        Assert.That((double?)again.Json["value"], Is.EqualTo((double?)first.Json["value"]));
        Assert.That((double?)third.Json["value"], Is.Not.EqualTo((double?)first.Json["value"]));
        Assert.That(other.Out, Does.Contain("40 images: 40 at random (seed 4)"));
    }

    [Test]
    public async Task Statistics_are_those_of_the_chosen_class()
    {
        string source = Path.GetDirectoryName(DemoSet.Temporary("x"))!;
        Directory.Move(DemoSet.CopyOfGood(20), Path.Combine(source, "hills"));
        Directory.Move(DemoSet.CopyOfGood(10), Path.Combine(source, "coast"));
        string all = DemoSet.Temporary("class.npz"), alone = DemoSet.Temporary("alone.npz");

        GanGateCommand command = await GanGateCommand.Run("stats", source, "--class", "hills", "--protocol", "pyramid", "-o", all);
        await GanGateCommand.Run("stats", Path.Combine(source, "hills"), "--protocol", "pyramid", "-o", alone);

        Assert.That(command.ExitCode, Is.Zero, command.Error);
        FeatureStatistics chosen = StatisticsFile.Read(all), expected = StatisticsFile.Read(alone);
        Assert.That(chosen.Count, Is.EqualTo(20));
        Assert.That(chosen.Mu, Is.EqualTo(expected.Mu));
        Assert.That(chosen.Sigma, Is.EqualTo(expected.Sigma));
    }

    [Test]
    public Task A_class_that_is_not_there_is_refused() => Refuses("GG2042", "no class 'hills'", DemoSet.CopyOfGood(3), "--class", "hills");

    [Test]
    public Task A_sample_that_is_too_large_is_refused() => Refuses("GG2042", "3 images", DemoSet.CopyOfGood(3), "--sample", "4");

    [Test]
    public Task Nothing_can_be_selected_from_statistics() => Refuses("GG2001", "--limit", DemoSet.Statistics, "--limit", "4");

    [Test]
    public Task A_limit_of_one_image_is_refused() => Refuses("GG2004", "gives only 1 image", DemoSet.CopyOfGood(3), "--limit", "1");

    [Test]
    public Task A_seed_is_a_whole_number() => Refuses("GG2001", "--seed", DemoSet.CopyOfGood(3), "--sample", "2", "--seed", "-1");

    [Test]
    public async Task The_help_says_which_side_is_meant()
    {
        GanGateCommand fid = await GanGateCommand.Run("fid", "--help");
        GanGateCommand stats = await GanGateCommand.Run("stats", "--help");

        Assert.That(Words(fid.Out), Does.Contain("Take only the first so many images; of a comparison, of the generated ones."));
        Assert.That(Words(stats.Out), Does.Contain("Take only the first so many images; of a comparison, of the generated ones."));
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task Refuses(string code, string reason, string generated, params string[] options)
    {
        GanGateCommand command = await GanGateCommand.Run(["fid", generated, DemoSet.Statistics, .. options]);
        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain(code).And.Contain(reason));
    }
}
