using GanGate.Features;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Statistics;
using GanGate.Tests.Gating;

namespace GanGate.Tests.Measuring;

public class ReferenceCacheTests
{
    private static readonly Protocol Protocol = Protocols.Describe(new ProtocolOptions("pyramid"));
    private readonly TemporaryFolder _folder = new();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void What_is_kept_is_measured_once()
    {
        ImagesInput photos = Photos();
        ReferenceCache cache = new(_folder["kept/here"]);
        int measured = 0;

        FeatureStatistics first = cache.Take(photos, Protocol, Measure, CancellationToken.None);
        FeatureStatistics again = cache.Take(photos, Protocol, Measure, CancellationToken.None);
        FeatureStatistics other = cache.Take(photos, Protocol with { Version = 99 }, Measure, CancellationToken.None);

        Assert.That(measured, Is.EqualTo(2), "once under each protocol");
        Assert.That(again.Mu, Is.EqualTo(first.Mu));
        Assert.That(other.Mu[0], Is.EqualTo(2));
        Assert.That(Directory.GetFiles(cache.Folder, "*.npz"), Has.Length.EqualTo(2));

        FeatureStatistics Measure() => new([++measured], [1], 5);
    }

    [Test]
    public void A_damaged_file_is_as_good_as_none()
    {
        ImagesInput photos = Photos();
        ReferenceCache cache = new(_folder.Root);
        cache.Take(photos, Protocol, () => new FeatureStatistics([1], [1], 5), CancellationToken.None);
        File.WriteAllText(Directory.GetFiles(_folder.Root, "*.npz").Single(), "cut");

        FeatureStatistics taken = cache.Take(photos, Protocol, () => new FeatureStatistics([7], [1], 5), CancellationToken.None);

        Assert.That(taken.Mu, Is.EqualTo((double[])[7]));
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_an_error_before_anything_is_measured()
    {
        File.WriteAllText(_folder["file"], "");
        string folder = Path.Combine(_folder["file"], "below");

        Assert.That(
            () => new ReferenceCache(folder).Take(Photos(), Protocol, () => throw new InvalidOperationException("measured"), CancellationToken.None),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.OutputUnwritable)
                .And.Message.StartsWith($"the folder '{folder}' for reference statistics cannot be made: "));
    }

    [TestCase("a.npz")]
    [TestCase("a.npy")]
    [TestCase("a.zip")]
    [TestCase("a.bin")]
    [TestCase("a.idx")]
    [TestCase("a.idx.gz")]
    public void An_archive_that_is_replaced_after_it_was_opened_puts_nothing_into_the_cache(string name)
    {
        string path = _folder[$"replaced/{name}"], other = _folder[$"other/{name}"];
        ArchiveFiles.Write(path, value: 1);
        ArchiveFiles.Write(other, value: 2);
        IImageSource images = ImageSources.Open(path);
        using IDisposable opened = (IDisposable)images;
        File.Move(other, path, overwrite: true);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(1));
        ReferenceCache cache = new(_folder[$"cache-{name}"]);

        Assert.That(
            () => cache.Take(new ImagesInput(path, images), Protocol, () => new FeatureStatistics([1], [1], 5), CancellationToken.None),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.SourceChanged));
        Assert.That(Directory.Exists(cache.Folder) && Directory.EnumerateFiles(cache.Folder).Any(), Is.False);
    }

    private ImagesInput Photos()
    {
        string folder = _folder["photos"];
        if (!Directory.Exists(folder)) TexturesIn(folder);
        return new ImagesInput(folder, ImageSources.Open(folder));
    }

    private static void TexturesIn(string folder)
    {
        Directory.CreateDirectory(folder);
        CountedImages textures = new(3, seed: 1);
        for (int i = 0; i < textures.Count; i++) PngFile.Write(Path.Combine(folder, textures.NameOf(i)), textures.Decode(i));
    }
}
