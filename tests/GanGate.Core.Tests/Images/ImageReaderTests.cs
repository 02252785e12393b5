using GanGate.Images;

namespace GanGate.Tests.Images;

internal sealed class ImageReaderTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(7)]
    public void Every_image_comes_once_and_in_order(int threads)
    {
        NumberedImages source = new(500) { Delay = index => index % 17 == 0 ? 3 : 0 };
        Assert.That(ImageReader.Read(source, image => image.Width, threads, default), Is.EqualTo(Enumerable.Range(1, 500)));
        Assert.That(source.Decoded, Is.EqualTo(500));
    }

    [Test]
    public void As_many_are_decoded_at_once_as_there_are_threads()
    {
        using Barrier barrier = new(3);
        NumberedImages source = new(3) { Delay = _ => barrier.SignalAndWait(TimeSpan.FromSeconds(20)) ? 0 : throw new TimeoutException() };

        Assert.That(ImageReader.Read(source, image => image.Width, 3, default), Is.EqualTo((int[])[1, 2, 3]));
    }

    [Test]
    public void Files_read_in_parallel_equal_files_read_one_by_one()
    {
        using TemporaryFolder folder = new();
        PaintedImages.Write(folder.Root, count: 30, size: 20);
        ImageFolder source = ImageFolder.Open(folder.Root);
        RgbImage[] parallel = [.. ImageReader.Read(source, image => image, 4, default)];

        Assert.That(parallel.Select(image => image.Name), Is.EqualTo(Enumerable.Range(0, 30).Select(i => $"img{i}.png")));
        Assert.That(parallel.Select(image => image.Pixels), Is.EqualTo(Enumerable.Range(0, 30).Select(i => source.Decode(i).Pixels)));
    }

    [Test]
    public void No_more_than_a_window_is_decoded_ahead()
    {
        NumberedImages source = new(1000);
        using IEnumerator<int> images = ImageReader.Read(source, image => image.Width, 2, default).GetEnumerator();
        Assert.That(images.MoveNext());
        Thread.Sleep(50);
        Assert.That(source.Decoded, Is.InRange(2, 20));
    }

    [Test]
    public void One_bad_image_is_named_with_its_reason()
    {
        NumberedImages source = new(40) { IsBad = index => index == 25 };
        GanGateException error = Assert.Throws<GanGateException>(() => Drain(source))!;

        Assert.That(error.Error, Is.EqualTo(ErrorCodes.CorruptImages));
        Assert.That(error.Message, Is.EqualTo("1 of 40 images in 'numbers' could not be decoded: 25.png (bad luck)"));
        Assert.That(error.Details, Is.EqualTo((string[])["25.png: bad luck"]));
    }

    [Test]
    public void All_bad_images_are_listed_and_the_good_ones_after_them_not_transformed()
    {
        int transformed = 0;
        NumberedImages source = new(2000) { IsBad = index => index is 3 or 700 or 1999 };
        GanGateException error = Assert.Throws<GanGateException>(() => Drain(source, image => Interlocked.Increment(ref transformed)))!;

        Assert.That(error.Message, Does.StartWith("3 of 2,000 images in 'numbers' could not be decoded: 3.png (bad luck), 700.png"));
        Assert.That(error.Details, Has.Count.EqualTo(3));
        Assert.That(source.Decoded, Is.EqualTo(2000));
        Assert.That(transformed, Is.LessThan(50));
    }

    [Test]
    public void After_ten_bad_images_it_stops_with_the_first_ten()
    {
        NumberedImages source = new(100_000) { IsBad = index => index % 3 == 0, Delay = index => index % 5 == 0 ? 1 : 0 };
        GanGateException error = Assert.Throws<GanGateException>(() => Drain(source))!;

        Assert.That(error.Message, Does.StartWith("10 or more of 100,000 images"));
        Assert.That(error.Details, Is.EqualTo(Enumerable.Range(0, 10).Select(i => $"{3 * i}.png: bad luck")));
        Assert.That(source.Decoded, Is.LessThan(60));
    }

    [Test]
    public void A_file_that_vanishes_is_a_bad_image()
    {
        using TemporaryFolder folder = new();
        PaintedImages.Write(folder.Root, count: 3, size: 8);
        ImageFolder source = ImageFolder.Open(folder.Root);
        File.Delete(folder["img1.png"]);

        Assert.That(Assert.Throws<GanGateException>(() => Drain(source))!.Message, Does.Contain("1 of 3").And.Contain("img1.png (the file no longer exists"));
    }

    [Test]
    public void A_fault_in_the_transform_reaches_the_caller_as_it_is() =>
        Assert.That(() => Drain(new NumberedImages(50), image => image.Width == 20 ? throw new InvalidTimeZoneException("mine") : 0),
            Throws.TypeOf<InvalidTimeZoneException>().With.Message.EqualTo("mine"));

    [Test]
    public void Nothing_runs_on_after_the_caller_breaks_off()
    {
        NumberedImages source = new(1000) { Delay = index => index > 20 ? 30 : 1 };
        foreach (int width in ImageReader.Read(source, image => image.Width, 3, default))
        {
            if (width == 5)
            {
                break;
            }
        }

        Assert.That(source.Running, Is.Zero);
        int decoded = source.Decoded;
        Thread.Sleep(30);
        Assert.That(source.Decoded, Is.EqualTo(decoded));
    }

    [Test]
    public void Cancellation_ends_the_reading_from_outside()
    {
        using CancellationTokenSource cancellation = new();
        NumberedImages source = new(100_000) { Delay = index => index == 30 ? Cancel(cancellation) : 1 };

        Assert.That(() => Drain(source, cancellation: cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(source.Decoded, Is.LessThan(100));
        Assert.That(source.Running, Is.Zero);
    }

    [Test]
    public void Cancellation_also_ends_the_listing_of_bad_images()
    {
        using CancellationTokenSource cancellation = new();
        NumberedImages source = new(100_000) { IsBad = index => index == 0, Delay = index => index == 30 ? Cancel(cancellation) : 1 };

        Assert.That(() => Drain(source, cancellation: cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(source.Decoded, Is.LessThan(100));
    }

    [Test]
    public void An_empty_source_gives_nothing() => Assert.That(ImageReader.Read(new NumberedImages(0), image => image, 2, default), Is.Empty);

    private static int Cancel(CancellationTokenSource cancellation)
    {
        cancellation.Cancel();
        return 0;
    }

    private static void Drain(IImageSource source, Func<RgbImage, int>? transform = null, CancellationToken cancellation = default)
    {
        foreach (int _ in ImageReader.Read(source, transform ?? (image => image.Width), 2, cancellation))
        {
        }
    }

    /// <summary>Images that are one pixel high and their index plus one wide.</summary>
    private sealed class NumberedImages(int count) : IImageSource
    {
        private int _decoded;
        private int _running;

        public Func<int, bool> IsBad { get; init; } = _ => false;

        public Func<int, int> Delay { get; init; } = _ => 0;

        public int Decoded => _decoded;

        public int Running => _running;

        public string Description => "numbers";

        public int Count => count;

        public string NameOf(int index) => $"{index}.png";

        public RgbImage Decode(int index)
        {
            Interlocked.Increment(ref _running);
            Interlocked.Increment(ref _decoded);
            if (Delay(index) is int delay and > 0)
            {
                Thread.Sleep(delay);
            }

            Interlocked.Decrement(ref _running);
            return IsBad(index) ? throw new ImageDecodingException("bad luck") : new RgbImage(NameOf(index), index + 1, 1, []);
        }
    }
}
