using System.Text.Json.Nodes;

namespace GanGate.Tests;

public class TextGateTests
{
    private static readonly string Folder = Directory.CreateDirectory(DemoSet.Temporary("texts")).FullName;
    private static readonly string Real = Path.Combine(Folder, "real.txt");
    private static readonly string Good = Path.Combine(Folder, "good.txt");
    private static readonly string Worse = Path.Combine(Folder, "worse.txt");

    [OneTimeSetUp]
    public void Write()
    {
        File.WriteAllLines(Real, Lines(2000, 1, noise: 0));
        File.WriteAllLines(Good, Lines(800, 2, noise: 0));
        File.WriteAllLines(Worse, Lines(800, 3, noise: 0.3));
    }

    [Test]
    public async Task A_text_is_judged_by_the_divergence_that_the_jsd_command_prints()
    {
        GanGateCommand jsd = await GanGateCommand.Run("jsd", Good, Real, "--n", "4", "--json");
        double value = (double)jsd.Json["divergences"]![0]!["value"]!;
        GanGateCommand passes = await Gate(Good, "--max-jsd", Text(value + 0.01), "--json");
        GanGateCommand fails = await Gate(Good, "--max-jsd", Text(value / 2));

        Assert.That(passes.ExitCode, Is.Zero, passes.Error);
        Assert.That((double)passes.Json["value"]!, Is.EqualTo(value));
        Assert.That((string?)passes.Json["metric"], Is.EqualTo("jsd"));
        Assert.That((string?)passes.Json["label"], Is.EqualTo("JSD-4-640"));
        Assert.That((double?)passes.Json["standardError"], Is.EqualTo((double)jsd.Json["divergences"]![0]!["standardError"]!));
        Assert.That((double?)passes.Json["bias"], Is.Null);
        Assert.That(fails.ExitCode, Is.EqualTo(1));
        Assert.That(fails.ErrorLines.Single(), Does.Contain("GG1001").And.Contain("JSD-4-640 is").And.Contain("above the limit"));
        Assert.That(fails.Out, Does.Contain("(640 lines)").And.Contain("(2,000 lines)").And.Not.Contain("images").And.Not.Contain("covariances"));
    }

    [Test]
    public async Task A_baseline_holds_for_other_samples_of_the_same_generator_and_not_for_a_worse_one()
    {
        string baseline = DemoSet.Temporary("baseline.json"), again = Path.Combine(Folder, "again.txt");
        File.WriteAllLines(again, Lines(800, 4, noise: 0));
        GanGateCommand accept = await Gate(Good, "--accept", "--n", "4", "--baseline", baseline);
        GanGateCommand passes = await Gate(again, "--n", "4", "--baseline", baseline);
        GanGateCommand fails = await Gate(Worse, "--n", "4", "--baseline", baseline);

        Assert.That(accept.ExitCode, Is.Zero, accept.Error);
        Assert.That(accept.Error, Does.Match(@"now has the baseline 0\.\d+ ± 0\.\d+ \(640 lines\)"));
        Assert.That(passes.ExitCode, Is.Zero, passes.Error);
        Assert.That(fails.ExitCode, Is.EqualTo(1));
        Assert.That(fails.ErrorLines.Single(), Does.Contain("GG1002").And.Contain("significant").And.Not.Contain("corrected"));
    }

    [Test]
    public async Task A_report_of_a_text_can_be_accepted_and_shown()
    {
        string report = DemoSet.Temporary("report.json"), page = DemoSet.Temporary("report.html"), baseline = DemoSet.Temporary("baseline.json");
        await Gate(Good, "--max-jsd", "1", "--json-file", report, "--report", page, "--markdown-file", Path.ChangeExtension(page, ".md"));
        GanGateCommand accept = await GanGateCommand.Run("baseline", "accept", report, "-o", baseline);
        GanGateCommand passes = await Gate(Good, "--n", "4", "--baseline", baseline);

        Assert.That(accept.ExitCode, Is.Zero, accept.Error);
        Assert.That(passes.ExitCode, Is.Zero, passes.Error);
        foreach (string shown in (string[])[File.ReadAllText(page), File.ReadAllText(Path.ChangeExtension(page, ".md"))])
        {
            Assert.That(shown, Does.Contain("640 lines against 2,000 lines").And.Not.Contain("From the means"));
        }
    }

    [TestCase("GG2015", "of 500 lines and the baseline of 640", "--samples", "500")]
    [TestCase("GG3001", "accepted under protocol jsd-4", "--n", "5")]
    [TestCase("GG3001", "accepted under protocol jsd-4", "--length", "20")]
    [TestCase("GG2008", "against another reference", "--reference", "good.txt")]
    public async Task Other_conditions_than_the_baselines_are_refused(string code, string message, string option, string value)
    {
        string baseline = DemoSet.Temporary("baseline.json");
        await Gate(Good, "--accept", "--n", "4", "--baseline", baseline);
        string reference = option == "--reference" ? Path.Combine(Folder, value) : Real;
        string[] options = option switch { "--reference" => ["--n", "4"], "--n" => ["--n", value], _ => ["--n", "4", option, value] };
        GanGateCommand gate = await GanGateCommand.Run(
            ["gate", "--name", "text", "--generated", Good, "--reference", reference, "--baseline", baseline, .. options]);

        Assert.That(gate.ExitCode, Is.EqualTo(2), gate.Out);
        Assert.That(gate.ErrorLines.Single(), Does.Contain(code).And.Contain(message));
    }

    [TestCase("has no rule", "--n", "4")]
    [TestCase("there is no --max-fid", "--max-jsd", "1", "--max-fid", "1")]
    [TestCase("there is no --per-class", "--max-jsd", "1", "--per-class")]
    [TestCase("takes 'few' samples", "--max-jsd", "1", "--samples", "few")]
    [TestCase("n-grams of 7 characters cannot be counted", "--max-jsd", "1", "--n", "7")]
    public async Task A_gate_of_texts_that_makes_no_sense_is_a_usage_error(string message, params string[] options)
    {
        GanGateCommand gate = await Gate(Good, options);

        Assert.That(gate.ExitCode, Is.EqualTo(2));
        Assert.That(gate.ErrorLines.Single(), Does.Contain("GG2001").And.Contain(message));
    }

    [Test]
    public async Task A_configuration_has_gates_of_texts_beside_those_of_images()
    {
        string config = Path.Combine(Folder, "gates.json");
        File.WriteAllText(config, $$"""
            { "gates": [
                { "name": "lines", "generated": "worse.txt", "reference": "real.txt", "maxJsd": 0.001, "n": 3 },
                { "name": "pictures", "generated": {{Quoted(DemoSet.CopyOfGood(8))}}, "reference": {{Quoted(DemoSet.Statistics)}}, "maxFid": 1000 } ] }
            """);
        GanGateCommand gate = await GanGateCommand.Run("gate", "--config", config, "--json");

        Assert.That(gate.ExitCode, Is.EqualTo(1), gate.Error);
        Assert.That(
            gate.Json["gates"]!.AsArray().Select(one => ((string?)one!["name"], (string?)one["verdict"])),
            Is.EqualTo(new (string?, string?)[] { ("lines", "failed"), ("pictures", "passed") }));
    }

    private static string Quoted(string path) => JsonValue.Create(path).ToJsonString();

    private static string Text(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Task<GanGateCommand> Gate(string generated, params string[] options) =>
        GanGateCommand.Run(["gate", "--name", "text", "--generated", generated, "--reference", Real, .. options]);

    // Sentences of a few words, with a share of wrong characters.
    private static IEnumerable<string> Lines(int count, int seed, double noise)
    {
        string[] words = ["the", "cat", "sat", "on", "a", "mat", "and", "saw", "two", "red", "birds", "fly", "over", "green", "hills"];
        Random random = new(seed);
        for (int i = 0; i < count; i++)
        {
            string line = string.Join(' ', Enumerable.Range(0, 7).Select(_ => words[random.Next(words.Length)]));
            yield return string.Concat(line.Select(c => random.NextDouble() < noise ? (char)('a' + random.Next(26)) : c));
        }
    }
}
