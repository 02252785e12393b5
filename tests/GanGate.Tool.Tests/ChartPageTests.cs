using System.Text.Json.Nodes;
using GanGate.Tests.Browser;

namespace GanGate.Tests;

/// <summary>The pages and plots of curves and studies as a browser shows them.</summary>
[NonParallelizable]
public class ChartPageTests
{
    private readonly List<string> _pages = [];
    private Chromium _browser = null!;

    [OneTimeSetUp]
    public async Task Draw()
    {
        _browser = await Chromium.StartAsync();
        string folder = Directory.CreateDirectory(DemoSet.Temporary("pages")).FullName;
        string runs = Directory.CreateDirectory(Path.Combine(folder, "run")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(runs, "step-1000"), DemoSet.Folders.Spoiled);
        Directory.CreateSymbolicLink(Path.Combine(runs, "step-2000"), DemoSet.Folders.Good);
        await Show(folder, "curve", runs, "--reference", DemoSet.Statistics, "--no-keep");
        await Show(
            folder, "study", DemoSet.Folders.Good, "--limit", "50", "--protocol", "pyramid", "--contaminate-with", DemoSet.Folders.Spoiled);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        if (_browser is not null) await _browser.DisposeAsync();
    }

    [Test]
    public async Task A_reader_sees_all_of_it_on_any_screen([Values(400, 1400)] int width, [Values("light", "dark")] string scheme)
    {
        await _browser.EmulateAsync(width, scheme);
        foreach (string page in _pages)
        {
            _browser.Complaints.Clear();
            await _browser.OpenAsync(page);

            Assert.That((int)await _browser.EvaluateAsync(PageInspection.Overflow), Is.Zero, page);
            int points = Path.GetFileName(page) switch { "curve.html" => 2, "study.html" => 24, _ => 0 };
            Assert.That((int)await _browser.EvaluateAsync(PageInspection.Pictures), Is.EqualTo(points), "a grid of samples at each point");
            Assert.That((await _browser.EvaluateAsync(PageInspection.BrokenPictures)).AsArray(), Is.Empty, page);
            Assert.That(Lines(await _browser.EvaluateAsync(PageInspection.LowContrast)), Is.Empty, page);
            Assert.That(Lines(await _browser.EvaluateAsync(PageInspection.UnreadableLetters)), Is.Empty, page);
            Assert.That(_browser.Complaints, Is.Empty, page);
        }
    }

    // A page with what the command makes of itself, and one with its plot, as a reader includes it.
    private async Task Show(string folder, string command, params string[] arguments)
    {
        string page = Path.Combine(folder, $"{command}.html"), plot = Path.Combine(folder, $"{command}.svg");
        GanGateCommand shown = await GanGateCommand.Run([command, .. arguments, "--report", page, "--plot", plot]);
        Assert.That(shown.ExitCode, Is.Zero, shown.Error);
        string around = Path.Combine(folder, $"{command}-plot.html");
        await File.WriteAllTextAsync(around, $"""
            <!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <style>@media(prefers-color-scheme:dark){"{"}body{"{"}background:#14171a{"}}"}</style>
            <body style="margin:0">{await File.ReadAllTextAsync(plot)}
            """);
        _pages.AddRange([page, around]);
    }

    private static string[] Lines(JsonNode array) => [.. array.AsArray().Select(line => (string)line!)];
}
