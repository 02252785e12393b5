using System.Text.Json.Nodes;
using GanGate.Tests.Browser;

namespace GanGate.Tests;

/// <summary>The page as a browser shows it.</summary>
[NonParallelizable]
public class HtmlReportTests
{
    // Eats quotes and brackets for breakfast.
    private const string HostileName = "\"'><img src=x onerror=console.log(1)><script>console.log(2)</script>.png";

    private string _page = "";
    private Chromium _browser = null!;

    [OneTimeSetUp]
    public async Task MakeAPageWithEverythingOnIt()
    {
        _browser = await Chromium.StartAsync();
        string samples = DemoSet.CopyOfGood(90);
        File.Copy(Path.Combine(DemoSet.Folders.Reference, "landscape-3.png"), Path.Combine(samples, HostileName.Replace('/', '_')));
        foreach (string file in Directory.GetFiles(samples, "landscape-100*")) File.Copy(file, Path.Combine(samples, new string('n', 180) + Path.GetFileName(file)));
        string history = DemoSet.Temporary("history.jsonl"), config = DemoSet.Temporary("gates.json");
        _page = DemoSet.Temporary("report.html");
        JsonObject gates = new()
        {
            ["gates"] = new JsonArray(
                Gate("spoiled", DemoSet.Folders.Spoiled, DemoSet.Statistics),
                Gate("copies <b>&amp;", samples, DemoSet.Folders.Reference, copies: "0")),
        };
        await File.WriteAllTextAsync(config, gates.ToJsonString());
        for (int run = 0; run < 2; run++)
        {
            GanGateCommand command = await GanGateCommand.Run("gate", "--config", config, "--report", _page, "--history", history);
            Assert.That(command.ExitCode, Is.EqualTo(1), command.Error);
        }

        static JsonObject Gate(string name, string generated, string reference, string? copies = null) => new()
        {
            ["name"] = name,
            ["generated"] = generated,
            ["reference"] = reference,
            ["protocol"] = "pyramid",
            ["maxFid"] = 1,
            ["maxCopies"] = copies,
        };
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        if (_browser is not null) await _browser.DisposeAsync();
    }

    [TestCase(400, "light")]
    [TestCase(400, "dark")]
    [TestCase(1400, "light")]
    [TestCase(1400, "dark")]
    public async Task A_reader_sees_all_of_it_on_any_screen(int width, string scheme)
    {
        _browser.Complaints.Clear();
        await _browser.EmulateAsync(width, scheme);
        await _browser.OpenAsync(_page);

        Assert.That((int)await _browser.EvaluateAsync(PageInspection.Overflow), Is.Zero);
        Assert.That((int)await _browser.EvaluateAsync(PageInspection.Pictures), Is.GreaterThan(60));
        Assert.That((await _browser.EvaluateAsync(PageInspection.BrokenPictures)).AsArray(), Is.Empty);
        Assert.That(Lines(await _browser.EvaluateAsync(PageInspection.LowContrast)), Is.Empty);
        Assert.That(Lines(await _browser.EvaluateAsync(PageInspection.UnreadableLetters)), Is.Empty);
        Assert.That(_browser.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_dark_screen_prints_dark_letters_on_white()
    {
        _browser.Complaints.Clear();
        await _browser.EmulateAsync(800, "dark", medium: "print");
        await _browser.OpenAsync(_page);

        Assert.That((string?)await _browser.EvaluateAsync("getComputedStyle(document.body).backgroundColor"), Is.EqualTo("rgb(255, 255, 255)"));
        Assert.That(Lines(await _browser.EvaluateAsync(PageInspection.LowContrast)), Is.Empty);
        Assert.That((await _browser.PrintAsync()).AsSpan(0, 5).SequenceEqual("%PDF-"u8), Is.True);
    }

    [Test]
    public async Task The_inspection_itself_sees_what_is_wrong()
    {
        string bad = DemoSet.Temporary("bad.html");
        await File.WriteAllTextAsync(bad, """
            <!doctype html><body style="background:#fff"><p style="color:#999;width:900px">pale</p><img alt="gone" src="data:image/png;base64,AAAA">
            <svg class="chart" viewBox="0 0 400 50" width="100"><text x="380" y="20">cut off</text><text x="380" y="20">twice</text></svg>
            <script>console.error('said')</script>
            """);
        _browser.Complaints.Clear();
        await _browser.EmulateAsync(400, "light");
        await _browser.OpenAsync(bad);

        Assert.That((int)await _browser.EvaluateAsync(PageInspection.Overflow), Is.GreaterThan(400));
        Assert.That(Lines(await _browser.EvaluateAsync(PageInspection.BrokenPictures)), Is.EqualTo(["gone"]));
        Assert.That(Lines(await _browser.EvaluateAsync(PageInspection.LowContrast)), Is.EqualTo(["2.85: pale"]));
        Assert.That(Lines(await _browser.EvaluateAsync(PageInspection.UnreadableLetters)), Has.Some.StartsWith("cut off: ").And.Some.Contains(" px: ").And.Some.EqualTo("twice on cut off"));
        Assert.That(_browser.Complaints, Has.Some.Contains("said"));
    }

    private static string[] Lines(JsonNode array) => [.. array.AsArray().Select(line => (string)line!)];
}
