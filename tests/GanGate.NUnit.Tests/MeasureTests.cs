using System.Globalization;
using GanGate.Gating;
using GanGate.NUnit;
using GanGate.Statistics;
using GanGate.Tool.Demo;

namespace GanGate.Tests;

public class MeasureTests
{
    [Test]
    public void Pictures_are_measured_and_asserted_on()
    {
        string folder = Directory.CreateTempSubdirectory("gangate-nunit-").FullName;
        try
        {
            DemoFolders pictures = DemoImages.Write(folder, CancellationToken.None);
            string statistics = Path.Combine(folder, "reference.npz");
            StatisticsFile.Write(statistics, Measurement.Statistics(pictures.Reference, new MeasurementOptions { Protocol = "pyramid" }));

            FidResult good = Fid.Measure(pictures.Good, statistics);
            FidResult spoiled = Fid.Measure(pictures.Spoiled, statistics);

            Assert.That(good, Is.FidBelow(1.0));
            Assert.That(spoiled, Is.Not.FidBelow(1.0));
            Assert.That(good.Score.Generated.Count, Is.EqualTo(500));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Real_photos_pass_and_blurred_ones_fail()
    {
        using CifarPhotos photos = new();
        double limit = double.Parse(CifarPhotos.MaxFid, CultureInfo.InvariantCulture);

        Assert.That(Fid.Measure(photos.Test, photos.Statistics), Is.FidBelow(limit));
        Assert.That(Fid.Measure(photos.Blurred, photos.Statistics), Is.Not.FidBelow(limit));
    }

    [Test]
    public void What_keeps_a_measurement_from_a_score_says_what_to_do()
    {
        GanGateException? failure = Assert.Throws<GanGateException>(() => Fid.Measure("no such folder", "photos.npz"));

        Assert.That(failure?.Message, Does.Contain("photos.npz").Or.Contain("no such folder"));
    }
}
