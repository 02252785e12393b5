using System.IO.Compression;
using GanGate.Archives;
using GanGate.Images;
using GanGate.Measuring;

namespace GanGate.Tests.Images;

/// <summary>Files that change in the middle of a measurement: its result is that of the files as they were, or an error that says so.</summary>
public class ChangingSourcesTests
{
    private const int Side = 32, Count = 40;

    private static readonly string[] Kinds = ["folder", "list.txt", "stored.zip", "packed.zip", "images.npz", "data_batch_1.bin", "c-idx4-ubyte", "c-idx4-ubyte.gz"];

    private static readonly string[] Changes = ["written over", "cut", "emptied", "grown", "replaced", "deleted"];

    private static readonly ErrorCode[] Told = [ErrorCodes.SourceChanged, ErrorCodes.CorruptImages];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void A_source_that_changes_gives_what_it_was_or_an_error([ValueSource(nameof(Kinds))] string kind, [ValueSource(nameof(Changes))] string change)
    {
        string source = Write(kind, _folder["a/x"], seed: 1), other = Write(kind, _folder["b/x"], seed: 2);
        double[] expected = Measure(source).Mean;

        (double[] mean, ErrorCode? error) = Measure(source, () => Change(FileOf(kind, source), FileOf(kind, other), change));

        if (error is null) Assert.That(mean, Is.EqualTo(expected));
        else Assert.That(Told, Does.Contain(error));

        // What is read where it lies cannot be what it was.
        if (change is "written over" or "cut" or "emptied" or "grown" && !kind.EndsWith(".gz", StringComparison.Ordinal))
        {
            Assert.That(error, Is.EqualTo(ErrorCodes.SourceChanged));
        }
    }

    [Test]
    public void Two_sources_have_two_means()
    {
        foreach (string kind in Kinds)
        {
            (string one, string other) = (Write(kind, _folder[$"a {kind}/x"], seed: 1), Write(kind, _folder[$"b {kind}/x"], seed: 2));

            Assert.That(Measure(one).Mean, Is.Not.EqualTo(Measure(other).Mean), kind);
        }
    }

    private static (double[] Mean, ErrorCode? Error) Measure(string source, Action? change = null)
    {
        MeasurementOptions options = new() { Protocol = "pyramid", Device = "cpu", Threads = 1, BatchSize = 1, Progress = new AtFirst(change) };
        try
        {
            return (Measurement.Statistics(source, options).Mu, null);
        }
        catch (GanGateException failure)
        {
            Assert.That(failure.Message, Does.Not.Contain("\n"));
            return ([], failure.Error);
        }
    }

    private static string FileOf(string kind, string source) => kind switch
    {
        "folder" => Path.Combine(source, $"{Count - 1}.png"),
        "list.txt" => Path.Combine(Path.GetDirectoryName(source)!, "images", $"{Count - 1}.png"),
        _ => source,
    };

    // As a program does that knows nothing of us.
    private static void Change(string path, string other, string change)
    {
        byte[] bytes = change is "written over" or "replaced" ? File.ReadAllBytes(other) : File.ReadAllBytes(path);
        if (change is "replaced" or "deleted") File.Delete(path);
        if (change == "deleted") return;

        using (FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            if (change is "written over" or "replaced") file.Write(bytes);
            file.SetLength(change switch { "cut" => bytes.Length / 3, "emptied" => 0, "grown" => bytes.Length + 1, _ => bytes.Length });
        }

        // Whatever the resolution of the file system's clock is.
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(1));
    }

    private static string Write(string kind, string beside, int seed)
    {
        string folder = Path.GetDirectoryName(beside)!, source = Path.Combine(folder, kind), images = Path.Combine(folder, "images");
        byte[][] pictures = [.. Enumerable.Range(0, Count).Select(i => Picture((1000 * seed) + i))];
        if (kind == "folder") images = source;
        if (Path.GetExtension(kind) is ".txt" or ".zip" || kind == "folder")
        {
            Directory.CreateDirectory(images);
            for (int i = 0; i < Count; i++) PngFile.Write(Path.Combine(images, $"{i}.png"), new RgbImage("", Side, Side, pictures[i]));
        }

        byte[] all = [.. pictures.SelectMany(pixels => pixels)];
        switch (Path.GetExtension(kind))
        {
            case ".txt":
                File.WriteAllLines(source, Enumerable.Range(0, Count).Select(i => $"images/{i}.png"));
                break;
            case ".zip":
                ZipFile.CreateFromDirectory(
                    images, source, kind == "stored.zip" ? CompressionLevel.NoCompression : CompressionLevel.Optimal, includeBaseDirectory: false);
                break;
            case ".npz":
                AtomicFile.Write(source, stream =>
                {
                    using NpzWriter npz = new(stream);
                    npz.Add<byte>("arr_0", all, Count, Side, Side, 3);
                });
                break;
            case ".bin":
                CifarFile.Write(source, [.. pictures.Select((picture, i) => ((byte)(i % 10), picture))]);
                break;
            case ".gz" or "" when kind != "folder":
                IdxFile.Write(source, [Count, Side, Side, 3], all);
                break;
            default:
                break;
        }

        return source;
    }

    private static byte[] Picture(int seed)
    {
        byte[] pixels = new byte[Side * Side * 3];
        new Random(seed).NextBytes(pixels);
        return pixels;
    }

    /// <summary>Does something when the first images are measured; the last ones are not decoded yet.</summary>
    private sealed class AtFirst(Action? act) : IProgress<MeasurementProgress>
    {
        private Action? _act = act;

        public void Report(MeasurementProgress value)
        {
            _act?.Invoke();
            _act = null;
        }
    }
}
