using GanGate.Gating;

namespace GanGate.Tests.Gating;

public class GateConfigurationTests
{
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("gangate-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Gates_are_read_with_paths_relative_to_the_file()
    {
        GateConfiguration configuration = Read("""
            {
              // comments and trailing commas are for people
              "gates": [
                { "name": "faces", "generated": "out/faces", "reference": "faces.npz", "maxFid": 25, },
                { "name": "cats", "generated": "/abs", "reference": "c.npz", "baseline": "b.json", "maxRegression": "5%",
                  "protocol": "my.onnx", "moreReferences": ["d.npz"], "early": true, "perClass": false, "num": 9, "seed": 3, "class": "cat" },
              ],
            }
            """);

        Assert.That(configuration.Gates[0], Is.EqualTo(new GateDefinition
        {
            Name = "faces",
            Generated = Path.Combine(_folder, "out/faces"),
            Reference = Path.Combine(_folder, "faces.npz"),
            MaxFid = 25,
        }));
        Assert.That(configuration.Gates[1].Generated, Is.EqualTo("/abs"));
        Assert.That(configuration.Gates[1].Baseline, Is.EqualTo(Path.Combine(_folder, "b.json")));
        Assert.That(configuration.Gates[1].MaxRegression, Is.EqualTo("5%"));
        Assert.That(configuration.Gates[1].MoreReferences, Is.EqualTo([Path.Combine(_folder, "d.npz")]));
        Assert.That((configuration.Gates[1].Early, configuration.Gates[0].Early), Is.EqualTo((true, false)));
        Assert.That((configuration.Gates[1].Num, configuration.Gates[1].Seed, configuration.Gates[1].Class), Is.EqualTo((9, 3L, "cat")));
        Assert.That(configuration.Gates[1].Protocol, Is.EqualTo(Path.Combine(_folder, "my.onnx")));
    }

    [Test]
    public void A_file_may_name_its_schema()
    {
        GateConfiguration configuration = Read("""{ "$schema": "gangate.schema.json", "gates": [ { "generated": "a", "reference": "b" } ] }""");

        Assert.That(configuration.Schema, Is.EqualTo("gangate.schema.json"));
    }

    [TestCase("""{ "gates": [] }""", "no gates", TestName = "{m}(no gates)")]
    [TestCase("""{ "gates": [ null ] }""", "null where a gate should be", TestName = "{m}(null where a gate should be)")]
    [TestCase("""{ "gates": [ { "generated": "a", "reference": "b", "moreReferences": [ null ] } ] }""", "null where a reference should be", TestName = "{m}(null where a reference should be)")]
    [TestCase("""{ "gates": [ { "generated": "a", "reference": "b", "maxFId": 3 } ] }""", "unknown key 'maxFId', did you mean 'maxFid'?", TestName = "{m}(maxFId)")]
    [TestCase("""{ "gtaes": [] }""", "unknown key 'gtaes', did you mean 'gates'?", TestName = "{m}(gtaes)")]
    [TestCase("""{ "gates": [ { "generated": "a", "colour": 3 } ] }""", "unknown key 'colour'", TestName = "{m}(colour)")]
    [TestCase("""{ "gates": [ { "generated": "a" } ] }""", "reference", TestName = "{m}(reference)")]
    [TestCase("""{ "gates": [ { "generated": "a", "reference": "b" }, { "generated": "c", "reference": "d" } ] }""", "two gates named 'gate'", TestName = "{m}(two gates named gate)")]
    [TestCase("""{ "gates": [ { "generated": "a", "reference": "b", "maxFid": "x" } ] }""", "line 1", TestName = "{m}(line 1)")]
    public void A_wrong_file_is_refused_with_the_place(string json, string reason)
    {
        GanGateException? failure = Assert.Throws<GanGateException>(() => Read(json));

        Assert.That(failure?.Error, Is.EqualTo(ErrorCodes.ConfigurationInvalid));
        Assert.That(failure?.Message, Does.Contain("gangate.json").And.Contain(reason));
    }

    private GateConfiguration Read(string json)
    {
        string path = Path.Combine(_folder, "gangate.json");
        File.WriteAllText(path, json);
        return GateConfiguration.Read(path);
    }
}
