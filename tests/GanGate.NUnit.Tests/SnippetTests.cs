using System.Runtime.CompilerServices;
using GanGate.Gating;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.NUnit;
using GanGate.Reporting;
using Snapshooter.NUnit;

namespace GanGate.Tests;

[NonParallelizable]
public class SnippetTests
{
    private static readonly string[] Pages = ["README.md", "docs/nunit.md"];

    private string _before = null!;
    private string _folder = null!;

    [OneTimeSetUp]
    public void StandWhereTheSnippetsRun()
    {
        _before = Directory.GetCurrentDirectory();
        _folder = Directory.CreateTempSubdirectory("gangate-snippets-").FullName;
        Directory.CreateSymbolicLink(Path.Combine(_folder, "samples"), Demo.Pictures.Good);
        Directory.CreateSymbolicLink(Path.Combine(_folder, "photos"), Demo.Pictures.Reference);
        File.Copy(Demo.Statistics, Path.Combine(_folder, "photos.npz"));
        BaselineFile.Empty.With("photos", Report.Of(Demo.Good.Score).ToBaselineEntry()).Write(Path.Combine(_folder, "baseline.json"));
        Directory.SetCurrentDirectory(_folder);
    }

    [OneTimeTearDown]
    public void GoBack()
    {
        Directory.SetCurrentDirectory(_before);
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void A_distance_is_asserted_on()
    {
        FidResult fid = Fid.Measure("samples", "photos.npz");
        Assert.That(fid, Is.NoWorseThan("baseline.json"));

        Assert.That(fid, Is.NoWorseThan("baseline.json"));
        Assert.That(fid, Is.NoWorseThan("baseline.json", gate: "photos").Allowing("10%").WithAlpha(0.01));
        Assert.That(fid, Is.Not.Regressed("baseline.json"));
        Assert.That(fid, Is.FidWithin("10%").Of("baseline.json"));
        Assert.That(fid, Is.FidWithin("10%").Of(0.428));
        Assert.That(fid, Is.FidBelow(0.62));
        Assert.That(fid, Is.FidBelow(0.62).And.NoWorseThan("baseline.json"));

        Warn.Unless(fid, Is.FidBelow(0.449));
    }

    [Test]
    public void Other_metrics_are_asserted_on()
    {
        FidResult both = Fid.Measure("samples", "photos", new MeasurementOptions { Protocol = "pyramid" });
        Assert.That(both, Is.KidBelow(0.035).And.FidBelow(0.62));
        Assert.That(both, Has.PrecisionAbove(0.8).And.RecallAbove(0.8));
    }

    [Test]
    public void Files_are_left_out()
    {
        string samples = Path.Combine(_folder, "mixed");
        Directory.CreateDirectory(Path.Combine(samples, "thumbs"));
        string[] pictures = Directory.GetFiles(Demo.Pictures.Good);
        foreach (string file in pictures.Take(20)) File.Copy(file, Path.Combine(samples, Path.GetFileName(file)));
        File.Copy(pictures[^1], Path.Combine(samples, "grid-1.png"));
        File.Copy(pictures[^1], Path.Combine(samples, "thumbs", "a.png"));
        MeasurementOptions some = new() { Exclude = ExcludedFiles.Of(["grid-*", "thumbs/"]), EveryPicture = true };
        Assert.That(Fid.Measure("samples", "photos.npz", some), Is.NoWorseThan("baseline.json"));

        Score all = Fid.Measure("mixed", "photos.npz").Score, left = Fid.Measure("mixed", "photos.npz", some).Score;
        Assert.That((all.Generated.Count, left.Generated.Count), Is.EqualTo((22, 20)));
        File.WriteAllText(Path.Combine(samples, "a.heic"), "no picture that can be read");
        Assert.That(
            () => Fid.Measure("mixed", "photos.npz", some),
            Throws.TypeOf<GanGateException>().With.Message.StartsWith("GG2052").And.Message.Contains("Exclude '*.heic'").And.Message.Not.Contains("--"));
    }

    [Test]
    public async Task A_measurement_is_awaited()
    {
        await Assert.ThatAsync(() => Fid.MeasureAsync("samples", "photos.npz"), Is.NoWorseThan("baseline.json"));
    }

    [Test]
    public void Plain_methods_serve_older_languages()
    {
        FidResult fid = Fid.Measure("samples", "photos.npz");
        FidResult both = Fid.Measure("samples", "photos", Demo.Pyramid);

        Assert.That(fid, FidIs.NoWorseThan("baseline.json") & !FidIs.Regressed("baseline.json") & FidIs.Below(0.62));
        Assert.That(fid, FidIs.Within("10%").Of("baseline.json"));
        Assert.That(both, FidIs.KidBelow(0.035) & FidHas.PrecisionAbove(0.8) & FidHas.RecallAbove(0.8));
    }

    [Test, CancelAfter(600_000)]
    public void Samples_are_good(CancellationToken cancellation) =>
        Assert.That(Fid.Measure("samples", "photos.npz", cancellation: cancellation), Is.NoWorseThan("baseline.json"));

    [Test]
    public void A_result_has_a_snapshot()
    {
        FidResult fid = Fid.Measure("samples", "photos.npz");

        Snapshot.Match(fid.ToSnapshot());
    }

    [Test]
    public async Task Verify_takes_the_text_that_it_would_keep()
    {
        FidResult fid = Fid.Measure("samples", "photos.npz");

        await Verifier.Verify(fid.ToSnapshot());
    }

    [TestCaseSource(nameof(Pages))]
    public void The_lines_of_a_page_are_those_above(string page)
    {
        string tests = string.Join('\n', File.ReadLines(ThisFile()).Select(line => line.TrimStart()));

        foreach (string block in Snippets.Of(Path.Combine(Repository.Root, page), "csharp"))
        {
            Assert.That(tests, Does.Contain(string.Join('\n', block.TrimEnd('\n').Split('\n').Select(line => line.TrimStart()))));
        }
    }

    [Test]
    public void The_snapshot_that_the_page_shows_is_the_demos() => Assert.That(
        Snippets.Of(Path.Combine(Repository.Root, "docs", "nunit.md"), "text"), Does.Contain(Demo.Good.ToSnapshot() + "\n"));

    [Test]
    public void The_page_shows_the_package_in_this_version() => Assert.That(
        Snippets.Of(Path.Combine(Repository.Root, "docs", "nunit.md"), "xml")[0],
        Is.EqualTo($"<PackageReference Include=\"GanGate.NUnit\" Version=\"{ProductVersion.Current}\" />\n"));

    [Test]
    public void The_page_brings_statistics_and_baseline_to_the_tests() => Assert.That(
        Snippets.Of(Path.Combine(Repository.Root, "docs", "nunit.md"), "xml")[1],
        Does.Contain("<None Update=\"photos.npz;baseline.json\" CopyToOutputDirectory=\"PreserveNewest\" />"));

    private static string ThisFile([CallerFilePath] string path = "") =>
        Path.Combine(Repository.Root, "tests", "GanGate.NUnit.Tests", Path.GetFileName(path));

    // Stands for Verify's class of this name, which not every registry serves: what it takes is text.
    private static class Verifier
    {
        public static Task Verify(string text)
        {
            Assert.That(text, Does.Not.Contain(Path.GetTempPath()).And.StartWith("FD (pyramid)-500: "));
            return Task.CompletedTask;
        }
    }
}
