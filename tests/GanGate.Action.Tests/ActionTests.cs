using System.Text.Json.Nodes;
using GanGate.Tests.Playing;

namespace GanGate.Tests;

/// <summary>The action's steps, played in order as a runner would.</summary>
[Platform(Exclude = "Win", Reason = "its bash may be that of another system; the workflow runs the action there")]
public class ActionTests
{
    private Job _job = null!;

    [SetUp]
    public void Start()
    {
        _job = new Job();
        DemoPictures.Copy(Path.Combine(_job.Workspace, "samples"), 60);
        File.Copy(DemoPictures.Statistics, Path.Combine(_job.Workspace, "photos.npz"));
    }

    [TearDown]
    public void End() => _job.Dispose();

    [Test]
    public async Task A_gate_that_passes_leaves_outputs_a_summary_and_an_artifact()
    {
        ActionRun run = await Play(new() { ["name"] = "faces", ["max-fid"] = "1000" });

        Assert.That(run.Succeeded, Is.True, run.Log);
        Assert.That(run.Outputs["verdict"], Is.EqualTo("passed"));
        Assert.That(double.Parse(run.Outputs["fid"], null), Is.GreaterThan(0));
        Assert.That(File.ReadAllText(run.Outputs["report"]), Does.StartWith("<!doctype html>"));
        Assert.That((string?)JsonNode.Parse(File.ReadAllText(run.Outputs["json"]))!["verdict"], Is.EqualTo("passed"));
        Assert.That(run.Outputs["report-url"], Does.EndWith("gangate-faces-quality-2"));
        Assert.That(run.Summary, Does.StartWith("## ✅ <code>faces</code> passed"));
        Assert.That(run.Commands, Is.Empty);
        Assert.That(_job.Artifacts["gangate-faces-quality-2"], Is.EqualTo(["junit.xml", "report.html", "report.json"]));
    }

    [Test]
    public async Task A_gate_that_fails_is_annotated_and_fails_the_job_after_the_report_is_uploaded()
    {
        ActionRun run = await Play(new() { ["max-fid"] = "0.001" });

        Assert.That(run.Succeeded, Is.False);
        Assert.That(run.Outputs["verdict"], Is.EqualTo("failed"));
        Assert.That(run.Commands.Single(), Has.Property("Name").EqualTo("error").And.Property("Properties").EqualTo("title=GanGate"));
        Assert.That(run.Commands.Single().Message, Does.StartWith("GG1001: gate: ").And.Contain("above the limit"));
        Assert.That(run.Summary, Does.StartWith("## ❌ <code>gate</code> failed"));
        Assert.That(_job.Artifacts["gangate-gate-quality-2"], Does.Contain("report.html"));
    }

    [Test]
    public async Task A_missing_model_is_an_annotation_with_the_way_out()
    {
        // A mirror where nobody listens.
        _job["GANGATE_MODEL_URL"] = "http://127.0.0.1:9/";
        ActionRun run = await Play(
            new() { ["max-fid"] = "5", ["protocol"] = "ttur", ["generated"] = "samples", ["reference"] = "samples" });

        Assert.That(run.Succeeded, Is.False);
        Assert.That(run.Outputs["verdict"], Is.EqualTo("error"));
        Assert.That(run.Outputs["fid"], Is.Empty);
        Assert.That(run.Commands.Single().Message, Does.StartWith("GG3003: ").And.Contain("gangate model fetch"));
        Assert.That(run.Summary, Does.Contain("has no verdict").And.Contain("GG3003"));
        Assert.That(run.Used.Select(used => used.Action), Does.Contain("actions/cache/restore").And.Not.Contain("actions/cache/save"));
        Assert.That(run.Log, Does.Contain("GG3006"));
    }

    [Test]
    public async Task Public_weights_that_a_gate_names_are_the_ones_that_are_fetched()
    {
        _job["GANGATE_MODEL_URL"] = "http://127.0.0.1:9/";
        ActionRun run = await Play(new()
        {
            ["max-fid"] = "5",
            ["protocol"] = "ttur",
            ["weights"] = "dinov2-vits14",
            ["generated"] = "samples",
            ["reference"] = "samples",
        });

        Assert.That(run.Log, Does.Contain("GG3006: dinov2_vits14_pretrain.pth could not be downloaded"));
        Assert.That(run.Commands.Single().Message, Does.StartWith("GG3003: ").And.Contain("gangate model fetch dinov2-vits14"));
    }

    [Test]
    public async Task A_model_is_not_fetched_unless_it_is_wanted()
    {
        _job["GANGATE_MODEL_URL"] = "http://127.0.0.1:9/";
        ActionRun run = await Play(
            new() { ["max-fid"] = "5", ["protocol"] = "ttur", ["reference"] = "samples", ["fetch-model"] = "false", ["cache"] = "false" });

        Assert.That(run.Log, Does.Contain("GG3003").And.Not.Contain("GG3006"));
        Assert.That(run.Used.Select(used => used.Action), Has.None.StartWith("actions/cache"));
    }

    [TestCase("max-fid", "many", "GG2001: --max-fid needs a number of at least 0, written like 0.5, not 'many'")]
    [TestCase("generated", "nowhere", "GG2002: ")]
    [TestCase("reference", "", "GG2001: --reference is missing")]
    public async Task A_wrong_input_is_one_annotation(string input, string value, string message)
    {
        ActionRun run = await Play(new() { ["max-fid"] = "5", [input] = value });

        Assert.That(run.Succeeded, Is.False);
        Assert.That(run.Commands.Single().Message, Does.StartWith(message));
        Assert.That(run.Outputs["verdict"], Is.EqualTo("error"));
        Assert.That(run.Summary, Does.StartWith("## ⚠️ <code>gate</code> has no verdict").And.Contain(message[..6]));
        Assert.That(run.Summary.Split("has no verdict"), Has.Length.EqualTo(2), "said once");
    }

    [TestCase("max-fd", "25")]
    [TestCase("exlude", "grid-*\n\": \"\n  \"x\": \"y")]
    [TestCase("::error::x", "1")]
    public async Task A_misspelt_input_is_one_annotation(string input, string value)
    {
        ActionRun run = await Play(new() { ["max-fid"] = "1000", [input] = value }, misspelt: true);

        Assert.That(run.Succeeded, Is.False);
        Assert.That(run.Commands.Single().Message, Is.EqualTo($"GG2001: there is no input '{input.Replace(':', '?')}'"));
        Assert.That(run.Outputs["verdict"], Is.EqualTo("error"));
        Assert.That(run.Summary, Does.Contain("there is no input"));
        Assert.That(_job.Artifacts, Is.Empty);
    }

    [Test]
    public async Task Inputs_are_known_whatever_their_case_and_their_values()
    {
        ActionRun run = await Play(new() { ["Max-Copies"] = "", ["max-fid"] = "1000", ["name"] = "a\": \"b", ["class"] = "" }, misspelt: true);

        Assert.That(run.Succeeded, Is.True, run.Log);
    }

    [Test]
    public async Task Several_patterns_leave_files_out_a_line_each_and_other_pictures_are_refused_on_demand()
    {
        DemoPictures.Copy(Path.Combine(_job.Workspace, "samples", "thumbs"), 3);
        File.Copy(Directory.GetFiles(Path.Combine(_job.Workspace, "samples"))[0], Path.Combine(_job.Workspace, "samples", "grid-1.png"));
        File.WriteAllText(Path.Combine(_job.Workspace, "samples", "a.avif"), "no picture that can be read");
        Dictionary<string, string> inputs = new() { ["max-fid"] = "1000", ["every-picture"] = "true", ["exclude"] = "grid-*\n\nthumbs/\n*.avif\n" };

        ActionRun some = await Play(inputs);
        ActionRun all = await Play(new(inputs) { ["exclude"] = "grid-*" });

        Assert.That(some.Succeeded, Is.True, some.Log);
        JsonNode generated = JsonNode.Parse(File.ReadAllText(some.Outputs["json"]))!["generated"]!;
        Assert.That((int?)generated["count"], Is.EqualTo(60));
        Assert.That((string?)generated["leftOut"], Does.EndWith("('grid-*', 'thumbs/', '*.avif')"));
        Assert.That(all.Commands.Single().Message, Does.StartWith("GG2052: ").And.Contain("1 .avif"));
    }

    [TestCase("sample-bits", "20", "GG2001: --sample-bits must be 8 to 16, not 20")]
    [TestCase("range", "0..2", "GG2001: --range ")]
    [TestCase("inputs", "z=normal", "GG2001: ")]
    [TestCase("image-output", "images", "GG2001: ")]
    public async Task A_setting_of_the_input_reaches_the_gate(string input, string value, string message)
    {
        ActionRun run = await Play(new() { ["max-fid"] = "1000", [input] = value });

        Assert.That(run.Succeeded, Is.False);
        Assert.That(run.Commands.Single().Message, Does.StartWith(message));
    }

    [TestCase("confident", "yes")]
    [TestCase("early", "True")]
    [TestCase("per-class", "1")]
    [TestCase("no-recurse", " true")]
    [TestCase("confident", "x=true")]
    [TestCase("comment", "no")]
    [TestCase("cache", "on")]
    [TestCase("fetch-model", "true\n::error::x")]
    public async Task A_switch_that_is_neither_on_nor_off_is_one_annotation(string input, string value)
    {
        ActionRun run = await Play(new() { ["max-fid"] = "1000", [input] = value });

        Assert.That(run.Succeeded, Is.False);
        Assert.That(run.Commands.Single().Message, Is.EqualTo($"GG2001: the input '{input}' must be true or false, in small letters"));
        Assert.That(run.Outputs["verdict"], Is.EqualTo("error"));
        Assert.That(run.Summary, Does.Contain($"the input '{input}' must be true or false"));
        Assert.That(_job.Artifacts, Is.Empty);
    }

    [Test]
    public async Task A_switch_that_is_empty_is_off()
    {
        ActionRun run = await Play(new() { ["max-fid"] = "1000", ["confident"] = "", ["comment"] = "", ["cache"] = "" });

        Assert.That(run.Succeeded, Is.True, run.Log);
    }

    [Test]
    public async Task Several_gates_give_json_by_name()
    {
        File.WriteAllText(Path.Combine(_job.Workspace, "gates.json"), """
            { "gates": [
              { "name": "near", "generated": "samples", "reference": "photos.npz", "maxFid": 1000 },
              { "name": "a \"quoted\" far", "generated": "samples", "reference": "photos.npz", "maxFid": 0.001 } ] }
            """);

        ActionRun run = await Play(new() { ["config"] = "gates.json", ["generated"] = "", ["reference"] = "" });

        JsonNode verdicts = JsonNode.Parse(run.Outputs["verdict"])!;
        Assert.That((string?)verdicts["near"], Is.EqualTo("passed"));
        Assert.That((string?)verdicts["a \"quoted\" far"], Is.EqualTo("failed"));
        Assert.That((double)JsonNode.Parse(run.Outputs["fid"])!["near"]!, Is.GreaterThan(0));
        Assert.That(run.Summary, Does.StartWith("# ❌ 1 of 2 gates failed"));
        Assert.That(_job.Artifacts.Keys, Is.EqualTo(["gangate-gates-quality-2"]));
        Assert.That(run.Succeeded, Is.False);
    }

    [Test]
    public async Task Texts_are_gated_too()
    {
        string lines = string.Join('\n', Enumerable.Range(0, 60).Select(line => $"line {line} of a text, which goes on and on"));
        File.WriteAllText(Path.Combine(_job.Workspace, "real.txt"), lines);
        File.WriteAllText(Path.Combine(_job.Workspace, "made.txt"), lines.Replace('o', 'u'));

        ActionRun run = await Play(
            new() { ["generated"] = "made.txt", ["reference"] = "real.txt", ["max-jsd"] = "0.001", ["samples"] = "all" });

        Assert.That(run.Outputs["verdict"], Is.EqualTo("failed"), run.Log);
        Assert.That(run.Commands.Single().Message, Does.StartWith("GG1001: "));
        Assert.That(File.ReadAllText(Path.Combine(Path.GetDirectoryName(run.Outputs["report"])!, "junit.xml")), Does.Contain("name=\"max-jsd\""));
        Assert.That(run.Used.Select(used => used.Action), Is.EqualTo(["actions/upload-artifact"]));
    }

    [Test]
    public async Task Images_of_the_reference_are_measured_once_for_all_jobs()
    {
        DemoPictures.Copy(Path.Combine(_job.Workspace, "photos"), 40, of: "reference");
        Dictionary<string, string> inputs = new() { ["reference"] = "photos", ["protocol"] = "pyramid", ["max-fid"] = "1000" };
        ActionRun first = await Play(inputs);
        using Job later = new() { Caches = _job.Caches };
        DemoPictures.Copy(Path.Combine(later.Workspace, "samples"), 60);
        DemoPictures.Copy(Path.Combine(later.Workspace, "photos"), 40, of: "reference");

        ActionRun second = await Play(inputs, later);

        Assert.That(first.Used.Select(used => used.Action), Does.Contain("actions/cache/save"));
        Assert.That(first.Log, Does.Contain("photos: 40 of 40 images").Or.Contain("protocol   pyramid"));
        Assert.That(second.Used.Select(used => used.Action), Does.Contain("actions/cache/restore").And.Not.Contain("actions/cache/save"));
        Assert.That(second.Outputs["fid"], Is.EqualTo(first.Outputs["fid"]));
    }

    [Test]
    public async Task A_changed_reference_has_another_key()
    {
        DemoPictures.Copy(Path.Combine(_job.Workspace, "photos"), 40, of: "reference");
        Dictionary<string, string> inputs = new() { ["reference"] = "photos", ["protocol"] = "pyramid", ["max-fid"] = "1000" };
        string before = (await Play(inputs)).WithOf("actions/cache/restore")["key"];
        File.Delete(Directory.GetFiles(Path.Combine(_job.Workspace, "photos"))[0]);

        string after = (await Play(inputs)).WithOf("actions/cache/restore")["key"];

        Assert.That(before, Does.StartWith("gangate-reference-"));
        Assert.That(after, Does.StartWith("gangate-reference-").And.Not.EqualTo(before));
    }

    [Test]
    public async Task Both_uses_in_one_job_keep_their_reports()
    {
        ActionRun first = await Play(new() { ["name"] = "one", ["max-fid"] = "1000" });
        ActionRun second = await Play(new() { ["name"] = "two", ["max-fid"] = "1000", ["baseline"] = "", ["confident"] = "true" });

        Assert.That(first.Outputs["report"], Is.Not.EqualTo(second.Outputs["report"]));
        Assert.That(_job.Artifacts.Keys, Is.EqualTo(["gangate-one-quality-2", "gangate-two-quality-2"]));
    }

    private Task<ActionRun> Play(Dictionary<string, string> inputs, Job? job = null, bool misspelt = false)
    {
        Dictionary<string, string> all = new()
        {
            ["tool"] = DemoPictures.Tool,
            ["generated"] = "samples",
            ["reference"] = "photos.npz",
        };
        foreach ((string name, string value) in inputs) all[name] = value;
        return ActionRun.Of(job ?? _job, all, misspelt);
    }
}
