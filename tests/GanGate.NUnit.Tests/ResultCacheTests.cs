using GanGate.Measuring;
using GanGate.NUnit;

namespace GanGate.Tests;

public class ResultCacheTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("gangate-results-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_is_written_is_read()
    {
        ResultCache cache = new(_folder);
        cache.Write(Key(1), Demo.Good.Score, ResultJson.Default.Score);

        Assert.That(cache.Read(Key(1), ResultJson.Default.Score)?.Value, Is.EqualTo(Demo.Good.Value));
        Assert.That(cache.Read(Key(2), ResultJson.Default.Score), Is.Null);
    }

    private static IEnumerable<TestCaseData> Damages()
    {
        yield return Case("empty", text => "");
        yield return Case("its end is missing", text => text[..^2]);
        yield return Case("cut within its first line", text => text[..10]);
        yield return Case("a digit changed", text => text.Replace("\"Value\":0", "\"Value\":1", StringComparison.Ordinal));
        yield return Case("of another version", text => text.Replace("gangate-result/1", "gangate-result/2", StringComparison.Ordinal));
        yield return Case("something appended", text => text + " ");
        yield return Case("something else", text => "null");

        static TestCaseData Case(string name, Func<string, string> damage) => new TestCaseData(damage).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Damages))]
    public void A_damaged_entry_is_passed_over_and_replaced(Func<string, string> damage)
    {
        ResultCache cache = new(_folder);
        cache.Write(Key(1), Demo.Good.Score, ResultJson.Default.Score);
        string path = Directory.GetFiles(_folder).Single(), text = File.ReadAllText(path);
        Assert.That(damage(text), Is.Not.EqualTo(text));
        File.WriteAllText(path, damage(text));

        Assert.That(cache.Read(Key(1), ResultJson.Default.Score), Is.Null);

        cache.Write(Key(1), Demo.Good.Score, ResultJson.Default.Score);
        Assert.That(cache.Read(Key(1), ResultJson.Default.Score), Is.Not.Null);
    }

    [Test]
    public void An_entry_of_another_key_is_passed_over()
    {
        ResultCache cache = new(_folder);
        cache.Write(Key(1), Demo.Good.Score, ResultJson.Default.Score);
        File.Move(Path.Combine(_folder, Key(1) + ".json"), Path.Combine(_folder, Key(2) + ".json"));

        Assert.That(cache.Read(Key(2), ResultJson.Default.Score), Is.Null);
    }

    [Test]
    public void A_huge_entry_is_passed_over()
    {
        using (FileStream file = File.Create(Path.Combine(_folder, Key(1) + ".json"))) file.SetLength(1L << 33);

        Assert.That(new ResultCache(_folder).Read(Key(1), ResultJson.Default.Score), Is.Null);
    }

    [Test]
    public void The_longest_unused_go_when_there_are_too_many()
    {
        ResultCache cache = new(_folder);
        cache.Write(Key(1), Demo.Good.Score, ResultJson.Default.Score);
        for (int i = 2; i <= ResultCache.MostEntries + 5; i++)
        {
            string path = Path.Combine(_folder, Key(i) + ".json");
            File.WriteAllText(path, "old");
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-i));
        }

        File.SetLastWriteTimeUtc(Path.Combine(_folder, Key(1) + ".json"), DateTime.UtcNow.AddDays(-9999));
        Assert.That(cache.Read(Key(1), ResultJson.Default.Score), Is.Not.Null, "reading is using");
        cache.Write(Key(0), Demo.Good.Score, ResultJson.Default.Score);

        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(ResultCache.MostEntries));
        Assert.That(cache.Read(Key(0), ResultJson.Default.Score), Is.Not.Null);
        Assert.That(cache.Read(Key(1), ResultJson.Default.Score), Is.Not.Null);
        Assert.That(File.Exists(Path.Combine(_folder, Key(ResultCache.MostEntries + 5) + ".json")), Is.False);
    }

    // Processes share a folder as these caches do: nothing but the files is common to them.
    [Test]
    public void Several_writers_and_readers_at_once_see_whole_entries_or_none()
    {
        double[] allowed = [Demo.Good.Value, Demo.Spoiled.Value];

        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            ResultCache cache = new(_folder);
            Score score = (i % 2 == 0 ? Demo.Good : Demo.Spoiled).Score;
            cache.Write(Key(i % 3), score, ResultJson.Default.Score);
            Assert.That(cache.Read(Key((i + 1) % 3), ResultJson.Default.Score)?.Value ?? allowed[0], Is.AnyOf(allowed[0], allowed[1]));
        });

        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(3), "nothing temporary is left");
        Assert.That(new ResultCache(_folder).Read(Key(0), ResultJson.Default.Score), Is.Not.Null);
    }

    [Test]
    public void A_folder_that_cannot_be_written_to_costs_no_test()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        ResultCache nowhere = new(Path.Combine(file, "below"));

        Assert.That(() => nowhere.Write(Key(1), Demo.Good.Score, ResultJson.Default.Score), Throws.Nothing);
        Assert.That(nowhere.Read(Key(1), ResultJson.Default.Score), Is.Null);
        Assert.That(() => new ResultCache(null).Write(Key(1), Demo.Good.Score, ResultJson.Default.Score), Throws.Nothing);
    }

    [Test]
    public void Results_lie_in_the_folder_of_the_model_store() =>
        Assert.That(Directory.GetFiles(Path.Combine(Demo.Home, "results"), $"{Demo.Good.Key}.json"), Has.Length.EqualTo(1));

    private static string Key(int number) => number.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);
}
