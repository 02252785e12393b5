using System.IO.Compression;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Statistics;

namespace GanGate.Tests;

/// <summary>
/// Real photos, where the shared folder holds them: statistics of 9,000 training photos, the 2,000 test photos, and those blurred.
/// </summary>
internal sealed class CifarPhotos : IDisposable
{
    public const int TrainingCount = 9000;
    public const int TestCount = 2000;
    private const double BlurSigma = 1.5;

    // Three times the distance between the training and the test photos (0.098), and a fiftieth of the blurred ones' (15.5).
    public const string MaxFid = "0.3";

    private readonly string _folder = Directory.CreateTempSubdirectory("gangate-cifar-").FullName;

    public CifarPhotos()
    {
        string train = Path.Combine(_folder, "train");
        ZipFile.ExtractToDirectory(Repository.Shared("cifar10", "train.zip"), train);
        ZipFile.ExtractToDirectory(Repository.Shared("cifar10", "test.zip"), Test);
        StatisticsFile.Write(Statistics, Measurement.Statistics(train, new MeasurementOptions { Protocol = "pyramid" }));
        WriteBlurred();
    }

    public string Statistics => Path.Combine(_folder, "train.npz");

    public string Test => Path.Combine(_folder, "test");

    public string Blurred => Path.Combine(_folder, "blurred");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void WriteBlurred()
    {
        Directory.CreateDirectory(Blurred);
        ImageFolder photos = ImageFolder.Open(Test);
        Parallel.For(0, photos.Count, index =>
        {
            RgbImage blurred = GaussianBlur.Apply(photos.Decode(index), BlurSigma);
            PngFile.Write(Path.Combine(Blurred, $"{index}.png"), blurred);
        });
    }
}
