using System.Text;
using GanGate.Reporting;
using GanGate.Tests.Measuring;

namespace GanGate.Tests.Reporting;

public class HistoryFileTests
{
    private const string Rest = ",\"gate\":null,\"value\":1,\"bias\":1,\"count\":5,\"verdict\":\"none\",\"fingerprint\":\"f\","
        + "\"reference\":\"r\",\"created\":\"2026-01-01T00:00:00Z\"}";

    private static readonly Report First = Report.Of(Scores.Of(12.5, error: 0.2, bias: 0.1)) with { Name = "faces" };

    [Test]
    public void Results_are_added_line_by_line_and_read_again()
    {
        using TemporaryFolder folder = new();
        string path = folder["history.jsonl"];

        HistoryFile.Read(path).Append([First], "abc");
        HistoryFile.Read(path).Append([First with { Value = 13 }], null);

        Assert.That(File.ReadAllLines(path), Has.Length.EqualTo(2).And.All.StartsWith("{\"schema\":\"gangate-history/1\",\"gate\":\"faces\","));
        IReadOnlyList<HistoryEntry> history = HistoryFile.Read(path).Before(First with { Value = 14 }).Figures.History;
        Assert.That(
            history.Select(entry => (entry.Value, entry.StandardError, entry.Commit)),
            Is.EqualTo(new (double, double?, string?)[] { (12.5, 0.2, "abc"), (13, 0.2, null) }));
    }

    [Test]
    public void A_pointer_of_Git_LFS_and_a_wide_text_are_told_as_such()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["pointer"], $"version https://git-lfs.github.com/spec/v1\noid sha256:{new string('0', 64)}\nsize 12345\n");
        File.WriteAllText(folder["wide"], "{}", new UnicodeEncoding(bigEndian: false, byteOrderMark: true));

        foreach (Action<string> open in (Action<string>[])[path => HistoryFile.Read(path), path => ReportFile.Read(path)])
        {
            Assert.That(() => open(folder["pointer"]), Throws.TypeOf<GanGateException>().With.Message.Contains("git lfs pull")
                .And.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.NotFetched));
        }

        Assert.That(() => HistoryFile.Read(folder["wide"]), Throws.TypeOf<GanGateException>().With.Message.Contains("UTF-16 (little-endian)")
            .And.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.HistoryInvalid));
    }

    [Test]
    public void Only_results_under_the_same_conditions_are_joined()
    {
        using TemporaryFolder folder = new();
        string path = folder["history.jsonl"];
        Report[] others =
        [
            First with { Name = "cats" },
            First with { Class = "cats" },
            First with { Reference = First.Reference with { Hash = "sha256:other" } },
            First with { Protocol = First.Protocol with { Fingerprint = "sha256:other" } },
            First with { Generated = First.Generated with { Count = 5 } },
        ];
        HistoryFile.Read(path).Append([First, .. others], null);

        Assert.That(HistoryFile.Read(path).Before(First).Figures.History, Has.Count.EqualTo(1));
        Assert.That(File.ReadAllLines(path), Has.Length.EqualTo(6));
    }

    [TestCase("{\"schema\":\"gangate-history/1\"", "line 2 of the history")]
    [TestCase("null", "is not of schema 'gangate-history/1'")]
    [TestCase("<<<<<<< HEAD", "is not one result as JSON: mend or remove that line")]
    [TestCase("{\"schema\":\"other/1\",\"standardError\":null" + Rest, "is not of schema")]
    [TestCase("{\"schema\":\"gangate-history/1\",\"standardError\":-1" + Rest, "has impossible numbers")]
    public void A_broken_line_is_named_and_nothing_is_lost(string line, string reason)
    {
        using TemporaryFolder folder = new();
        string path = folder["history.jsonl"];
        HistoryFile.Read(path).Append([First], null);
        File.AppendAllText(path, line);
        string before = File.ReadAllText(path);

        GanGateException failure = Assert.Throws<GanGateException>(() => HistoryFile.Read(path))!;

        Assert.That((failure.Error, failure.Message), Is.EqualTo((ErrorCodes.HistoryInvalid, failure.Message)));
        Assert.That(failure.Message, Does.StartWith("line 2 of the history").And.Contain(reason));
        Assert.That(File.ReadAllText(path), Is.EqualTo(before));
    }

    [Test]
    public void Empty_lines_count_where_a_broken_one_is_named()
    {
        using TemporaryFolder folder = new();
        string path = folder["history.jsonl"];
        File.WriteAllText(path, "\n\nbroken\n");

        Assert.That(() => HistoryFile.Read(path), Throws.TypeOf<GanGateException>().With.Message.StartsWith("line 3 of the history"));
    }

    [Test]
    public void A_folder_is_no_history()
    {
        using TemporaryFolder folder = new();

        Assert.That(() => HistoryFile.Read(folder.Root), Throws.TypeOf<GanGateException>().With.Message.Contains("cannot be read"));
    }
}
