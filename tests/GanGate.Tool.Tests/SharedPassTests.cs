using System.Text.Json.Nodes;
using GanGate.Gating;

namespace GanGate.Tests;

/// <summary>Several comparisons in one pass, and early answers, as the command shows them.</summary>
public class SharedPassTests
{
    [Test]
    public async Task A_gate_of_two_references_has_a_verdict_for_each()
    {
        string other = DemoSet.Temporary("spoiled.npz"), file = DemoSet.Temporary("report.json");
        await GanGateCommand.Run("stats", DemoSet.Folders.Spoiled, "--protocol", "pyramid", "-o", other);
        GanGateCommand command = await GanGateCommand.Run(
            "gate", "--name", "faces", "--generated", DemoSet.Folders.Good, "--reference", DemoSet.Statistics, "--reference", other,
            "--max-fid", "1", "--json", "--json-file", file);

        Assert.That(command.ExitCode, Is.EqualTo(1));
        Assert.That((string?)command.Json["verdict"], Is.EqualTo("failed"));
        Assert.That(
            command.Json["gates"]!.AsArray().Select(gate => ((string?)gate!["name"], (string?)gate["verdict"])),
            Is.EqualTo([("faces/reference", "passed"), ("faces/spoiled", "failed")]));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG1001: faces/spoiled: "));
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(command.Out));
    }

    [Test]
    public async Task Fid_compares_with_several_references()
    {
        GanGateCommand command = await GanGateCommand.Run(
            "fid", DemoSet.Folders.Good, DemoSet.Statistics, DemoSet.Folders.Reference, "--protocol", "pyramid", "--json");

        JsonArray scores = command.Json["gates"]!.AsArray();
        Assert.That(command.ExitCode, Is.Zero, command.Error);
        Assert.That((string?)command.Json["verdict"], Is.EqualTo("none"));
        Assert.That(scores, Has.Count.EqualTo(2));
        Assert.That((double)scores[0]!["value"]!, Is.EqualTo((double)scores[1]!["value"]!).Within(1e-6).Percent);
    }

    [Test]
    public async Task Per_class_scores_stand_by_the_names_of_their_classes()
    {
        string generated = Classes(DemoSet.Folders.Good, 30, "cat", "dog");
        string reference = Classes(DemoSet.Folders.Reference, 40, "cat", "dog");
        string[] sides = [generated, reference, "--protocol", "pyramid", "--per-class"];
        GanGateCommand json = await GanGateCommand.Run(["fid", .. sides, "--json"]), text = await GanGateCommand.Run(["fid", .. sides]);
        GanGateCommand gate = await GanGateCommand.Run(
            ["gate", "--name", "pets", "--generated", generated, "--reference", reference, "--max-fid", "100", .. sides[2..]]);

        Assert.That(json.Json["gates"]!.AsArray().Select(score => (string?)score!["class"]), Is.EqualTo(["cat", "dog"]), json.Error);
        Assert.That((int?)json.Json["gates"]![0]!["generated"]!["count"], Is.EqualTo(30));
        Assert.That(text.Out, Does.StartWith("cat  FD (pyramid)-30 ").And.Contain("\n\ndog  FD (pyramid)-30 "));
        Assert.That(gate.Out, Does.StartWith("PASSED  pets/cat  FD (pyramid)-30 ").And.Contain("PASSED  pets/dog "));
    }

    [Test]
    public async Task Classes_that_one_side_lacks_are_named()
    {
        string generated = Classes(DemoSet.Folders.Good, 4, "cat", "dog"), reference = Classes(DemoSet.Folders.Reference, 4, "cat");
        GanGateCommand command = await GanGateCommand.Run("fid", generated, reference, "--protocol", "pyramid", "--per-class");
        GanGateCommand statistics = await GanGateCommand.Run("fid", generated, DemoSet.Statistics, "--per-class");
        GanGateCommand two = await GanGateCommand.Run("fid", generated, reference, reference, "--protocol", "pyramid", "--per-class");

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2020: the classes 'dog' have no reference in"));
        Assert.That(statistics.ErrorLines.Single(), Does.Contain("GG2020").And.Contain("is one set of statistics"));
        Assert.That(two.ErrorLines.Single(), Does.Contain("GG2001").And.Contain("--per-class compares with one reference"));
    }

    [Test]
    public async Task An_early_answer_that_cannot_help_is_a_canonical_warning()
    {
        GanGateCommand command = await GanGateCommand.Run(
            "gate", "--generated", DemoSet.Folders.Good, "--reference", DemoSet.Statistics, "--max-fid", "1", "--early");

        Assert.That(command.ExitCode, Is.Zero, command.Error);
        Assert.That(
            command.Error, Does.StartWith("gangate : warning GG1010: gate: an early answer (--early) does not help with 500 images"));
    }

    [Test]
    public async Task An_early_report_is_not_accepted_as_a_baseline()
    {
        string file = DemoSet.Temporary("report.json"), baseline = DemoSet.Temporary("b.json");
        await GanGateCommand.Run(
            "gate", "--generated", DemoSet.Folders.Good, "--reference", DemoSet.Statistics, "--max-fid", "1", "--json-file", file);
        JsonNode report = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        report["early"] = new JsonObject { ["used"] = 500, ["of"] = 5000, ["error"] = 0.001, ["expected"] = 0.1 };
        await File.WriteAllTextAsync(file, report.ToJsonString());

        GanGateCommand command = await GanGateCommand.Run("baseline", "accept", file, "-o", baseline);

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2021").And.Contain("of 500 of 5,000 images"));
        Assert.That(baseline, Does.Not.Exist);
    }

    [Test]
    public async Task The_configuration_on_the_statistics_page_is_one()
    {
        string json = Snippets.Of(Path.Combine(Repository.Root, "docs", "statistics.md"), "json").Single();
        string file = DemoSet.Temporary("gangate.json");
        await File.WriteAllTextAsync(file, json);

        Assert.That(GateConfiguration.Read(file).Gates.Select(gate => gate.Name), Is.EqualTo(["regression", "limit", "sets"]));
    }

    private static string Classes(string images, int each, params string[] names)
    {
        string folder = Path.GetDirectoryName(DemoSet.Temporary("classes"))!;
        string[] files = [.. Directory.GetFiles(images).Order(StringComparer.Ordinal)];
        for (int one = 0; one < names.Length; one++)
        {
            Directory.CreateDirectory(Path.Combine(folder, names[one]));
            foreach (string file in files.Skip(one * each).Take(each))
            {
                File.Copy(file, Path.Combine(folder, names[one], Path.GetFileName(file)));
            }
        }

        return folder;
    }
}
