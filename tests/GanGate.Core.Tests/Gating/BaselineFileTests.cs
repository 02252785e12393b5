using GanGate.Gating;
using GanGate.Tests.Measuring;

namespace GanGate.Tests.Gating;

public class BaselineFileTests
{
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("gangate-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_is_written_is_read_again()
    {
        string path = Path.Combine(_folder, "baselines.json");
        BaselineFile.Empty.With("faces", Scores.Baseline(12.25)).With("cats", Scores.Baseline(3, 4)).Write(path);

        BaselineFile read = BaselineFile.Read(path);

        Assert.That(read.Gates.Keys, Is.EqualTo(["cats", "faces"]));
        Assert.That(read.EntryOf(path, "faces").Runs.Single(), Is.EqualTo(Scores.Baseline(12.25).Runs.Single()));
        Assert.That(read.EntryOf(path, "cats").Value, Is.EqualTo(3.5));
        Assert.That(read.EntryOf(path, "cats").Protocol, Is.EqualTo(ProtocolIdentity.Of(Scores.Ttur)));
    }

    [Test]
    public void A_reason_is_kept_and_without_one_a_file_is_as_it_was()
    {
        string path = Path.Combine(_folder, "baselines.json");
        BaselineFile.Empty.With("faces", Scores.Baseline(12.25).Because("\"new\" data")).Write(path);
        string[] with = File.ReadAllLines(path);
        BaselineFile.Empty.With("faces", Scores.Baseline(12.25)).Write(path);
        string[] without = File.ReadAllLines(path);

        Assert.That(with.Except(without).Where(line => line.Contains("reason", StringComparison.Ordinal)), Has.Exactly(1).Items);
        Assert.That(without, Has.None.Contains("reason"));
        File.WriteAllLines(path, with);
        Assert.That(BaselineFile.Read(path).EntryOf(path, "faces").Reason, Is.EqualTo("\"new\" data"));
    }

    [Test]
    public void A_new_entry_leaves_the_lines_of_the_others_alone()
    {
        string path = Path.Combine(_folder, "baselines.json");
        BaselineFile.Empty.With("faces", Scores.Baseline(12.25)).Write(path);
        string[] before = File.ReadAllLines(path);
        BaselineFile.Read(path).With("zebras", Scores.Baseline(1)).Write(path);

        // All but the closing braces and the comma that the new entry needs.
        Assert.That(File.ReadAllLines(path).Take(before.Length - 3), Is.EqualTo(before.SkipLast(3)));
    }

    [TestCase("{", "not valid at line 1", TestName = "{m}(not valid at line 1)")]
    [TestCase("[]", "not valid at line 1", TestName = "{m}(not valid at line 1 2)")]
    [TestCase("null", "null", TestName = "{m}(null)")]
    [TestCase("""{ "schema": "gangate-baseline/9", "gates": {} }""", "gangate-baseline/9", TestName = "{m}(gangate baseline 9)")]
    [TestCase("""{ "schema": "gangate-baseline/1" }""", "gates", TestName = "{m}(gates)")]
    [TestCase("""{ "schema": "gangate-baseline/1", "gates": {}, "limit": 3 }""", "limit", TestName = "{m}(limit)")]
    [TestCase("""{ "schema": "gangate-baseline/1", "gates": { "faces": null } }""", "null where gate 'faces'", TestName = "{m}(null where gate faces)")]
    [TestCase("""{ "schema": "gangate-baseline/1", "gates": { "faces": RUNS } }""", "null where gate 'faces'", "[null]", TestName = "{m}(null where gate faces 2)")]
    [TestCase("""{ "schema": "gangate-baseline/1", "gates": { "faces": RUNS } }""", "no run for gate 'faces'", "[]", TestName = "{m}(no run for gate faces)")]
    [TestCase("""{ "schema": "gangate-baseline/1", "gates": { "faces": RUNS } }""", "not valid", """[{ "value": "12" }]""", TestName = "{m}(not valid)")]
    [TestCase("""{ "schema": "gangate-baseline/1", "gates": { "faces": RUNS } }""", "impossible run for gate 'faces'",
        """[{ "value": 12, "count": -3, "created": "2026-01-01T00:00:00Z", "toolVersion": "1" }]""", TestName = "{m}(impossible run for gate faces)")]
    public void A_file_edited_into_nonsense_is_refused(string json, string reason, string runs = "")
    {
        string path = Path.Combine(_folder, "baselines.json");
        string entry = """{ "protocol": { "id": "ttur", "fingerprint": "f", "dimension": 1 }, "reference": { "hash": "h", "count": 1 }, "runs": """ + runs + " }";
        File.WriteAllText(path, json.Replace("RUNS", entry, StringComparison.Ordinal));

        GanGateException? failure = Assert.Throws<GanGateException>(() => BaselineFile.Read(path));

        Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.BaselineInvalid));
        Assert.That(failure?.Message, Does.Contain(path).And.Contain(reason));
    }

    [Test]
    public void A_missing_file_is_named()
    {
        GanGateException? failure = Assert.Throws<GanGateException>(() => BaselineFile.Read(Path.Combine(_folder, "none.json")));

        Assert.That(failure?.Message, Does.Contain("none.json").And.Contain("does not exist"));
    }

    [Test]
    public void A_missing_gate_is_named_with_those_there_are()
    {
        GanGateException? failure = Assert.Throws<GanGateException>(
            () => BaselineFile.Empty.With("faces", Scores.Baseline(1)).EntryOf("b.json", "cats"));

        Assert.That(failure?.Message, Does.Contain("'cats'").And.Contain("faces").And.Contain("BaselineFile.With and Write"));
    }
}
