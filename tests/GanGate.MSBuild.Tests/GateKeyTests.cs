using GanGate.MSBuild;

namespace GanGate.Tests;

public class GateKeyTests
{
    private static readonly DateTime Old = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly DateTime Today = new(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc);

    private string _folder = "";

    [SetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("gangate-key-").FullName;
        Directory.CreateDirectory(In("samples", "deep"));
        foreach (string name in (string[])["a.png", "b.PNG", "deep/c.jpg", "notes.txt", ".d.png"])
        {
            File.WriteAllText(In("samples", name), "pixels");
        }

        foreach (string name in (string[])["reference.npz", "baseline.json", "gangate.dll", "GanGate.Core.dll", "GanGate.Reporting.dll", "net.onnx", "net.json", "generator.onnx", "photos.zip"])
        {
            File.WriteAllText(In(name), name);
        }
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Nothing_new_is_the_same_key()
    {
        string before = Key();

        Assert.That(Key(), Is.EqualTo(before));
    }

    [TestCase("samples/a.png", TestName = "A replaced image with an older time and the same size is another key")]
    [TestCase("samples/deep/c.jpg", TestName = "An image in a deeper folder counts")]
    [TestCase("reference.npz", TestName = "The reference counts")]
    [TestCase("baseline.json", TestName = "The baseline counts")]
    [TestCase("net.json", TestName = "What lies beside an extractor counts")]
    public void A_file_with_another_time_is_another_key(string name)
    {
        string before = Key();

        File.SetLastWriteTimeUtc(In(name), Old);

        Assert.That(Key(), Is.Not.EqualTo(before));
    }

    [TestCase("generator.onnx")]
    [TestCase("photos.zip")]
    public void Another_generator_and_another_archive_are_other_keys(string source)
    {
        string before = Key(("Generated", source));

        File.SetLastWriteTimeUtc(In(source), Old);

        Assert.That(Key(("Generated", source)), Is.Not.EqualTo(before));
    }

    [Test]
    public void What_a_list_names_counts_whatever_its_ending_and_a_text_names_nothing()
    {
        File.WriteAllText(In("list.txt"), "samples/notes.txt\n");
        string images = Key(("Generated", "list.txt")), texts = Key(("Generated", "list.txt"), ("maxjsd", "0.5"));

        File.SetLastWriteTimeUtc(In("samples", "notes.txt"), Old);

        Assert.That(Key(("Generated", "list.txt")), Is.Not.EqualTo(images));
        Assert.That(Key(("Generated", "list.txt"), ("maxjsd", "0.5")), Is.EqualTo(texts));
    }

    [TestCase("Generated", "generator.onnx")]
    [TestCase("Protocol", "net.onnx")]
    public void Other_weights_in_a_file_that_a_network_names_are_another_key(string option, string network)
    {
        File.WriteAllBytes(In(network), ExternalWeights.Bytes("decoder.bin"));
        File.WriteAllText(In("decoder.bin"), "weights");
        string before = Key((option, network));

        File.SetLastWriteTimeUtc(In("decoder.bin"), Old);

        Assert.That(Key((option, network)), Is.Not.EqualTo(before));
    }

    [Test]
    public void An_image_of_another_size_at_the_same_time_is_another_key()
    {
        string before = Key();
        DateTime time = File.GetLastWriteTimeUtc(In("samples", "a.png"));

        File.WriteAllText(In("samples", "a.png"), "more pixels");
        File.SetLastWriteTimeUtc(In("samples", "a.png"), time);

        Assert.That(Key(), Is.Not.EqualTo(before));
    }

    [Test]
    public void An_added_and_a_deleted_image_are_other_keys()
    {
        string before = Key();
        File.WriteAllText(In("samples", "e.webp"), "pixels");
        string added = Key();
        File.Delete(In("samples", "e.webp"));
        string removed = Key();
        File.Delete(In("samples", "b.PNG"));

        Assert.That(added, Is.Not.EqualTo(before));
        Assert.That(removed, Is.EqualTo(before));
        Assert.That(Key(), Is.Not.EqualTo(before));
    }

    [Test]
    public void A_report_elsewhere_is_another_key()
    {
        string Of(string report) => GateKey.Of(Options(), _folder, In("gangate.dll"), report, Today);

        Assert.That(Of("Debug/report.json"), Is.EqualTo(Of(In("Debug", "report.json"))).And.Not.EqualTo(Of("Release/report.json")));
    }

    [TestCase("gangate.dll")]
    [TestCase("GanGate.Core.dll")]
    [TestCase("GanGate.Reporting.dll")]
    public void Another_tool_is_another_key(string file)
    {
        string before = Key();

        File.AppendAllText(In(file), "new version");

        Assert.That(Key(), Is.Not.EqualTo(before));
    }

    [Test]
    public void The_tools_time_alone_is_no_other_key()
    {
        string before = Key();

        File.SetLastWriteTimeUtc(In("gangate.dll"), Old);

        Assert.That(Key(), Is.EqualTo(before));
    }

    [Test]
    public void Options_count_but_for_those_without_effect_on_the_score()
    {
        Assert.That(Key(("MaxFid", "26")), Is.Not.EqualTo(Key(("MaxFid", "25"))));
        Assert.That(Key(("Timeout", "60")), Is.EqualTo(Key()));
        Assert.That(Key(("Severity", "warning")), Is.EqualTo(Key()));
    }

    [Test]
    public void Every_setting_that_changes_a_score_counts_and_no_other()
    {
        string[] changing = GateOptions.Named(setting => setting.ChangesScore || setting.Kind.ToString() == "Output");

        foreach (string name in GateOptions.Named(_ => true))
        {
            bool counts = Key((name, "1")) != Key((name, "2"));
            Assert.That(counts, Is.EqualTo(changing.Contains(name)), name);
        }

        Assert.That(changing, Is.SupersetOf(["Exclude", "EveryPicture", "SampleBits", "Inputs", "ImageOutput", "Range"]));
    }

    [Test]
    public void Patterns_of_files_to_leave_out_name_no_inputs()
    {
        string before = Key(("Exclude", "*.zip;samples/"));

        File.AppendAllText(In("photos.zip"), "more");

        Assert.That(Key(("Exclude", "*.zip;samples/")), Is.EqualTo(before));
        Assert.That(Options(("Exclude", "*.zip")).Inputs, Does.Not.Contain("*.zip"));
    }

    [TestCase("new.avif")]
    [TestCase("deep/new.HEIC")]
    [TestCase("new.mpo")]
    public void A_new_picture_of_any_kind_is_another_key(string name)
    {
        string before = Key(), pattern = Key(("Generated", "samples/**/*"));

        File.WriteAllText(In("samples", name), "picture");

        Assert.That(Key(), Is.Not.EqualTo(before));
        Assert.That(Key(("Generated", "samples/**/*")), Is.Not.EqualTo(pattern));
    }

    [Test]
    public void The_other_half_of_a_pair_of_statistics_counts()
    {
        File.WriteAllText(In("x_mu.npy"), "mean");
        File.WriteAllText(In("x_sigma.npy"), "covariance");
        string mean = Key(("Reference", "x_mu.npy")), covariance = Key(("Reference", "x_sigma.npy"));

        File.SetLastWriteTimeUtc(In("x_sigma.npy"), Old);

        Assert.That(Key(("Reference", "x_mu.npy")), Is.Not.EqualTo(mean));
        Assert.That(Key(("Reference", "x_sigma.npy")), Is.Not.EqualTo(covariance));
    }

    [TestCase("Report")]
    [TestCase("MarkdownFile")]
    [TestCase("Junit")]
    [TestCase("History")]
    [TestCase("Grid")]
    public void What_a_gate_writes_counts_by_its_name_alone(string option)
    {
        string before = Key((option, "written"));

        File.WriteAllText(In("written"), "a result");

        Assert.That(Key((option, "written")), Is.EqualTo(before));
        Assert.That(Key((option, "elsewhere")), Is.Not.EqualTo(before));
        Assert.That(Options((option, "written")).Inputs, Does.Not.Contain("written").And.Contain("samples"));
        Assert.That(Options((option, "written")).Outputs, Is.EqualTo(["written"]));
    }

    [Test]
    public void A_folder_of_kept_references_does_not_count()
    {
        string before = Key();
        Directory.CreateDirectory(In("kept"));
        File.WriteAllText(In("kept", "a.npz"), "statistics");

        Assert.That(Key(("ReferenceCache", "kept")), Is.EqualTo(before));
        Assert.That(Options(("ReferenceCache", "kept")).Outputs, Is.Empty);
    }

    [Test]
    public void What_is_no_image_does_not_count()
    {
        string before = Key();

        File.AppendAllText(In("samples", "notes.txt"), "more");
        File.AppendAllText(In("samples", ".d.png"), "more");

        Assert.That(Key(), Is.EqualTo(before));
    }

    /// <summary>What a gate in quarantine only warned of fails the day after, measured anew or not.</summary>
    [Test]
    public void The_end_of_a_quarantine_is_another_result()
    {
        (string, string) quarantine = ("Quarantine", "2027-03-01");
        string within = At(2027, 2, 1), last = At(2027, 3, 1), over = At(2027, 3, 2);

        Assert.That(last, Is.EqualTo(within));
        Assert.That(over, Is.Not.EqualTo(last).And.EqualTo(At(2028, 1, 1)));
        Assert.That(Key(quarantine), Is.Not.EqualTo(Key()).And.Not.EqualTo(Key(("Quarantine", "2027-03-02"))));
        Assert.That(Key(("Quarantine", "never")), Is.Not.EqualTo(Key()), "the tool refuses it");

        string At(int year, int month, int day) => GateKey.Of(
            Options(quarantine), _folder, In("gangate.dll"), "report.json", new DateTime(year, month, day, 23, 59, 0, DateTimeKind.Utc));
    }

    private string Key(params (string Name, string Value)[] more) => GateKey.Of(Options(more), _folder, In("gangate.dll"), "report.json", Today);

    private static GateOptions Options(params (string Name, string Value)[] more)
    {
        (string Name, string Value)[] options =
            [("Generated", "samples"), ("Reference", "reference.npz"), ("Baseline", "baseline.json"), ("Protocol", "net.onnx"), .. more];
        return new GateOptions(options.Select(option => KeyValuePair.Create(option.Name, option.Value)));
    }

    private string In(params string[] parts) => Path.Combine([_folder, .. parts]);
}
