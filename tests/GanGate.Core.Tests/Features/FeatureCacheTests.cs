using GanGate.Features;
using GanGate.Images;

namespace GanGate.Tests.Features;

public class FeatureCacheTests
{
    private const int Side = 64;
    private const int RecordLength = 32 + (212 * 4) + 32;

    private TemporaryFolder _folder = null!;

    private string Cache => Path.Combine(_folder.Root, "features");

    private string[] Files => Directory.Exists(Cache) ? Directory.GetFiles(Cache) : [];

    [SetUp]
    public void Create() => _folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void What_was_measured_once_is_not_measured_again()
    {
        using Counted network = new();
        float[] first = Run(network, 37), second = Run(network, 37);

        Assert.That(network.Images, Is.EqualTo(37));
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Of_mostly_the_same_images_the_others_are_measured_and_all_come_in_order()
    {
        using Counted network = new();
        Run(network, 30);
        float[] more = Run(network, 37);

        Assert.That(network.Images, Is.EqualTo(37));
        Assert.That(more, Is.EqualTo(Uncached(37)));
    }

    [Test]
    public void Pixels_count_and_not_names_or_files()
    {
        using Counted network = new();
        float[] first = Run(network, new PaintedSource(4, Side));
        float[] reversed = Run(network, new SelectedImages(new PaintedSource(4, Side), [3, 2, 1, 0]));

        Assert.That(network.Images, Is.EqualTo(4));
        Assert.That(reversed[..212], Is.EqualTo(first[^212..]));
    }

    [Test]
    public void Unrounded_samples_and_their_bytes_are_not_the_same_image()
    {
        RgbImage bytes = new("a", 2, 1, [1, 2, 3, 4, 5, 6]);
        RgbImage[] others =
        [
            bytes with { Unrounded = [1, 2, 3, 4, 5, 6] }, bytes with { Unrounded = [1, 2, 3, 4, 5, 6.25f] },
            bytes with { Width = 1, Height = 2 }, bytes with { Pixels = [1, 2, 3, 4, 5, 7] },
        ];

        Assert.That(others.Append(bytes).Select(PixelHash.Of), Is.Unique);
        Assert.That(PixelHash.Of(bytes with { Name = "b" }), Is.EqualTo(PixelHash.Of(bytes)));
    }

    [Test]
    public void Another_protocol_has_features_of_its_own()
    {
        using Counted network = new(), other = new(version: 2);
        Run(network, 8);
        Run(other, 8);

        Assert.That(other.Images, Is.EqualTo(8));
    }

    private static IEnumerable<TestCaseData> Damages()
    {
        yield return Case("a changed feature", bytes => bytes[32 + 32 + 100] ^= 1);
        yield return Case("a changed hash of an image", bytes => bytes[32] ^= 1);
        yield return Case("a changed check", bytes => bytes[32 + RecordLength - 1] ^= 1);
        yield return Case("another header", bytes => bytes[0] ^= 1);
        yield return Case("zeros", Array.Clear);

        static TestCaseData Case(string name, Action<byte[]> damage) => new TestCaseData(damage).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Damages))]
    public void Damaged_entries_are_measured_again_and_then_known(Action<byte[]> damage)
    {
        using Counted network = new();
        Run(network, 8);
        byte[] bytes = File.ReadAllBytes(Files.Single());
        damage(bytes);
        File.WriteAllBytes(Files.Single(), bytes);

        float[] again = Run(network, 8);
        int measured = network.Images;
        float[] third = Run(network, 8);
        Run(network, 8);

        Assert.That(measured, Is.GreaterThan(8));
        Assert.That(again, Is.EqualTo(Uncached(8)));
        Assert.That(third, Is.EqualTo(again));
        Assert.That(network.Images, Is.LessThanOrEqualTo(measured + 8));
    }

    [TestCase(0)]
    [TestCase(20)]
    [TestCase(32 + RecordLength - 1)]
    [TestCase(32 + (3 * RecordLength) + 100)]
    public void A_file_that_was_cut_short_is_good_for_what_is_whole(int length)
    {
        using Counted network = new();
        Run(network, 8);
        using (FileStream file = new(Files.Single(), FileMode.Open)) file.SetLength(length);

        Assert.That(Run(network, 8), Is.EqualTo(Uncached(8)));
        Assert.That(network.Images, Is.EqualTo(8 + 8 - (Math.Max(0, length - 32) / RecordLength)));
    }

    [Test]
    public void Runs_at_the_same_time_share_one_folder()
    {
        float[][] rows = [.. Enumerable.Range(0, 6).AsParallel().AsOrdered().Select(run =>
        {
            using Counted network = new();
            return Run(network, 20 + run);
        })];
        using Counted last = new();

        Assert.That(rows.Select((values, run) => values.SequenceEqual(Uncached(20 + run))), Is.All.True);
        Assert.That(Run(last, 25), Is.EqualTo(rows[5]));
        Assert.That(last.Images, Is.Zero);
    }

    [Test]
    public void The_longest_unused_go_when_there_is_too_much()
    {
        using Counted network = new();
        const int MostBytes = 25 * RecordLength;
        for (int seed = 1; seed <= 4; seed++)
        {
            AddTen(network, seed, MostBytes);
            Array.ForEach(Files, file => File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddMinutes(-1)));
        }

        using FeatureCache cache = new(Cache, network, MostBytes);
        float[] row = new float[212];

        Assert.That(Files.Sum(file => new FileInfo(file).Length), Is.LessThanOrEqualTo(MostBytes));
        Assert.That(Enumerable.Range(1, 4).Select(seed => cache.TryRead(Image(seed, 0), row)), Is.EqualTo(new[] { false, false, true, true }));
    }

    [Test]
    public void What_a_killed_run_left_is_never_read_and_goes_after_a_day()
    {
        using Counted network = new();
        Run(network, 8);
        string left = Path.Combine(Cache, ".left.features");
        File.Copy(Files.Single(), left);
        File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddDays(-2));

        Run(network, 9);

        Assert.That(left, Does.Not.Exist);
        Assert.That(network.Images, Is.EqualTo(9));
    }

    [Test]
    public void Where_nothing_can_be_kept_all_is_measured()
    {
        File.WriteAllText(Cache, "a file, not a folder");
        using Counted network = new();

        Assert.That(Run(network, 5), Is.EqualTo(Uncached(5)));
        Assert.That(Run(network, 5), Is.EqualTo(Uncached(5)));
        Assert.That(network.Images, Is.EqualTo(10));
    }

    [Test]
    public void A_run_that_fills_the_cache_keeps_what_fits()
    {
        using Counted network = new();
        AddTen(network, seed: 1, mostBytes: (4 * RecordLength) + 100);
        using FeatureCache cache = new(Cache, network);
        float[] row = new float[212];

        Assert.That(Enumerable.Range(0, 10).Count(i => cache.TryRead(Image(1, i), row)), Is.EqualTo(4));
    }

    private void AddTen(Counted network, int seed, long mostBytes)
    {
        using FeatureCache cache = new(Cache, network, mostBytes);
        for (int i = 0; i < 10; i++) cache.Add(Image(seed, i), new float[212]);
    }

    private static PixelHash Image(int seed, int number) => new((UInt128)seed, (UInt128)number);

    private float[] Run(Extractor network, int count) => Run(network, new PaintedSource(count, Side));

    private float[] Run(Extractor network, IImageSource images) => Rows(network, images, new FeatureOptions { Cached = true, CacheFolder = Cache });

    private static float[] Uncached(int count)
    {
        using Counted network = new();
        return Rows(network, new PaintedSource(count, Side), new FeatureOptions());
    }

    private static float[] Rows(Extractor network, IImageSource images, FeatureOptions options)
    {
        List<float> rows = [];
        FeatureExtraction.Run(images, network, values => rows.AddRange(values), options with { BatchSize = 4, Threads = 2 });
        return [.. rows];
    }

    /// <summary>The pyramid, with a count of the images that it saw.</summary>
    private sealed class Counted(int version = 1) : Extractor
    {
        private readonly Extractor _network = Protocols.Open(new ProtocolOptions("pyramid"));

        public int Images { get; private set; }

        public override Protocol Protocol => _network.Protocol with { Version = version };

        public override Preprocessing Preprocessing => _network.Preprocessing;

        public override void Run(ReadOnlyMemory<float> planes, int count, Span<float> features)
        {
            Images += count;
            _network.Run(planes, count, features);
        }

        protected override void Dispose(bool disposing) => _network.Dispose();
    }
}
